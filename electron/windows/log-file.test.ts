import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLogFile } from './log-file.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'florin-log-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('events are lines of JSON after what was there, for the owner alone', () => {
  const logs = join(folder, 'logs')
  openLogFile(logs, 'florin.log', () => 1).event('started')
  const log = openLogFile(logs, 'florin.log', () => 2)
  log.event('a window died', { reason: 'oom' })
  log.raw('{"level":30}\n')
  const file = join(logs, 'florin.log')
  expect(readFileSync(file, 'utf8')).toBe(
    '{"time":1,"event":"started"}\n{"time":2,"event":"a window died","reason":"oom"}\n{"level":30}\n',
  )
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0)
})

test('a large log moves aside', () => {
  const file = join(folder, 'florin.log')
  writeFileSync(file, 'x'.repeat(2_000_001))
  openLogFile(folder, 'florin.log', () => 3).event('started')
  expect(readFileSync(file, 'utf8')).toBe('{"time":3,"event":"started"}\n')
  expect(statSync(`${file}.1`).size).toBe(2_000_001)
})

test('a log that cannot be written stops nobody', () => {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  openLogFile(file, 'florin.log', () => 4).event('started')
  expect(readFileSync(file, 'utf8')).toBe('')
})
