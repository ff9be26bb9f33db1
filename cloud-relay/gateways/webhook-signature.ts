import { createHmac, timingSafeEqual } from 'node:crypto'

const maxSkewSeconds = 300

/** The signature header `t=SECONDS,v1=HEX` of a delivery sent at `at`: HMAC-SHA256 over `SECONDS.PAYLOAD`. */
export function signWebhook(payload: Uint8Array, secret: string, at: number): string {
  const seconds = Math.floor(at / 1000)
  return `t=${seconds},v1=${digest(payload, secret, String(seconds)).toString('hex')}`
}

/** Checks a signature header against any of the secrets (two while one is being replaced) and ±300 s; null when good. */
export function checkWebhookSignature(
  payload: Uint8Array,
  header: string | null,
  secrets: readonly string[],
  now: number,
): 'unsigned' | 'bad-signature' | 'stale' | 'from-the-future' | null {
  if (header === null) return 'unsigned'
  const parts = header.split(',').map(part => part.trim().split('='))
  const seconds = parts.find(([key]) => key === 't')?.[1]
  const candidates = parts.filter(([key]) => key === 'v1').map(([, value]) => Buffer.from(value ?? '', 'hex'))
  if (seconds === undefined || !/^\d{1,12}$/.test(seconds) || candidates.length === 0) return 'unsigned'
  const good = secrets.some(secret => {
    const expected = digest(payload, secret, seconds)
    return candidates.some(
      candidate => candidate.length === expected.length && timingSafeEqual(candidate, expected),
    )
  })
  if (!good) return 'bad-signature'
  const age = Math.floor(now / 1000) - Number(seconds)
  if (age > maxSkewSeconds) return 'stale'
  if (age < -maxSkewSeconds) return 'from-the-future'
  return null
}

function digest(payload: Uint8Array, secret: string, seconds: string): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(payload).digest()
}
