import { newId as makeId } from '../../shared/lib/ids.ts'

const clock = { now: () => Date.now() }
const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) }

/** A fresh id for a record made at this screen. */
export function newId(): string {
  return makeId(clock, random)
}
