import { expect, test } from 'vitest'
import { RACE_MUTANTS } from './race-mutants.ts'
import { runRaces } from './run-races.ts'

test('payers on overlapping links break no law', async () => {
  const told: string[] = []
  const totals = await runRaces({ from: 1, step: 1, count: 25, mutant: null }, line => told.push(line))
  expect(told).toEqual([])
  expect(totals).toMatchObject({ seeds: 25, violations: 0 })
  expect(totals.captures).toBeGreaterThan(15)
}, 120_000)

test.each(RACE_MUTANTS)(
  'the laws notice $name',
  async ({ name }) => {
    const { violations } = await runRaces({ from: 1, step: 1, count: 100, mutant: name }, () => undefined)
    expect(violations).toBeGreaterThan(0)
  },
  120_000,
)
