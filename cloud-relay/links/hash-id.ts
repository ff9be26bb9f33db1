import { hash } from 'node:crypto'

/**
 * An id that follows from its parts: what is reported twice gets the same command id and is decided once. It has the
 * shape of a UUIDv7, so that ids derived from it (UUIDv8) differ from it.
 */
export function hashId(...parts: readonly string[]): string {
  const hex = hash('sha256', JSON.stringify(parts), 'hex')
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
