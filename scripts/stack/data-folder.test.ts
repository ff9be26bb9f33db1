import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  clearDemo,
  holdDataFolder,
  prepareDataFolder,
  readSecrets,
  readState,
  writeState,
} from './data-folder.ts'

let folder: string

beforeEach(() => {
  folder = prepareDataFolder(mkdtempSync(join(tmpdir(), 'florin-stack-')))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('secrets are made once and are nobody else’s to read', () => {
  const made = readSecrets(folder)
  expect(readSecrets(folder)).toEqual(made)
  expect(Buffer.from(made.relaySecret, 'base64')).toHaveLength(32)
  if (process.platform !== 'win32') expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0)
})

test('a change keeps what else is remembered, and a spoilt file counts as none', () => {
  writeState(folder, { demo: 'played' })
  writeState(folder, { ports: { relay: 9000 } })
  expect(readState(folder)).toMatchObject({ demo: 'played', ports: { relay: 9000 } })
  writeFileSync(join(folder, 'stack.json'), '{"demo":')
  expect(readState(folder).demo).toBe('none')
})

test('a folder is held by one process, and free again when that process is killed', async () => {
  const program = `import { holdDataFolder } from ${JSON.stringify(new URL('./data-folder.ts', import.meta.url).href)}
    console.log(holdDataFolder(${JSON.stringify(folder)}))
    setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const answer = await new Promise<string>(resolve =>
    holder.stdout.once('data', chunk => resolve(String(chunk))),
  )
  expect(answer.trim()).toBe('true')
  expect(holdDataFolder(folder)).toBe(false)
  holder.kill('SIGKILL')
  await new Promise(resolve => holder.once('exit', resolve))
  expect(holdDataFolder(folder)).toBe(true)
})

test('clearing the demo leaves secrets and memory alone', () => {
  readSecrets(folder)
  writeState(folder, { demo: 'playing' })
  for (const name of ['relay', 'desktop', 'mail']) mkdirSync(join(folder, name))
  clearDemo(folder)
  expect(readdirSync(folder).sort()).toEqual(['logs', 'secrets.json', 'stack.json'])
})
