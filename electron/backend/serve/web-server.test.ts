import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startBackend } from '../backend.ts'
import { nodePorts } from '../node-ports.ts'
import { connectDesk } from '../testing/desk-client.ts'
import { temporaryFolder } from '../testing/desktop-under-test.ts'
import { createHandlers } from './handlers.ts'
import { serveWeb, type WebServer } from './web-server.ts'

const token = 'a-launch-token-of-the-tests'
let folder: ReturnType<typeof temporaryFolder>
let backend: ReturnType<typeof startBackend>
let server: WebServer

beforeEach(async () => {
  folder = temporaryFolder()
  const rendererDir = join(folder.path, 'renderer')
  mkdirSync(rendererDir)
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>Florin</title>')
  writeFileSync(join(folder.path, 'secret.txt'), 'not for the web')
  const ports = { ...nodePorts(), log: () => undefined }
  backend = startBackend(ports, join(folder.path, 'profile'), 'http://127.0.0.1:9')
  server = await serveWeb(backend, createHandlers(backend), { port: 0, token, rendererDir })
})

afterEach(async () => {
  await server.close()
  await backend.stop()
  folder.remove()
})

/** The status of a request with these headers; a path is sent as it is, unnormalised. */
async function statusOf(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number> {
  const { port } = new URL(server.url)
  const asked = request({
    host: '127.0.0.1',
    port,
    path,
    method,
    headers: { host: `127.0.0.1:${port}`, ...headers },
  })
  asked.end()
  const [answer] = await once(asked, 'response')
  answer.resume()
  return answer.statusCode
}

/** Sends bytes and breaks the connection off at once, as a caller who is gone before the answer. */
async function sendAndReset(text: string): Promise<void> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write(text)
  await new Promise(resolve => setImmediate(resolve))
  socket.resetAndDestroy()
  await once(socket, 'close')
}

function upgrade(query: string, headers: Record<string, string> = {}): Promise<'open' | number> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/desk${query}`, { headers })
  return new Promise(resolve => {
    socket.on('open', () => {
      socket.close()
      resolve('open')
    })
    socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
    socket.on('error', () => undefined)
  })
}

test('the app is served with a policy that lets nothing else in', async () => {
  const answer = await fetch(`${server.url}/`)
  expect(await answer.text()).toContain('<title>Florin</title>')
  const policy = answer.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/..%5csecret.txt',
  '/%00',
  '/%zz',
  '/renderer/../../secret.txt',
  '//secret.txt',
  '//',
  '//[',
])('%s leads nowhere', async path => {
  expect(await statusOf(path)).toBe(404)
})

test('another host name is refused, so that a foreign page can not rebind its name to this port', async () => {
  expect(await statusOf('/', { host: 'florin.evil.example' })).toBe(421)
  expect(await upgrade(`?token=${token}`, { host: 'florin.evil.example' })).toBe(403)
})

test('only reading is allowed', async () => {
  expect(await statusOf('/', {}, 'POST')).toBe(405)
})

test('questions need the launch token and our own origin', async () => {
  expect(await upgrade('')).toBe(403)
  expect(await upgrade('?token=wrong')).toBe(403)
  expect(await upgrade(`?token=${token}`, { origin: 'https://evil.example' })).toBe(403)
  expect(await upgrade(`?token=${token}`, { origin: server.url })).toBe('open')
  expect(await upgrade(`?token=${token}`)).toBe('open')
})

test('a page can ask whether its token is the right one', async () => {
  expect(await statusOf(`/desk-access?token=${token}`)).toBe(204)
  expect(await statusOf('/desk-access?token=old')).toBe(403)
  expect(await statusOf('/desk-access')).toBe(403)
})

test('a question is answered; one that does not fit its schema is refused by field', async () => {
  const desk = await connectDesk({ url: server.url, token })
  expect(await desk.ask('session.state', {})).toMatchObject({
    phase: 'no-company',
    relayUrl: 'http://127.0.0.1:9',
  })
  expect(await desk.answer('orders.summary', { limit: 100_000 })).toMatchObject({
    ok: false,
    refusal: { code: 'invalid', field: 'limit' },
  })
  desk.close()
})

test('nobody asks for figures or gives commands before logging in', async () => {
  const desk = await connectDesk({ url: server.url, token })
  const fault = { ok: false, fault: 'no-session' }
  expect(await desk.answer('invoices.open', {})).toMatchObject(fault)
  expect(await desk.answer('users.all', {})).toMatchObject(fault)
  expect(await desk.answer('command', { name: 'order.create', payload: {} })).toMatchObject(fault)
  desk.close()
})

test('a relay that can not be reached is named, and the profile stays new', async () => {
  const desk = await connectDesk({ url: server.url, token })
  const join = { relayUrl: 'http://127.0.0.1:9', code: 'ABCD-EFGH', deviceName: 'Front desk' }
  expect(await desk.answer('company.join', join)).toMatchObject({ ok: false, fault: 'unreachable' })
  expect(await desk.ask('session.state', {})).toMatchObject({ phase: 'no-company' })
  desk.close()
})

test.each([
  ['no JSON', 'hello'],
  ['no question', '{"id":1}'],
  ['an unknown question', '{"id":1,"ask":"sql.run","input":{}}'],
  ['an id that is no number', '{"id":"1","ask":"session.state","input":{}}'],
])('%s ends the connection and nothing else', async (_what, message) => {
  const desk = await connectDesk({ url: server.url, token })
  desk.socket.send(message)
  const [code] = await once(desk.socket, 'close')
  expect(code).toBe(1008)
  expect(await upgrade(`?token=${token}`)).toBe('open')
})

test('a path too long for the file system is not found, and ends nothing', async () => {
  expect(await statusOf(`/${'a'.repeat(9_000)}`)).toBe(404)
  expect(await statusOf('/')).toBe(200)
})

test('whoever is refused a socket and is gone before the answer ends nothing', async () => {
  const { host } = new URL(server.url)
  const wanted = [
    'GET /desk?token=wrong HTTP/1.1',
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
  ]
  for (let times = 0; times < 50; times++) await sendAndReset(`${wanted.join('\r\n')}\r\n\r\n`)
  expect(await statusOf('/')).toBe(200)
})
