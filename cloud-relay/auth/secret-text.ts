import { createHash, timingSafeEqual } from 'node:crypto'
import type { Random } from '../../shared/lib/ids.ts'

/** What the database keeps of a secret. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Compares two texts in a time that does not tell where they differ, nor how long the second is. */
export function sameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(given).digest(),
    createHash('sha256').update(wanted).digest(),
  )
}

// Without letters and digits that are mistaken for each other.
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Random text that people can read out and type: `length` characters of about five bits each. */
export function readableCode(random: Random, length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of random.bytes(length)) {
      // The rest of the range would make some letters likelier.
      if (byte < ALPHABET.length * 8 && text.length < length) text += ALPHABET[byte % ALPHABET.length]
    }
  }
  return text
}
