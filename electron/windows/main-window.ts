import { BrowserWindow, nativeTheme, screen } from 'electron'
import { START_URL } from './url-policy.ts'
import { MIN_SIZE, windowBounds } from './window-bounds.ts'
import type { WindowMemory } from './window-memory.ts'

/** The screens' own colours, so that nothing flashes before they are drawn. */
const PAPER = { light: '#ffffff', dark: '#1f211e' }

/**
 * Opens the window on the screens, where it was before. `keep` is told how it stands when it closes; `log` what went
 * wrong in it. A window whose page died is loaded again as long as `mayReload` allows.
 */
export function openMainWindow(parts: {
  preload: string
  isPackaged: boolean
  memory: WindowMemory
  keep(what: Pick<WindowMemory, 'bounds' | 'maximized'>): void
  mayReload(): boolean
  log(event: string, details?: Record<string, unknown>): void
}): BrowserWindow {
  const { memory, log } = parts
  const window = new BrowserWindow({
    ...windowBounds(memory.bounds, workAreas()),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: 'Florin',
    show: false,
    backgroundColor: paper(),
    autoHideMenuBar: true,
    webPreferences: {
      preload: parts.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: !parts.isPackaged,
      // Chromium's viewer for the PDF files the app makes.
      plugins: true,
      // Chromium would fetch its dictionaries from a third party.
      spellcheck: false,
    },
  })
  const repaint = () => window.setBackgroundColor(paper())
  nativeTheme.on('updated', repaint)
  window.once('ready-to-show', () => {
    if (memory.maximized) window.maximize()
    window.show()
  })
  window.on('close', () => {
    parts.keep({ bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  })
  window.on('closed', () => nativeTheme.off('updated', repaint))
  window.on('unresponsive', () => log('the window does not respond'))
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log('the page of the window died', { reason, exitCode })
    if (reason !== 'clean-exit' && parts.mayReload()) window.webContents.reload()
  })
  window.webContents.on('preload-error', (_event, _path, error) => {
    log('the preload script failed', { error: String(error) })
  })
  window.loadURL(START_URL).catch((error: unknown) => {
    log('the screens could not be loaded', { error: String(error) })
  })
  return window
}

function workAreas() {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(display => display.id !== primary.id)
  return [primary, ...others].map(display => display.workArea)
}

function paper(): string {
  return nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light
}
