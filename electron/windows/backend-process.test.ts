import { EventEmitter } from 'node:events'
import type { MessagePortMain } from 'electron'
import { afterEach, expect, test, vi } from 'vitest'
import { createBackendProcess } from './backend-process.ts'
import { fakePort } from './testing/fake-electron.ts'

afterEach(() => {
  vi.useRealTimers()
})

function underTest() {
  const children: (EventEmitter & {
    postMessage: ReturnType<typeof vi.fn>
    kill: ReturnType<typeof vi.fn>
  })[] = []
  const heard = { log: vi.fn(), restarted: vi.fn(), trouble: vi.fn() }
  const secrets = {
    seal: async (plain: string) => `sealed ${plain}`,
    open: vi.fn(async (_sealed: string): Promise<string> => Promise.reject(new Error('lost keychain'))),
  }
  let now = 0
  const backend = createBackendProcess({
    fork() {
      const child = Object.assign(new EventEmitter(), { postMessage: vi.fn(), kill: vi.fn(() => true) })
      children.push(child)
      return child
    },
    secrets,
    now: () => now,
    ...heard,
  })
  return {
    backend,
    children,
    ...heard,
    newest: () => children.at(-1)!,
    later(ms: number) {
      now += ms
    },
  }
}

const port = () => fakePort() as unknown as MessagePortMain

test('a backend that never said so knows no relay; the last word counts', () => {
  const { backend, newest } = underTest()
  backend.start()
  expect(backend.relayUrl()).toBe('')
  newest().emit('message', { kind: 'relay', relayUrl: 'https://one.example' })
  newest().emit('message', { kind: 'relay', relayUrl: 'https://two.example' })
  expect(backend.relayUrl()).toBe('https://two.example')
})

test('a keychain that fails is answered with nothing, and the reason stays here', async () => {
  const { backend, newest, log } = underTest()
  backend.start()
  newest().emit('message', { kind: 'open', id: 3, text: 'sealed:kwallet:AA==' })
  await vi.waitFor(() => expect(newest().postMessage).toHaveBeenCalled())
  expect(newest().postMessage.mock.calls).toEqual([[{ kind: 'secret', id: 3, text: null }]])
  expect(log).toHaveBeenCalledWith('the keychain failed', { asked: 'open', error: 'Error: lost keychain' })
})

test.each([[null], ['relay'], [{ kind: 'relay' }], [{ kind: 'exec', command: 'x' }]])(
  'a message outside the contract changes nothing: %j',
  message => {
    const { backend, newest, log, trouble } = underTest()
    backend.start()
    newest().emit('message', message)
    expect(log).toHaveBeenCalledExactlyOnceWith('the backend said something unknown')
    expect([newest().postMessage.mock.calls, trouble.mock.calls, backend.relayUrl()]).toEqual([[], [], ''])
  },
)

test('a backend that died is forked again; the third death within a minute waits for a person', () => {
  const { backend, children, newest, restarted, trouble, later } = underTest()
  backend.start()
  newest().emit('exit', 1)
  later(60_000)
  newest().emit('exit', 1)
  newest().emit('exit', 1)
  expect([children.length, restarted.mock.calls.length]).toEqual([4, 3])
  newest().emit('exit', 1)
  expect([children.length, trouble.mock.calls]).toEqual([4, [['keeps-ending']]])

  const refused = port()
  backend.connect(refused)
  expect(refused.close).toHaveBeenCalledOnce()
  backend.start()
  backend.connect(port())
  expect(newest().postMessage).toHaveBeenCalledOnce()
})

test('starting twice forks once', () => {
  const { backend, children } = underTest()
  backend.start()
  backend.start()
  expect(children).toHaveLength(1)
})

test('a backend that could not open its profile is not forked again, and is ended without waiting', async () => {
  const { backend, children, newest, trouble } = underTest()
  backend.start()
  newest().emit('message', { kind: 'failed', reason: 'disk-full', detail: '' })
  expect(trouble.mock.calls).toEqual([['disk-full', '']])
  const stopped = backend.stop()
  expect([newest().kill.mock.calls.length, newest().postMessage.mock.calls]).toEqual([1, []])
  newest().emit('exit', 0)
  await stopped
  expect(children).toHaveLength(1)
})

test('stopping waits for the end and forks no other', async () => {
  const { backend, children, newest, restarted } = underTest()
  backend.start()
  let isStopped = false
  const stopped = backend.stop().then(() => {
    isStopped = true
  })
  await Promise.resolve()
  expect([isStopped, newest().postMessage.mock.calls]).toEqual([false, [[{ kind: 'stop' }]]])
  newest().emit('exit', 0)
  await stopped
  expect([children.length, restarted.mock.calls.length, newest().kill.mock.calls.length]).toEqual([1, 0, 0])
  await backend.stop()
})

test('a backend that does not end is ended by force after ten seconds', async () => {
  vi.useFakeTimers()
  const { backend, newest, log } = underTest()
  backend.start()
  const stopped = backend.stop()
  await vi.advanceTimersByTimeAsync(9_999)
  expect(newest().kill).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await stopped
  expect(newest().kill).toHaveBeenCalledOnce()
  expect(log).toHaveBeenCalledWith('the backend did not stop in time')
})
