import { createHmac, timingSafeEqual } from 'node:crypto'

/** Signs short texts for one purpose: a signature made for another purpose, or by another secret, does not fit. */
export interface Signer {
  /** 16 bytes of HMAC-SHA256 in base64url. */
  sign(text: string): string
  /** Compares in constant time. */
  fits(text: string, signature: string): boolean
}

/** A signer for `purpose` with a key derived from the relay's secret. */
export function createSigner(secret: Uint8Array, purpose: string): Signer {
  const key = createHmac('sha256', secret).update(`florin:${purpose}`).digest()
  const digest = (text: string) => createHmac('sha256', key).update(text).digest().subarray(0, 16)
  return {
    sign: text => digest(text).toString('base64url'),
    fits(text, signature) {
      const given = Buffer.from(signature, 'base64url')
      return given.length === 16 && timingSafeEqual(given, digest(text))
    },
  }
}
