import { outsideUrl } from './url-policy.ts'

/** The one way out of the app: opens pages of the company's relay in the system's browser, and nothing else. */
export function createOpenOutside(parts: {
  open(url: string): Promise<void>
  /** The relay as it is known now; empty for none. */
  relayUrl(): string
  log(event: string, details?: Record<string, unknown>): void
}): (address: string) => void {
  return address => {
    const url = outsideUrl(address, parts.relayUrl())
    if (url === null) {
      parts.log('an address was not opened outside', { scheme: URL.parse(address)?.protocol ?? '' })
      return
    }
    parts.open(url).catch((error: unknown) => {
      // Its message may hold the address, and the address a token.
      parts.log('the system could not open an address', { error: error instanceof Error ? error.name : '' })
    })
  }
}
