import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Backend, startBackend } from '../backend.ts'
import { nodePorts } from '../node-ports.ts'
import { temporaryFolder } from '../testing/desktop-under-test.ts'
import { windowUnderTest } from '../testing/window-port.ts'
import { createHandlers } from './handlers.ts'
import { servePort } from './port-server.ts'

let folder: ReturnType<typeof temporaryFolder>
let backend: Backend
const log = vi.fn()

beforeEach(() => {
  folder = temporaryFolder()
  log.mockReset()
  backend = startBackend({ ...nodePorts(), log }, join(folder.path, 'profile'), 'https://relay.example')
})

afterEach(async () => {
  await backend.stop()
  folder.remove()
})

function openWindow() {
  const window = windowUnderTest()
  servePort(backend, createHandlers(backend), window.port)
  return window
}

test('a window asks and is answered, a refused input by its field', async () => {
  const window = openWindow()
  expect(await window.ask('session.state', {})).toMatchObject({
    id: 1,
    ok: true,
    value: { phase: 'no-company', relayUrl: 'https://relay.example' },
  })
  expect(await window.ask('customers.one', { customerId: 'not-an-id' })).toMatchObject({
    id: 2,
    ok: false,
    refusal: { code: 'invalid', field: 'customerId' },
  })
  expect(await window.ask('users.all', {})).toEqual({ id: 3, ok: false, fault: 'no-session' })
  window.close()
})

test('every open window is told events, a closed one nothing more', async () => {
  const [staying, leaving] = [openWindow(), openWindow()]
  await Promise.all([staying.ask('session.state', {}), leaving.ask('session.state', {})])
  backend.logIn(null)
  await Promise.all([staying.ask('session.state', {}), leaving.ask('session.state', {})])
  expect([staying.events, leaving.events]).toEqual([[{ event: 'session' }], [{ event: 'session' }]])

  leaving.close()
  await leaving.closed
  backend.logIn(null)
  await staying.ask('session.state', {})
  expect([staying.events.length, leaving.events.length]).toEqual([2, 1])
  staying.close()
})

test.each([
  ['no id', { ask: 'session.state', input: {} }],
  ['an unknown question', { id: 1, ask: 'profile.read', input: {} }],
  ['something more', { id: 1, ask: 'session.state', input: {}, userId: 'admin' }],
  ['a word', 'session.state'],
])('what is no question closes the way: %s', async (_, message) => {
  const window = openWindow()
  window.say(message)
  await window.closed
  backend.logIn(null)
  expect(window.events).toEqual([])
})

test('a fault inside crosses as a word, its reason stays in the log', async () => {
  const window = openWindow()
  vi.spyOn(backend, 'state').mockImplementation(() => {
    throw new Error('SELECT failed at line 7')
  })
  const answer = await window.ask('session.state', {})
  expect(answer).toEqual({ id: 1, ok: false, fault: 'internal' })
  expect(log).toHaveBeenCalledWith(
    'error',
    'a question failed',
    expect.objectContaining({ ask: 'session.state', error: 'Error: SELECT failed at line 7' }),
  )
  window.close()
})
