import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/desktop-under-test.ts'
import { openProfile, ProfileInUseError } from './open-profile.ts'

test('a profile is open once: a second opener is refused, until the first has closed', () => {
  const folder = temporaryFolder()
  const first = openProfile(folder.path)
  expect(() => openProfile(folder.path)).toThrow(ProfileInUseError)
  first.close()
  openProfile(folder.path).close()
  folder.remove()
})

test('another process is told in a sentence that the profile is in use', () => {
  const folder = temporaryFolder()
  const first = openProfile(folder.path)
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const second = spawnSync(process.execPath, [main, '--profile', folder.path], {
    encoding: 'utf8',
    timeout: 20_000,
  })
  expect(second.status).toBe(1)
  expect(second.stderr).toBe(
    'Florin already runs on this profile. Use the window that is open, or close it first.\n',
  )
  expect(second.stdout).toBe('')
  first.close()
  folder.remove()
})

test('commits are made to survive power loss, and the reader can not write', () => {
  const folder = temporaryFolder()
  const profile = openProfile(folder.path)
  expect(profile.writer.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(profile.writer.pragma('synchronous', { simple: true })).toBe(2)
  expect(() => profile.reader.exec('DELETE FROM orders')).toThrow(/readonly/)
  expect(statSync(join(folder.path, 'florin.db')).mode & 0o077).toBe(0)
  profile.close()
  folder.remove()
})
