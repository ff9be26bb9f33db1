import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as layouts from './derived-ids.ts'
import type { releaseHeld } from './order/prepayments.ts'

/** `deriveId` has room for so many. */
const ROOM = 65_536

test.each(Object.entries(layouts))('no two runs of %s overlap, and all have room', (_, layout) => {
  const runs = Object.entries(layout).toSorted(([, a], [, b]) => a.first - b.first)
  let free = 0
  for (const [name, { first, most }] of runs) {
    expect(first, `${name} begins in the run before it`).toBeGreaterThanOrEqual(free)
    expect(most, name).toBeGreaterThan(0)
    free = first + most
  }
  expect(free).toBeLessThanOrEqual(ROOM)
})

test('what is given a run of ids takes none but those of the file', () => {
  // @ts-expect-error: no numbers made up elsewhere, not even as a run
  const madeUp: layouts.IdRun = { first: 20_000, most: 1 }
  const given = (...parameters: Parameters<typeof releaseHeld>) => parameters[4].first
  // @ts-expect-error: no literal first id
  const literal: Parameters<typeof given>[4] = 20_000
  expect([madeUp.first, literal]).toEqual([20_000, 20_000])
})

test('no number of a derived id beyond a command’s own handful stands anywhere else in the domain', () => {
  const folder = new URL('.', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    name => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('derived-ids'),
  )
  const stray = files.flatMap(name => {
    const text = readFileSync(new URL(name, folder), 'utf8')
    const numbers = /(?:derive\(|(?:newTask|heldTask|notAsEntered)\(\s*context,\s*)\d[\d_]{1,}|as IdRun/g
    return [...text.matchAll(numbers)].map(([found]) => `${name}: ${found}`)
  })
  expect(stray).toEqual([])
})
