import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FolderNotWritable, keepInFolder } from './save-statement.ts'

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'florin-statements-'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const bytes = (text: string) => new TextEncoder().encode(text)

test('a folder is made when it is not there, and a file of before is replaced whole', async () => {
  const folder = join(base, 'november', 'first run')
  await keepInFolder(folder, 'Petal.pdf', bytes('a long one of before'))
  await keepInFolder(folder, 'Petal.pdf', bytes('new'))
  expect(readdirSync(folder)).toEqual(['Petal.pdf'])
  expect(readFileSync(join(folder, 'Petal.pdf'), 'utf8')).toBe('new')
})

test('what is no folder, or one that nothing can be written into, is refused by its name', async () => {
  writeFileSync(join(base, 'file'), '')
  for (const folder of [
    'statements',
    '../statements',
    join(base, 'file'),
    join(base, 'file', 'in'),
    '/proc/florin',
  ])
    await expect(keepInFolder(folder, 'Petal.pdf', bytes('x')), folder).rejects.toThrow(FolderNotWritable)
  expect(readdirSync(base)).toEqual(['file'])
})
