import { assert } from './assert.ts'

/** Where randomness comes from: `bytes(n)` returns n unpredictable bytes. */
export interface Random {
  bytes(count: number): Uint8Array
}

/** Where time comes from: epoch milliseconds. Clocks never order or gate anything. */
export interface Clock {
  now(): number
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function format(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-'
    text += HEX[bytes[i]!]
  }
  return text
}

/** A UUIDv7 (RFC 9562): made where the record is made, sorts by creation, 74 bits of randomness. */
export function newId(clock: Clock, random: Random): string {
  const bytes = random.bytes(16)
  let time = clock.now()
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256
    time = Math.floor(time / 256)
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return format(bytes)
}

/**
 * The id of the n-th record a command makes (UUIDv8): the same on desktop and relay, so predicted and confirmed
 * rows are the same rows. Safe because command ids are fully random below the millisecond.
 */
export function deriveId(commandId: string, n: number): string {
  assert(isId(commandId), `not an id: ${commandId}`)
  assert(Number.isInteger(n) && n >= 0 && n < 65_536, `derived id out of range: ${n}`)
  const tail = Number.parseInt(commandId.slice(32), 16) ^ n
  return `${commandId.slice(0, 14)}8${commandId.slice(15, 32)}${tail.toString(16).padStart(4, '0')}`
}

/** What the derived ids of all records that one command made have in common, and no other ids have. */
export function commandPart(derivedId: string): string {
  return derivedId.slice(0, 32)
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** True for the ids Florin makes: UUIDv7, or UUIDv8 where derived. */
export function isId(value: string): boolean {
  return ID.test(value)
}
