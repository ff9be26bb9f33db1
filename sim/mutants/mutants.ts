import type { Mutant } from './mutant.ts'

/** Every deliberate mistake. */
export const MUTANTS: readonly Mutant[] = []
