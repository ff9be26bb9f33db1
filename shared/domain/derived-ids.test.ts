import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as layouts from './derived-ids.ts'

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

test('no number of a derived id beyond a command’s own handful stands anywhere else in the domain', () => {
  const folder = new URL('.', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    name => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('derived-ids'),
  )
  const stray = files.flatMap(name => {
    const text = readFileSync(new URL(name, folder), 'utf8')
    return [...text.matchAll(/(?:derive\(|newTask\(\s*context,\s*)\d[\d_]{1,}/g)].map(
      ([found]) => `${name}: ${found}`,
    )
  })
  expect(stray).toEqual([])
})
