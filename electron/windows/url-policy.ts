/** The scheme of the app's own pages; nothing else is ever shown in a window. */
export const APP_SCHEME = 'app'
const APP_ORIGIN = 'app://florin'

/** The first page of a window. */
export const START_URL = `${APP_ORIGIN}/index.html`

/** Chromium shows PDF files with an extension of its own, in a frame below the one that holds the file. */
const PDF_VIEWER_ORIGIN = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai'

/** True for addresses of the app's own pages. */
export function isAppUrl(text: string): boolean {
  const url = parse(text)
  return url?.protocol === `${APP_SCHEME}:` && url.host === 'florin' && !hasLogin(url)
}

/**
 * True where a page may lead a frame: the window itself never leaves its first page (routes are fragments), and frames
 * inside it show documents that the app has made.
 */
export function mayNavigate(target: { url: string; isMainFrame: boolean }): boolean {
  if (target.isMainFrame) return false
  return isOwnBlob(target.url) || target.url.startsWith(`${PDF_VIEWER_ORIGIN}/`)
}

/** True for files a page may save: documents that the app has made. */
export function mayDownload(url: string): boolean {
  return isOwnBlob(url)
}

/**
 * The address to give to the system's browser, or null for one that must not leave the app: only pages of the company's
 * own relay, over https. A relay on this very machine needs none.
 */
export function outsideUrl(text: string, relayUrl: string): string | null {
  const url = parse(text)
  const relay = parse(relayUrl)
  if (url === null || relay === null || hasLogin(url)) return null
  if (url.protocol !== relay.protocol || url.host !== relay.host) return null
  if (url.protocol === 'https:') return url.href
  return url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
    ? url.href
    : null
}

function isOwnBlob(url: string): boolean {
  return url.startsWith(`blob:${APP_ORIGIN}/`)
}

function hasLogin(url: URL): boolean {
  return url.username !== '' || url.password !== ''
}

function parse(text: string): URL | null {
  return URL.parse(text)
}
