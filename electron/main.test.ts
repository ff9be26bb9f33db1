import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeElectron, fakePort, frameAt } from './windows/testing/fake-electron.ts'
import { START_URL } from './windows/url-policy.ts'

const faults = ['uncaughtException', 'unhandledRejection'] as const
const argv = process.argv
let folder: string
let ours: Map<string, unknown[]>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'florin-main-'))
  ours = new Map(faults.map(name => [name, process.rawListeners(name)]))
  vi.resetModules()
})

afterEach(() => {
  process.argv = argv
  for (const name of faults) {
    for (const listener of process.rawListeners(name)) {
      if (!ours.get(name)?.includes(listener)) process.off(name, listener as never)
    }
  }
  vi.doUnmock('electron')
  rmSync(folder, { recursive: true, force: true })
})

async function start(given: { hasLock?: boolean; isPackaged?: boolean; args?: string[] } = {}) {
  const fake = fakeElectron({ userData: folder, ...given })
  process.argv = ['electron', ...(given.args ?? [])]
  vi.doMock('electron', () => fake.module)
  await import('./main.ts')
  await Promise.resolve()
  return fake
}

const logText = () => readFileSync(join(folder, 'logs', 'florin.log'), 'utf8')
const only = <T>(list: T[]): T => {
  expect(list).toHaveLength(1)
  return list[0]!
}

test('everything that must come before the app is ready does, then the backend, then the window', async () => {
  const fake = await start()
  expect(fake.calls).toEqual(['scheme', 'sandbox', 'protocol', 'backend', 'window'])
  expect(fake.module.protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  const window = only(fake.windows)
  expect(window.loadURL).toHaveBeenCalledExactlyOnceWith(START_URL)
  expect(window.show).not.toHaveBeenCalled()
  window.emit('ready-to-show')
  expect(window.show).toHaveBeenCalledOnce()
})

test('the window has a sandbox, its own world and no Node', async () => {
  const { webPreferences } = only((await start()).windows).options
  expect(webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    devTools: false,
    spellcheck: false,
  })
  expect(webPreferences.preload).toMatch(/preload\.cjs$/)
})

test('only an app that is not packaged has developer tools', async () => {
  expect(only((await start({ isPackaged: false })).windows).options.webPreferences.devTools).toBe(true)
})

test('a second start leaves at once, and the first comes to the front', async () => {
  const second = await start({ hasLock: false })
  expect([second.calls, second.windows, second.children]).toEqual([['exit 0'], [], []])

  vi.resetModules()
  const first = await start()
  first.module.app.emit('second-instance')
  const window = only(first.windows)
  expect(window.restore).toHaveBeenCalledOnce()
  expect(window.focus).toHaveBeenCalledOnce()
})

test('a profile of its own has a lock, a window and a log of its own', async () => {
  const profile = join(folder, 'demo')
  const fake = await start({ args: ['.', '--profile', profile, '--relay', 'https://relay.example'] })
  expect(fake.paths.userData).toBe(join(profile, 'window'))
  expect(only(fake.children).args).toEqual(['--profile', profile, '--relay', 'https://relay.example'])
})

test('every permission is refused, asked for or looked up', async () => {
  const { session } = await start()
  const answer = vi.fn()
  for (const permission of ['geolocation', 'media', 'openExternal', 'clipboard-read', 'fullscreen']) {
    session.setPermissionRequestHandler.mock.calls[0]![0]({}, permission, answer)
    expect(session.setPermissionCheckHandler.mock.calls[0]![0]({}, permission)).toBe(false)
  }
  expect(answer.mock.calls).toEqual([[false], [false], [false], [false], [false]])
  expect(session.setDevicePermissionHandler.mock.calls[0]![0]({})).toBe(false)
})

test('only what the app made itself is downloaded', async () => {
  const { session } = await start()
  const tries = (url: string) => {
    const preventDefault = vi.fn()
    session.emit('will-download', { preventDefault }, { getURL: () => url })
    return preventDefault.mock.calls.length > 0
  }
  expect(tries('https://evil.example/a.exe')).toBe(true)
  expect(tries('blob:app://florin/1')).toBe(false)
})

test('the window goes nowhere and opens nothing', async () => {
  const { webContents } = only((await start()).windows)
  const away = { url: 'https://evil.example/', isMainFrame: true }
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
    expect([name, webContents.tries(name, away)]).toEqual([name, true])
  }
  expect(webContents.tries('will-frame-navigate', { url: 'blob:app://florin/1', isMainFrame: false })).toBe(
    false,
  )
})

test('a new window is denied; a page of the relay goes to the browser, anything else nowhere', async () => {
  const fake = await start()
  const { openHandler } = only(fake.windows).webContents
  const page = 'https://relay.example/pay/token'
  expect(openHandler!({ url: page })).toEqual({ action: 'deny' })
  expect(fake.module.shell.openExternal).not.toHaveBeenCalled()

  only(fake.children).emit('message', { kind: 'relay', relayUrl: 'https://relay.example' })
  expect(openHandler!({ url: page })).toEqual({ action: 'deny' })
  expect(openHandler!({ url: 'https://evil.example/' })).toEqual({ action: 'deny' })
  expect(openHandler!({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' })
  expect(fake.module.shell.openExternal.mock.calls).toEqual([[page]])
  expect(logText()).not.toContain('token')
})

test('the port of a window reaches the backend; from anyone else it is closed', async () => {
  const fake = await start()
  const say = (senderFrame: object | null, payload: unknown, ports = [fakePort()]) => {
    fake.module.ipcMain.emit('desk:connect', { senderFrame, ports }, payload)
    return ports
  }
  const [port] = say(frameAt(START_URL), null)
  const child = only(fake.children)
  expect(child.postMessage.mock.calls).toEqual([[{ kind: 'window' }, [port]]])

  const refused = [
    say(frameAt('https://evil.example/'), null),
    say(frameAt('app://evil/index.html'), null),
    say(frameAt(START_URL, frameAt(START_URL)), null),
    say(null, null),
    say(frameAt(START_URL), { more: true }),
    say(frameAt(START_URL), null, [fakePort(), fakePort()]),
  ].flat()
  for (const port of refused) expect(port.close).toHaveBeenCalledOnce()
  expect(child.postMessage).toHaveBeenCalledOnce()
})

test('the main process listens on the channels of the registry and on no other', async () => {
  const fake = await start()
  expect(fake.module.ipcMain.eventNames()).toEqual(['desk:connect', 'notice:show'])
})

test('a link that was paid is told by the system while the window is out of sight; a click opens the payment', async () => {
  const fake = await start()
  const window = only(fake.windows)
  const notice = { title: 'Petal paid $228.00', body: 'Payment 1042 by link.', path: '/link-payments/0192' }
  const say = (payload: object, url = START_URL) =>
    fake.module.ipcMain.emit('notice:show', { senderFrame: frameAt(url), ports: [] }, payload)
  window.isFocused.mockReturnValue(true)
  say(notice)
  expect(fake.notifications).toEqual([])

  window.isFocused.mockReturnValue(false)
  say(notice, 'https://evil.example/')
  for (const path of ["/x';alert(1)//", 'https://evil.example', '/a b', '']) say({ ...notice, path })
  say({ ...notice, more: true })
  expect(fake.notifications).toEqual([])

  say(notice)
  const shown = only(fake.notifications)
  expect([shown.text, shown.show.mock.calls.length]).toEqual([{ title: notice.title, body: notice.body }, 1])
  shown.emit('click')
  expect(window.focus).toHaveBeenCalledOnce()
  expect(window.webContents.executeJavaScript.mock.calls).toEqual([
    ['location.hash = "#/link-payments/0192"'],
  ])
})

test('secrets are sealed with the keychain and told to the backend alone', async () => {
  const fake = await start()
  const child = only(fake.children)
  child.emit('message', { kind: 'seal', id: 7, text: 'device-key' })
  await vi.waitFor(() => expect(child.postMessage).toHaveBeenCalled())
  const answer = child.postMessage.mock.calls[0]![0] as { id: number; text: string }
  expect(answer).toEqual({ kind: 'secret', id: 7, text: expect.stringMatching(/^sealed:\w+:/) })
  child.emit('message', { kind: 'open', id: 8, text: answer.text })
  await vi.waitFor(() => expect(child.postMessage).toHaveBeenCalledTimes(2))
  expect(child.postMessage.mock.calls[1]![0]).toEqual({ kind: 'secret', id: 8, text: 'device-key' })
})

test('a machine without a keychain says so, once', async () => {
  const fake = await start()
  fake.module.safeStorage.isAsyncEncryptionAvailable.mockResolvedValue(false)
  const child = only(fake.children)
  child.emit('message', { kind: 'seal', id: 1, text: 'device-key' })
  child.emit('message', { kind: 'seal', id: 2, text: 'refresh' })
  await vi.waitFor(() => expect(child.postMessage).toHaveBeenCalledTimes(2))
  expect(child.postMessage.mock.calls[0]![0]).toEqual({ kind: 'secret', id: 1, text: 'device-key' })
  expect(fake.module.dialog.showMessageBox).toHaveBeenCalledOnce()
  expect(fake.module.dialog.showMessageBox).toHaveBeenCalledWith(
    expect.objectContaining({ message: 'This computer has no keychain' }),
  )
})

test('quitting lets the backend close its profile before the app ends', async () => {
  const fake = await start()
  const child = only(fake.children)
  fake.calls.length = 0
  const preventDefault = vi.fn()
  fake.module.app.emit('will-quit', { preventDefault })
  await Promise.resolve()
  expect(preventDefault).toHaveBeenCalledOnce()
  expect(child.postMessage.mock.calls).toEqual([[{ kind: 'stop' }]])
  expect(fake.calls).toEqual([])
  child.emit('exit', 0)
  await vi.waitFor(() => expect(fake.calls).toEqual(['exit 0']))
  expect(fake.children).toHaveLength(1)
})

test('the last window closed quits, except where apps stay open', async () => {
  const fake = await start()
  fake.calls.length = 0
  fake.module.app.emit('window-all-closed')
  expect(fake.calls).toEqual(process.platform === 'darwin' ? [] : ['quit'])
})

test('a backend that died is replaced and the window connects anew', async () => {
  const fake = await start()
  only(fake.children).emit('exit', 139)
  expect(fake.children).toHaveLength(2)
  expect(only(fake.windows).webContents.reload).toHaveBeenCalledOnce()
  expect(logText()).toContain('"code":139')
})

test('a backend that keeps dying is left, with a sentence and the choice to try again', async () => {
  const fake = await start()
  for (let times = 0; times < 3; times++) fake.children.at(-1)!.emit('exit', 1)
  expect(fake.children).toHaveLength(3)
  await vi.waitFor(() => expect(fake.children).toHaveLength(4))
  expect(fake.module.dialog.showMessageBox).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ message: expect.stringContaining('What was saved is safe.') }),
  )
})

test('a profile that cannot be opened is said in words, and the app leaves', async () => {
  const fake = await start()
  only(fake.children).emit('message', { kind: 'failed', reason: 'profile-in-use', detail: '' })
  expect(fake.module.dialog.showErrorBox).toHaveBeenCalledExactlyOnceWith(
    'Florin cannot start',
    'Florin already runs on this profile. Use the window that is open, or close it first.',
  )
  expect(fake.calls.at(-1)).toBe('exit 1')
})

test('a profile that could not be updated is said with the file of its copy', async () => {
  const fake = await start()
  const detail = join('profile', 'florin.before-3.db')
  only(fake.children).emit('message', { kind: 'failed', reason: 'update-failed', detail })
  const [, text] = fake.module.dialog.showErrorBox.mock.calls[0]!
  expect(text).toMatch(/^Florin was updated, but .* It is as it was before\..*:\n/)
  expect(text).toContain(detail)
})

test('an error nobody caught is logged, said and ends the app', async () => {
  const fake = await start()
  const handler = process
    .rawListeners('uncaughtException')
    .find(one => !ours.get('uncaughtException')?.includes(one))
  handler?.call(process, new Error('the sky fell'), 'uncaughtException')
  expect(logText()).toContain('the sky fell')
  expect(fake.module.dialog.showErrorBox).toHaveBeenCalledOnce()
  expect(fake.calls.at(-1)).toBe('exit 1')
})

test('what the backend writes goes into the log', async () => {
  const fake = await start()
  only(fake.children).stderr.emit('data', Buffer.from('{"level":50,"msg":"a question failed"}\n'))
  expect(logText()).toContain('"a question failed"')
})

test('the window opens where it was closed', async () => {
  const first = await start()
  only(first.windows).emit('close')
  vi.resetModules()
  const second = await start()
  const window = only(second.windows)
  expect(window.options).toMatchObject({ x: 10, y: 20, width: 1200, height: 700 })
  window.emit('ready-to-show')
  expect(window.maximize).toHaveBeenCalledOnce()
})

test('a page that died is loaded again, but not for ever', async () => {
  const { webContents } = only((await start()).windows)
  for (let times = 0; times < 5; times++) {
    webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
  }
  expect(webContents.reload).toHaveBeenCalledTimes(2)
})
