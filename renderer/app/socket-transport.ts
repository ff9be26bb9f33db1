import type { DeskAnswer, DeskEvent } from '../../shared/protocol/desk.ts'
import type { Transport, TransportListener } from './transport.ts'

const TOKEN_KEY = 'florin.token'
const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 5000

/**
 * A browser tab's way to the backend: a WebSocket on the page's own origin that reconnects for as long as the backend
 * takes the tab's launch token.
 */
export function socketTransport(): Transport {
  const token = launchToken()
  let socket: WebSocket | null = null
  let retryMs = FIRST_RETRY_MS

  function connect(listener: TransportListener): void {
    const url = new URL('/desk', window.location.href)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    url.hash = ''
    url.searchParams.set('token', token)
    const attempt = new WebSocket(url)
    socket = attempt
    attempt.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS
      listener.opened()
    })
    attempt.addEventListener('message', event => {
      listener.message(JSON.parse(String(event.data)) as DeskAnswer | DeskEvent)
    })
    attempt.addEventListener('close', async () => {
      listener.closed()
      if (await isRefused(token)) {
        listener.refused()
        return
      }
      window.setTimeout(() => connect(listener), retryMs)
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
    })
  }

  return {
    start(listener) {
      // Florin's new address opened in this tab changes only the part behind the #: the page starts anew with it.
      window.addEventListener('hashchange', () => givenToken() !== null && window.location.reload())
      if (token === '') listener.refused()
      else connect(listener)
    },
    send: question => socket?.send(JSON.stringify(question)),
  }
}

/** The address that opens another tab on the backend; null in a window that has no launch token. */
export function anotherTab(): string | null {
  const token = window.sessionStorage.getItem(TOKEN_KEY)
  return token === null ? null : `${window.location.pathname}#token=${encodeURIComponent(token)}`
}

/** The token this tab was launched with; it leaves the address bar at once and lives as long as the tab. */
function launchToken(): string {
  const given = givenToken()
  if (given !== null) {
    window.sessionStorage.setItem(TOKEN_KEY, given)
    window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}#/`)
  }
  return window.sessionStorage.getItem(TOKEN_KEY) ?? ''
}

function givenToken(): string | null {
  const given = /[#&]token=([^&]+)/.exec(window.location.hash)?.[1]
  return given === undefined ? null : decodeURIComponent(given)
}

// A socket that is refused looks like a backend that is away; only the latter is worth waiting for.
async function isRefused(token: string): Promise<boolean> {
  const query = new URLSearchParams({ token })
  const answer = await fetch(`/desk-access?${query}`, { cache: 'no-store' }).catch(() => null)
  return answer?.status === 403
}
