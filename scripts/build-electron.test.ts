import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildElectron } from './build-electron.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Below the repository, because packages stay outside of the build. */
const built = join(root, '.florin', `build-test-${process.pid}`)
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'florin-build-'))
  const screens = join(folder, 'renderer')
  mkdirSync(screens)
  writeFileSync(join(screens, 'index.html'), '<!doctype html>')
  await buildElectron(built, screens)
}, 120_000)

afterAll(() => {
  rmSync(built, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})

test('what main.js looks for lies where it looks: preload, backend, screens', () => {
  const main = readFileSync(join(built, 'electron', 'main.js'), 'utf8')
  const wanted = [...main.matchAll(/here\("([^"]+)"\)/g)].map(match => match[1]!)
  expect(wanted.sort()).toEqual(['../dist/renderer', './backend/utility-main.js', './preload.cjs'])
  for (const path of wanted) expect([path, existsSync(join(built, 'electron', path))]).toEqual([path, true])
})

test('the preload script needs nothing but Electron, as a sandboxed one must', () => {
  const preload = readFileSync(join(built, 'electron', 'preload.cjs'), 'utf8')
  expect([...preload.matchAll(/require\("([^"]+)"\)/g)].map(match => match[1])).toEqual(['electron'])
  expect(preload).not.toMatch(/^(import|export)\b/m)
})

test('no test and no source is shipped', () => {
  expect(globSync('**/*{.ts,.tsx,.test.js,/testing/*}', { cwd: built })).toEqual([])
})

test('the built backend opens a profile, answers a window and stops', async () => {
  const harness = join(folder, 'parent.mjs')
  writeFileSync(harness, PARENT)
  const backend = join(built, 'electron', 'backend', 'utility-main.js')
  const child = spawn(process.execPath, [harness, backend, '--profile', join(folder, 'profile')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', chunk => {
    output += chunk
  })
  child.stderr.on('data', chunk => {
    errors += chunk
  })
  const [code] = await once(child, 'close')
  expect([code, errors]).toEqual([0, ''])
  const [relay, answer] = output
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(relay).toEqual({ kind: 'relay', relayUrl: '' })
  expect(answer).toMatchObject({ id: 1, ok: true, value: { phase: 'no-company' } })
})

/** Plays Electron's main process: gives `process.parentPort`, a window that asks once, and the word to stop. */
const PARENT = `
import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'
import { MessageChannel } from 'node:worker_threads'

const say = message => process.stdout.write(JSON.stringify(message) + '\\n')
process.argv.splice(1, 1)
process.parentPort = Object.assign(new EventEmitter(), { postMessage: say })
await import(pathToFileURL(process.argv[1]))
const { port1, port2 } = new MessageChannel()
const port = {
  on: (event, listener) => port2.on(event, data => listener({ data })),
  postMessage: message => port2.postMessage(message),
  start: () => port2.start(),
  close: () => port2.close(),
}
process.parentPort.emit('message', { data: { kind: 'window' }, ports: [port] })
port1.on('message', answer => {
  say(answer)
  process.parentPort.emit('message', { data: { kind: 'stop' }, ports: [] })
})
port1.postMessage({ id: 1, ask: 'session.state', input: {} })
`
