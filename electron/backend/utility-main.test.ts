import { EventEmitter, once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FromBackend, ToBackend } from './serve/parent-messages.ts'
import type { WindowPort } from './serve/port-server.ts'
import { openProfile } from './store/open-profile.ts'
import { temporaryFolder } from './testing/desktop-under-test.ts'
import { windowUnderTest } from './testing/window-port.ts'
import { runInElectron } from './utility-main.ts'

const companyId = '01890000-0000-7000-8000-000000000001'
const deviceId = '01890000-0000-7000-8000-000000000002'
let folder: ReturnType<typeof temporaryFolder>
let profile: string
let relay: Server
let relayUrl: string

beforeEach(async () => {
  folder = temporaryFolder()
  profile = join(folder.path, 'profile')
  relay = createServer((request, response) => {
    const enrolled = { companyId, deviceId, refreshToken: 'r'.repeat(43), companyName: 'Rose & Co' }
    response.writeHead(request.url === '/v1/enrol' ? 200 : 503, { 'content-type': 'application/json' })
    response.end(JSON.stringify(enrolled))
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  relayUrl = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`
})

afterEach(() => {
  relay.closeAllConnections()
  relay.close()
  folder.remove()
})

/** The parent's side of a backend in this process; `keychain` answers for safeStorage. */
function startInElectron(keychain: (text: string) => string | null = text => text, ...more: string[]) {
  const door = new EventEmitter()
  const heard: FromBackend[] = []
  const left = vi.fn<(code: number) => void>()
  const tell = (message: ToBackend, ports: WindowPort[] = []) =>
    door.emit('message', { data: message, ports })
  runInElectron(
    Object.assign(door, {
      postMessage(message: unknown) {
        const said = message as FromBackend
        heard.push(said)
        if (said.kind !== 'seal' && said.kind !== 'open') return
        const text = keychain(said.kind === 'seal' ? `sealed ${said.text}` : said.text.replace('sealed ', ''))
        queueMicrotask(() => tell({ kind: 'secret', id: said.id, text }))
      },
    }),
    ['--profile', profile, '--relay', relayUrl, ...more],
    left,
  )
  return {
    heard,
    left,
    tell,
    openWindow() {
      const window = windowUnderTest()
      tell({ kind: 'window' }, [window.port])
      return window
    },
    async stop() {
      tell({ kind: 'stop' })
      await vi.waitFor(() => expect(left).toHaveBeenCalledWith(0))
    },
  }
}

test('the parent learns whose pages may open outside, a window is answered, stop closes the profile', async () => {
  const backend = startInElectron()
  expect(backend.heard).toEqual([{ kind: 'relay', relayUrl }])
  const window = backend.openWindow()
  expect(await window.ask('session.state', {})).toMatchObject({ ok: true, value: { phase: 'no-company' } })
  await backend.stop()
  openProfile(profile).close()
  window.close()
})

test('secrets are sealed by the parent before they reach the profile', async () => {
  const backend = startInElectron()
  const window = backend.openWindow()
  const joined = await window.ask('company.join', { relayUrl, code: 'ABCD-1234', deviceName: 'Front desk' })
  expect(joined).toMatchObject({ ok: true, value: { phase: 'locked', deviceName: 'Front desk' } })
  const sealed = backend.heard.filter(message => message.kind === 'seal')
  expect(sealed.map(message => message.text)).toContain('r'.repeat(43))
  await backend.stop()
  window.close()

  const { writer, close } = openProfile(profile)
  const kept = writer
    .prepare("SELECT value FROM sync_state WHERE name IN ('deviceKey', 'refreshToken')")
    .pluck()
    .all()
  close()
  expect(kept).toHaveLength(2)
  for (const value of kept) expect(value).toMatch(/^sealed /)
})

test('the code of a start joins a new profile, and the window learns of it', async () => {
  const backend = startInElectron(text => text, '--join', 'ABCD-1234')
  const window = backend.openWindow()
  const state = () => window.ask('session.state', {})
  await vi.waitFor(async () => expect(await state()).toMatchObject({ value: { phase: 'locked' } }))
  await backend.stop()
  window.close()
})

test('a keychain that fails lets nothing be joined and leaks no reason', async () => {
  const backend = startInElectron(() => null)
  const window = backend.openWindow()
  const joined = await window.ask('company.join', { relayUrl, code: 'ABCD-1234', deviceName: 'Front desk' })
  expect(joined).toEqual({ id: 1, ok: false, fault: 'internal' })
  expect(await window.ask('session.state', {})).toMatchObject({ value: { phase: 'no-company' } })
  await backend.stop()
  window.close()
})

test('a profile that another process has is named to the parent, which ends this one', () => {
  const held = openProfile(profile)
  const backend = startInElectron()
  expect(backend.heard).toEqual([{ kind: 'failed', reason: 'profile-in-use', detail: '' }])
  expect(backend.left).not.toHaveBeenCalled()
  held.close()
})

test('a newer profile and anything else are told apart', () => {
  const newer = openProfile(profile)
  newer.writer.pragma('user_version = 9999')
  newer.close()
  expect(startInElectron().heard).toEqual([{ kind: 'failed', reason: 'newer-profile', detail: '' }])
  profile = join(profile, 'florin.db')
  expect(startInElectron().heard).toEqual([{ kind: 'failed', reason: 'other', detail: '' }])
})

test('a profile that could not be updated is named to the parent with its copy', () => {
  const { writer, close } = openProfile(profile)
  const version = writer.pragma('user_version', { simple: true }) as number
  // Its step to 14 finds its indexes made.
  writer.pragma('user_version = 13')
  close()
  const detail = join(profile, `florin.before-${version}.db`)
  expect(startInElectron().heard).toEqual([{ kind: 'failed', reason: 'update-failed', detail }])
})

test('a message outside the contract is ignored', async () => {
  const backend = startInElectron()
  backend.tell({ kind: 'stop', now: true } as unknown as ToBackend)
  backend.tell('stop' as unknown as ToBackend)
  const window = backend.openWindow()
  expect(await window.ask('session.state', {})).toMatchObject({ ok: true })
  expect(backend.left).not.toHaveBeenCalled()
  await backend.stop()
  window.close()
})
