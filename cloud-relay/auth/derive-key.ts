import { hkdfSync } from 'node:crypto'

/** A key of its own for each purpose, made of the relay's one secret: 32 bytes. */
export function deriveKey(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, new Uint8Array(0), `florin:${purpose}`, 32))
}
