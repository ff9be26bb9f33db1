import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepWindowMemory, readWindowMemory } from './window-memory.ts'

let folder: string
const fresh = { bounds: null, maximized: false, toldNoKeychain: false }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'florin-window-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what is kept is read at the next start, and nothing else is left behind', () => {
  const file = join(folder, 'window', 'window.json')
  const kept = { bounds: { x: 1, y: 2, width: 1300, height: 800 }, maximized: true, toldNoKeychain: true }
  keepWindowMemory(file, kept)
  expect(readWindowMemory(file)).toEqual(kept)
  expect(readdirSync(join(folder, 'window'))).toEqual(['window.json'])
})

test.each([
  ['missing', null],
  ['cut short', '{"bounds":{"x":1'],
  ['of another kind', '[1,2]'],
  ['with bounds that are none', '{"bounds":{"x":"left"},"maximized":true}'],
])('a file that is %s is a first start', (_, text) => {
  const file = join(folder, 'window.json')
  if (text !== null) writeFileSync(file, text)
  expect(readWindowMemory(file)).toEqual(fresh)
})
