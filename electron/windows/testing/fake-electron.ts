import { EventEmitter } from 'node:events'
import { vi } from 'vitest'

/** A frame as ipcMain's events name their sender. */
export const frameAt = (url: string, parent: object | null = null) => ({ url, parent })

/** The end of a channel, as far as the main process touches it. */
export const fakePort = () => ({ close: vi.fn() })

class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  reload = vi.fn()
  executeJavaScript = vi.fn(async (_code: string) => undefined)
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler
  }

  /** Emits an event that may be prevented; answers whether it was. */
  tries(name: string, details: object = {}): boolean {
    const preventDefault = vi.fn()
    this.emit(name, { preventDefault, ...details })
    return preventDefault.mock.calls.length > 0
  }
}

class FakeNotification extends EventEmitter {
  readonly text: object
  show = vi.fn()
  constructor(text: object) {
    super()
    this.text = text
  }
}

class FakeChild extends EventEmitter {
  readonly args: string[]
  stdout = new EventEmitter()
  stderr = new EventEmitter()
  postMessage = vi.fn()
  kill = vi.fn(() => true)
  constructor(args: string[]) {
    super()
    this.args = args
  }
}

/**
 * Stands in for the `electron` module: records what the main process registers and lets a test play the system's part.
 * `calls` is the order of what can't be taken back.
 */
export function fakeElectron(given: { userData: string; hasLock?: boolean; isPackaged?: boolean }) {
  const calls: string[] = []
  const windows: FakeWindow[] = []
  const children: FakeChild[] = []
  const notifications: FakeNotification[] = []
  const paths: Record<string, string> = { userData: given.userData }
  let isReady = false

  class FakeWindow extends EventEmitter {
    readonly options: { webPreferences: Record<string, unknown> } & Record<string, unknown>
    readonly webContents = new FakeContents()
    loadURL = vi.fn(async (_url: string) => undefined)
    show = vi.fn()
    focus = vi.fn()
    restore = vi.fn()
    maximize = vi.fn()
    setBackgroundColor = vi.fn()
    isMinimized = () => true
    isFocused = vi.fn(() => true)
    isMaximized = () => true
    getNormalBounds = () => ({ x: 10, y: 20, width: 1200, height: 700 })

    constructor(options: FakeWindow['options']) {
      super()
      this.options = options
      windows.push(this)
      calls.push('window')
      app.emit('web-contents-created', {}, this.webContents)
    }
  }

  const app = Object.assign(new EventEmitter(), {
    isPackaged: given.isPackaged ?? true,
    setPath(name: string, path: string) {
      paths[name] = path
    },
    getPath: (name: string) => paths[name],
    setAppUserModelId: vi.fn(),
    requestSingleInstanceLock: () => given.hasLock ?? true,
    enableSandbox: () => void calls.push('sandbox'),
    isReady: () => isReady,
    async whenReady() {
      isReady = true
    },
    getLocale: () => 'en-US',
    quit: () => void calls.push('quit'),
    exit: (code: number) => void calls.push(`exit ${code}`),
  })

  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
  })

  const module = {
    app,
    BrowserWindow: FakeWindow,
    dialog: { showErrorBox: vi.fn(), showMessageBox: vi.fn(async () => ({ response: 0 })) },
    ipcMain: new EventEmitter(),
    Menu: { setApplicationMenu: vi.fn(), buildFromTemplate: (template: unknown) => template },
    Notification: class extends FakeNotification {
      static isSupported = () => true
      constructor(text: object) {
        super(text)
        notifications.push(this)
      }
    },
    nativeTheme: Object.assign(new EventEmitter(), { shouldUseDarkColors: false }),
    protocol: {
      registerSchemesAsPrivileged: vi.fn(() => void calls.push('scheme')),
      handle: vi.fn(() => void calls.push('protocol')),
    },
    safeStorage: {
      getSelectedStorageBackend: () => 'gnome_libsecret',
      isAsyncEncryptionAvailable: vi.fn(async () => true),
      encryptStringAsync: async (plain: string) => Buffer.from(`v11 ${plain}`),
      decryptStringAsync: async (sealed: Buffer) => ({
        shouldReEncrypt: false,
        result: `${sealed}`.slice(4),
      }),
    },
    screen: {
      getPrimaryDisplay: () => ({ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }),
      getAllDisplays: () => [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
    },
    session: { defaultSession: session },
    shell: { openExternal: vi.fn(async (_url: string) => undefined) },
    utilityProcess: {
      fork: vi.fn((_path: string, args: string[], _options: object) => {
        const child = new FakeChild(args)
        children.push(child)
        calls.push('backend')
        return child
      }),
    },
  }
  return { module, calls, windows, children, notifications, session, paths }
}
