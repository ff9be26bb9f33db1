import { rmSync } from 'node:fs'
import { runFolder } from '../template.ts'
import { RACE_MUTANTS } from './race-mutants.ts'
import { type RaceTotals, raceSeed } from './race-seed.ts'
import { RaceWorld } from './race-world.ts'

export interface RaceBatch {
  from: number
  step: number
  count: number
  mutant: string | null
}

/** Seeds that share one relay: then a new one, so that its tables stay small. */
const SEEDS_PER_WORLD = 40

/** Plays a batch of seeds; ends at the first violation. */
export async function runRaces(batch: RaceBatch, say: (line: string) => void): Promise<RaceTotals> {
  const totals: RaceTotals = {
    seeds: 0,
    payers: 0,
    presses: 0,
    captures: 0,
    overpayments: 0,
    'acts at the desk': 0,
    'lost answers': 0,
    violations: 0,
  }
  const mutant = RACE_MUTANTS.find(({ name }) => name === batch.mutant) ?? null
  for (let done = 0; done < batch.count && totals.violations === 0; ) {
    const folder = runFolder()
    const world = await RaceWorld.open(folder, mutant)
    for (let nth = 0; nth < SEEDS_PER_WORLD && done < batch.count && totals.violations === 0; nth++, done++) {
      const part = await raceSeed(world, batch.from + done * batch.step, say)
      totals.seeds++
      for (const [name, number] of Object.entries(part)) totals[name as keyof RaceTotals] += number
    }
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return totals
}
