import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { socketTransport } from './socket-transport.ts'

class FakeSocket extends EventTarget {
  static all: FakeSocket[] = []
  readonly url: string
  constructor(url: URL) {
    super()
    this.url = url.href
    FakeSocket.all.push(this)
  }
}

const answers = { status: 204 as number | null }

function openTab(address: string) {
  const kept = new Map<string, string>()
  const location = new URL(address)
  const fakeWindow = Object.assign(new EventTarget(), {
    location,
    history: {
      replaceState: (_: null, __: string, path: string) => (location.href = new URL(path, location).href),
    },
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
    setTimeout: (retry: () => void) => queueMicrotask(retry),
  })
  vi.stubGlobal('window', fakeWindow)
  const told: string[] = []
  socketTransport().start({
    opened: () => told.push('opened'),
    closed: () => told.push('closed'),
    refused: () => told.push('refused'),
    message: () => told.push('message'),
  })
  return { told, location }
}

async function closeSocket() {
  FakeSocket.all.at(-1)!.dispatchEvent(new Event('close'))
  await new Promise(resolve => setImmediate(resolve))
}

beforeEach(() => {
  FakeSocket.all = []
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('fetch', async () => {
    if (answers.status === null) throw new TypeError('away')
    return { status: answers.status }
  })
})
afterEach(() => vi.unstubAllGlobals())

test('the launch token leaves the address bar and goes to the backend', () => {
  const { location } = openTab('http://127.0.0.1:4100/#token=a%2Bb')
  expect(location.href).toBe('http://127.0.0.1:4100/#/')
  expect(FakeSocket.all.map(socket => socket.url)).toEqual(['ws://127.0.0.1:4100/desk?token=a%2Bb'])
})

test('a backend that is away, or back with the same token, is tried again', async () => {
  const { told } = openTab('http://127.0.0.1:4100/#token=good')
  answers.status = null
  await closeSocket()
  answers.status = 204
  await closeSocket()
  expect(told).toEqual(['closed', 'closed'])
  expect(FakeSocket.all).toHaveLength(3)
})

test('a token the backend refuses ends the trying', async () => {
  const { told } = openTab('http://127.0.0.1:4100/#token=old')
  answers.status = 403
  await closeSocket()
  expect(told).toEqual(['closed', 'refused'])
  expect(FakeSocket.all).toHaveLength(1)
})

test('a tab without a token does not try', () => {
  const { told } = openTab('http://127.0.0.1:4100/#/invoices')
  expect(told).toEqual(['refused'])
  expect(FakeSocket.all).toEqual([])
})
