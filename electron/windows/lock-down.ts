import type { Session, WebContents } from 'electron'
import { mayDownload, mayNavigate } from './url-policy.ts'

type Log = (event: string, details?: Record<string, unknown>) => void

/** Denies pages of a session every permission, and every download but of what the app made itself. */
export function lockDownSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log('a permission was refused', { permission })
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, file) => {
    if (mayDownload(file.getURL())) return
    log('a download was refused', { scheme: schemeOf(file.getURL()) })
    event.preventDefault()
  })
}

/**
 * Keeps contents where they are: no navigation of the window, no redirect, no new window, no webview. An address that a
 * page wants in a new window goes to `openOutside`, which decides.
 */
export function lockDownContents(contents: WebContents, openOutside: (url: string) => void, log: Log): void {
  const refuse = (what: string, url: string, event: { preventDefault(): void }) => {
    log(`${what} was refused`, { scheme: schemeOf(url) })
    event.preventDefault()
  }
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })
  contents.on('will-frame-navigate', event => {
    if (!mayNavigate(event)) refuse('a navigation', event.url, event)
  })
  contents.on('will-navigate', event => event.preventDefault())
  contents.on('will-redirect', event => refuse('a redirect', event.url, event))
  contents.on('will-attach-webview', event => refuse('a webview', '', event))
}

/** Addresses may carry a token, so a log names only their scheme. */
function schemeOf(url: string): string {
  return URL.parse(url)?.protocol ?? ''
}
