import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MUTANTS } from './mutants/mutants.ts'
import { runBatch } from './run-batch.ts'
import { runSeed } from './run-seed.ts'
import { buildTemplate, runFolder, type Template } from './template.ts'

let template: Template
let folder = ''

beforeAll(async () => {
  template = await buildTemplate()
  folder = runFolder()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a seed is the same story every time, from templates made apart', { timeout: 60_000 }, async () => {
  const apart = await buildTemplate()
  for (const seed of [5, 6, 7]) {
    const { hash, counts } = await runSeed(seed, template, folder)
    expect(await runSeed(seed, apart, folder)).toMatchObject({ hash, counts })
  }
})

test('nothing is lost, doubled or stuck, whatever goes wrong', { timeout: 120_000 }, async () => {
  const told: string[] = []
  const batch = { from: 1, step: 1, count: 100, mutant: null, without: [], verbose: false }
  const totals = await runBatch(batch, line => told.push(line))
  expect(told.join('\n')).toBe('')
  expect(totals).toMatchObject({ seeds: 100, violations: 0 })
  for (const count of Object.values({ ...totals, violations: 1 })) expect(count).toBeGreaterThan(0)
})

// In processes of their own: a mistake stays in the one it is made in. The others take hundreds of seeds to be noticed;
// `npm run sim -- --mutant NAME` plays them.
test.each(['outbox-deleted-on-ack', 'owner-row-not-moved', 'lease-rewinds', 'rebase-forgets-base'])(
  'the mistake %s is noticed',
  { timeout: 60_000 },
  name => {
    const program = fileURLToPath(new URL('run.ts', import.meta.url))
    const played = spawnSync(process.execPath, [program, '--mutant', name, '--seeds', '150'], {
      encoding: 'utf8',
    })
    expect(played.stdout).toMatch(/^seed \d+: /m)
    expect(played.status).toBe(1)
  },
)

test('mistakes have names of their own', () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length)
})
