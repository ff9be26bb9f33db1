import { rmSync } from 'node:fs'
import { filterStatements } from './engine/statement-gate.ts'
import type { Mutant } from './mutants/mutant.ts'
import { MUTANTS } from './mutants/mutants.ts'
import type { FaultKind } from './play/fault-kinds.ts'
import { runSeed, type SeedResult } from './run-seed.ts'
import type { Counts } from './setting.ts'
import { buildTemplate, runFolder } from './template.ts'

/** Every `step`-th seed from `from`. */
export interface Batch {
  from: number
  step: number
  count: number
  mutant: string | null
  without: string[]
  verbose: boolean
}

export interface Totals extends Counts {
  seeds: number
  violations: number
}

/** After so many broken seeds, more of them tell nothing new. */
const ENOUGH_BROKEN = 5

export function emptyTotals(): Totals {
  const none = { commands: 0, payments: 0, captures: 0, mails: 0, kills: 0 }
  return { seeds: 0, ...none, rewinds: 0, restores: 0, clones: 0, recoveries: 0, violations: 0 }
}

/** Plays seeds one after the other and tells of every broken one; ends early once a mutant is caught. */
export async function runBatch(batch: Batch, tell: (line: string) => void): Promise<Totals> {
  const totals = emptyTotals()
  const mutant = MUTANTS.find(({ name }) => name === batch.mutant) ?? null
  const template = await buildTemplate()
  const folder = runFolder()
  // Deliveries and the like give themselves real time limits: in here no time passes.
  AbortSignal.timeout = () => new AbortController().signal
  filterStatements(mutant?.statements ?? null)
  mutant?.install?.()
  let broken = 0
  try {
    for (let nth = 0; nth < batch.count && broken < (mutant ? 1 : ENOUGH_BROKEN); nth++) {
      const seed = batch.from + nth * batch.step
      const result = await runSeed(seed, template, folder, mutant, batch.without as FaultKind[])
      totals.seeds++
      for (const name of Object.keys(result.counts) as (keyof Counts)[]) totals[name] += result.counts[name]
      totals.violations += result.violations.length
      if (batch.verbose) tell(result.story())
      if (result.violations.length === 0) continue
      broken++
      tell(report(result, mutant))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return totals
}

function report({ seed, violations, story }: SeedResult, mutant: Mutant | null): string {
  const first = violations[0]!
  const again = `npm run sim -- --seeds 1 --from ${seed}${mutant ? ` --mutant ${mutant.name}` : ''} --verbose`
  return [
    `seed ${seed}: ${first.what}`,
    ...violations.slice(1, 5).map(({ what }) => `  and: ${what}`),
    ...(violations.length > 5 ? [`  and ${violations.length - 5} more`] : []),
    story(first.ids),
    `again: ${again}`,
    '',
  ].join('\n')
}
