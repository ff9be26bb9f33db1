import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { onTyped } from './typed-words.ts'

const module = join(import.meta.dirname, 'typed-words.ts')
const script = `import(${JSON.stringify(module)}).then(({ canBeTyped, onTyped }) => {
  console.log(canBeTyped())
  onTyped('relay', process.stdin, () => console.log('heard'))
})`

const run = (stdin: 'pipe' | 'ignore' | number, input?: string) =>
  spawnSync(process.execPath, ['-e', script], {
    stdio: [stdin, 'pipe', 'pipe'],
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  }).stdout.trim()

test('a pipe is read as a terminal is', () => {
  expect(run('pipe', 'relay\nother\n relay \r\n')).toBe('true\nheard\nheard')
})

test('where nobody can type nothing is offered', () => {
  expect(run('ignore')).toBe('false')
  const folder = mkdtempSync(join(tmpdir(), 'florin-typed-'))
  try {
    writeFileSync(join(folder, 'words'), '')
    const file = openSync(join(folder, 'words'), 'r')
    expect(run(file)).toBe('false')
    closeSync(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a line counts once it is whole', async () => {
  const typed = new PassThrough()
  let heard = 0
  onTyped('relay', typed, () => heard++)
  typed.write('rel')
  await new Promise(setImmediate)
  expect(heard).toBe(0)
  typed.write('ay\n')
  await new Promise(setImmediate)
  expect(heard).toBe(1)
})
