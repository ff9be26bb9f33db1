import { isSafeOrigin } from '../../../shared/lib/safe-origin.ts'

/** A mailbox that bounces come to. */
export interface ImapSetting {
  host: string
  port: number
  /** TLS from the first byte; else it is begun with STARTTLS, but on loopback, where there may be none. */
  isSecure: boolean
  isLoopback: boolean
  user: string
  password: string
  folder: string
  /** Where messages that were understood are moved to; null: they stay, seen. */
  moveTo: string | null
}

const INBOX = 'INBOX'

/** Reads `imaps://USER:PASSWORD@HOST[:PORT][/FOLDER]`, user and password percent-encoded; null for anything else. */
export function readImapSetting(address: string, moveTo: string | null): ImapSetting | null {
  const url = URL.parse(address)
  if (url === null || !/^imaps?:$/.test(url.protocol) || url.hostname === '' || url.username === '')
    return null
  const isSecure = url.protocol === 'imaps:'
  try {
    return {
      // The brackets around an IPv6 address belong to the URL.
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (isSecure ? 993 : 143) : Number(url.port),
      isSecure,
      isLoopback: isSafeOrigin(`http://${url.hostname}`),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      folder: decodeURIComponent(url.pathname.slice(1)) || INBOX,
      moveTo,
    }
  } catch {
    return null
  }
}
