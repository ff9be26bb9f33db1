import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  type MessagePortMain,
  Notification,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { answerAppRequest } from './windows/app-files.ts'
import { type BackendTrouble, createBackendProcess } from './windows/backend-process.ts'
import { listenToWindows } from './windows/channels.ts'
import { readLaunchOptions } from './windows/launch-options.ts'
import { lockDownContents, lockDownSession } from './windows/lock-down.ts'
import { openLogFile } from './windows/log-file.ts'
import { openMainWindow } from './windows/main-window.ts'
import { menuTemplate } from './windows/menu.ts'
import { createOpenOutside } from './windows/open-outside.ts'
import { createRestartPolicy } from './windows/restart-policy.ts'
import { createSecretBox, keychainOf } from './windows/secret-box.ts'
import { createNotices } from './windows/show-notice.ts'
import { APP_SCHEME } from './windows/url-policy.ts'
import { keepWindowMemory, readWindowMemory, type WindowMemory } from './windows/window-memory.ts'
import { wordsFor } from './windows/words.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const options = readLaunchOptions(process.argv.slice(1))
// Two profiles are two apps: each has its own lock, window and log.
if (options.profile !== null) app.setPath('userData', join(options.profile, 'window'))
app.setAppUserModelId('com.florin.desktop')
if (app.requestSingleInstanceLock()) run()
else app.exit(0)

function run(): void {
  const userData = app.getPath('userData')
  const memoryFile = join(userData, 'window.json')
  const logFolder = join(userData, 'logs')
  const logFile = openLogFile(logFolder, 'florin.log', Date.now)
  const log = logFile.event
  const reloads = createRestartPolicy(Date.now)
  let window: BrowserWindow | null = null

  const backend = createBackendProcess({
    fork: forkBackend,
    secrets: {
      seal: plain => secretBox().seal(plain),
      open: sealed => secretBox().open(sealed),
    },
    now: Date.now,
    log,
    restarted: () => window?.webContents.reload(),
    trouble: (why, detail) => void sayTrouble(why, detail),
  })
  const openOutside = createOpenOutside({
    open: url => shell.openExternal(url),
    relayUrl: backend.relayUrl,
    log,
  })
  const showNotice = createNotices({
    isSupported: () => Notification.isSupported(),
    isWatched: () => window?.isFocused() ?? false,
    make: text => new Notification(text),
    open: goTo,
    log,
  })

  process.on('uncaughtException', error => {
    log('an error nobody caught', { error: String(error), stack: error.stack })
    dialog.showErrorBox('Florin', `${words().crashed}\n${logFolder}`)
    app.exit(1)
  })
  process.on('unhandledRejection', reason => {
    const stack = reason instanceof Error ? reason.stack : undefined
    log('a promise nobody caught', { error: String(reason), stack })
  })

  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  app.enableSandbox()
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents, openOutside, log))
  app.on('child-process-gone', (_event, gone) => log('a process died', { ...gone }))
  app.on('second-instance', showWindow)
  app.on('activate', showWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  // By now every window is closed: nobody asks the backend any more.
  app.on('will-quit', event => {
    event.preventDefault()
    void backend.stop().then(() => app.exit(0))
  })
  app.whenReady().then(ready).catch(fail)

  function ready(): void {
    lockDownSession(session.defaultSession, log)
    protocol.handle(APP_SCHEME, request => answerAppRequest(here('../dist/renderer'), request))
    const listeners = {
      'desk:connect': (_payload: null, [port]: MessagePortMain[]) => port && backend.connect(port),
      'notice:show': showNotice,
    }
    listenToWindows(ipcMain, listeners, log)
    backend.start()
    const parts = {
      isMac: process.platform === 'darwin',
      isPackaged: app.isPackaged,
      newOrder: () => goTo('/orders/new'),
    }
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ words: words().menu, ...parts })))
    showWindow()
  }

  function showWindow(): void {
    if (!app.isReady()) return
    if (window === null) {
      window = openMainWindow({
        preload: here('./preload.cjs'),
        isPackaged: app.isPackaged,
        memory: readWindowMemory(memoryFile),
        keep: remember,
        mayReload: () => reloads.died() === 'restart',
        log,
      })
      window.on('closed', () => {
        window = null
      })
      return
    }
    if (window.isMinimized()) window.restore()
    window.focus()
  }

  /** Shows a screen; its path holds nothing that could end the string it stands in. */
  function goTo(path: string): void {
    showWindow()
    window?.webContents
      .executeJavaScript(`location.hash = ${JSON.stringify(`#${path}`)}`)
      .catch((error: unknown) => log('the window did not take a screen', { error: String(error) }))
  }

  function forkBackend() {
    const profile = options.profile ?? join(userData, 'profile')
    const joining = options.join === null ? [] : ['--join', options.join]
    const args = ['--profile', profile, '--relay', options.relay, ...joining]
    const child = utilityProcess.fork(here('./backend/utility-main.js'), args, {
      serviceName: 'Florin data',
      stdio: 'pipe',
    })
    child.stdout?.on('data', chunk => logFile.raw(String(chunk)))
    child.stderr?.on('data', chunk => logFile.raw(String(chunk)))
    return child
  }

  function secretBox() {
    const keychain = keychainOf(process.platform, safeStorage)
    return createSecretBox({ storage: safeStorage, keychain, withoutKeychain: sayNoKeychain })
  }

  function sayNoKeychain(): void {
    log('secrets are kept without a keychain')
    if (readWindowMemory(memoryFile).toldNoKeychain) return
    remember({ toldNoKeychain: true })
    const { noKeychain: message, noKeychainDetail: detail, ok } = words()
    void dialog.showMessageBox({ type: 'warning', title: 'Florin', message, detail, buttons: [ok] })
  }

  async function sayTrouble(why: BackendTrouble, detail = ''): Promise<void> {
    log('the backend is in trouble', { why, detail })
    const { trouble, cannotStart, tryAgain, quit } = words()
    if (why !== 'keeps-ending') {
      const where = why === 'other' ? logFolder : detail
      dialog.showErrorBox(cannotStart, where === '' ? trouble[why] : `${trouble[why]}\n${where}`)
      app.exit(1)
      return
    }
    const buttons = [tryAgain, quit]
    const asked = {
      type: 'error',
      title: 'Florin',
      message: trouble[why],
      detail: logFolder,
      buttons,
    } as const
    const { response } = await dialog.showMessageBox({ ...asked, cancelId: 1 })
    if (response !== 0) return app.quit()
    backend.start()
    window?.webContents.reload()
  }

  function remember(what: Partial<WindowMemory>): void {
    try {
      keepWindowMemory(memoryFile, { ...readWindowMemory(memoryFile), ...what })
    } catch (error) {
      log('the window could not be remembered', { error: String(error) })
    }
  }

  function fail(error: unknown): void {
    log('the start failed', { error: String(error), stack: error instanceof Error ? error.stack : undefined })
    dialog.showErrorBox(words().cannotStart, `${words().crashed}\n${logFolder}`)
    app.exit(1)
  }
}

function words() {
  return wordsFor(app.getLocale())
}
