import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { productPayload } from './testing/payloads.ts'
import { SETUP_TOKEN } from './testing/relay-under-test.ts'
import { ADMIN, createTestCompany, type Reachable, type TestDevice } from './testing/test-device.ts'

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url))

let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'florin-server-'))
})

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }
  rmSync(folder, { recursive: true, force: true })
})

interface Started {
  child: ChildProcess
  out: string[]
  errors: string[]
  exit: Promise<number | null>
}

function start(env: Record<string, string> = {}, args: string[] = []): Started {
  const child = spawn(process.execPath, [SERVER, ...args], {
    env: {
      PATH: process.env.PATH,
      FLORIN_DATA: folder,
      FLORIN_RELAY_PORT: '0',
      FLORIN_SETUP_TOKEN: SETUP_TOKEN,
      FLORIN_SECRET: Buffer.alloc(32, 7).toString('base64'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const out: string[] = []
  const errors: string[] = []
  createInterface({ input: child.stdout! }).on('line', line => out.push(line))
  createInterface({ input: child.stderr! }).on('line', line => errors.push(line))
  const exit = once(child, 'close').then(([code]) => code as number | null)
  return { child, out, errors, exit }
}

async function ready({ out }: Started): Promise<{ relay: string; gateway: string | null }> {
  await expect.poll(() => out, { timeout: 20_000 }).toHaveLength(1)
  return JSON.parse(out[0]!)
}

test('it says where it listens in one line, answers, and stops in order', async () => {
  const started = start()
  const { relay, gateway } = await ready(started)
  expect(relay).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(gateway).toBeNull()
  expect((await fetch(`${relay}/healthz`)).status).toBe(200)
  expect(await (await fetch(`${relay}/readyz`)).json()).toEqual({ ok: true })
  started.child.kill('SIGTERM')
  expect(await started.exit).toBe(0)
  expect(started.out).toHaveLength(1)
  await expect(fetch(`${relay}/healthz`)).rejects.toThrow()
})

test('the sandbox gateway has an origin of its own', async () => {
  const started = start({ FLORIN_SANDBOX_PORT: '0' })
  const { relay, gateway } = await ready(started)
  expect(gateway).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(gateway).not.toBe(relay)
  expect((await fetch(`${gateway}/fields`)).status).toBeLessThan(500)
  started.child.kill('SIGTERM')
  expect(await started.exit).toBe(0)
})

test('a stop ends open streams and finishes what runs, and the next start has all that was answered', async () => {
  const first = start()
  const desk = await createTestCompany(at((await ready(first)).relay))
  const stream = await desk.request('GET', '/v1/events')
  const streamed = stream.text()
  const running = desk.request('POST', '/v1/login', { login: ADMIN.login, password: ADMIN.password })
  const product = desk.command('product.add', productPayload(desk, 'KEPT'))
  const [outcome] = await desk.outcomes(product)
  first.child.kill('SIGTERM')
  expect((await running).status).toBe(200)
  expect(await streamed).toContain('data: {"head":')
  expect(await first.exit).toBe(0)

  const second = start()
  const again = await reopened(desk, second)
  expect(await again.outcomes(product)).toEqual([outcome])
  second.child.kill('SIGINT')
  expect(await second.exit).toBe(0)
  expect([...first.errors, ...second.errors].join('\n')).not.toContain(ADMIN.password)
})

test('a relay that is killed has all that it had answered', async () => {
  const first = start()
  const desk = await createTestCompany(at((await ready(first)).relay))
  const products = ['A', 'B', 'C'].map(code => desk.command('product.add', productPayload(desk, code)))
  const outcomes = await desk.outcomes(...products)
  first.child.kill('SIGKILL')
  await first.exit
  const again = await reopened(desk, start())
  expect(await again.outcomes(...products)).toEqual(outcomes)
  expect((await again.pulled()).lastSeq).toBe(3)
})

test.each([
  [{ FLORIN_SECRET: '' }, 'FLORIN_SECRET is not set.'],
  [
    { FLORIN_RELAY_HOST: '0.0.0.0' },
    'FLORIN_PUBLIC_URL must be set to an https address, unless the relay is on loopback.',
  ],
])('a wrong setting ends the start with one sentence: %j', async (env: Record<string, string>, sentence) => {
  const started = start(env)
  expect(await started.exit).toBe(2)
  expect(started.errors).toEqual([sentence])
  expect(started.out).toEqual([])
})

test('a port that is taken ends the start with one sentence', async () => {
  const other = createServer()
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const started = start({ FLORIN_RELAY_PORT: port })
  expect(await started.exit).toBe(3)
  expect(started.errors).toEqual([`Port ${port} on 127.0.0.1 is taken by another process.`])
  other.close()
})

test('one data folder has one relay, and no restore beside it', async () => {
  await createTestCompany(at((await ready(start())).relay))
  const backup = start({}, ['backup', folder])
  expect(await backup.exit).toBe(0)
  const file = backup.out.at(-1)!.replace('backup of 1 company: ', '')
  const sentence = `A relay is running on ${folder}. Stop it first.`
  const second = start()
  expect(await second.exit).toBe(5)
  expect(second.errors).toEqual([sentence])
  const restore = start({}, ['restore', file])
  expect(await restore.exit).toBe(1)
  expect(restore.out).toEqual([sentence])
})

test('a relay with a folder for backups makes one of each day', async () => {
  const backups = join(folder, 'backups')
  mkdirSync(backups)
  for (let day = 1; day <= 8; day++) {
    writeFileSync(join(backups, `florin-relay-2026010${day}T030000000Z.db`), '')
  }
  await ready(start({ FLORIN_BACKUP_DIR: backups }))
  const made = () => readdirSync(backups).sort()
  await expect.poll(() => made().length, { timeout: 20_000 }).toBe(7)
  const today = new Date().toISOString().slice(0, 10).replaceAll('-', '')
  expect(made().at(-1)).toContain(today)
  expect(made()[0]).toContain('20260103')
})

/** A relay over the network. */
function at(base: string): Reachable {
  return { app: { request: (path, init) => fetch(base + path, init) }, clock: { now: () => Date.now() } }
}

/** The same device at a relay that was started again. */
async function reopened(device: TestDevice, started: Started): Promise<TestDevice> {
  const moved = Object.assign(Object.create(device), { test: at((await ready(started)).relay) }) as TestDevice
  expect((await moved.renew()).status).toBe(200)
  return moved
}
