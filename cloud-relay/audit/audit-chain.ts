import { hash } from 'node:crypto'

/** Where a company's chain stands. */
export interface ChainHead {
  /** The revision after which every command leaves an entry: 0, or where the company stood when it got a trail. */
  since: number
  count: number
  hash: string
}

/** What the first entry's hash follows: no company's entries continue another's, and none can be cut off at the start. */
export function chainStart(companyId: string, since: number): string {
  return hash('sha256', `florin-audit:${companyId}:${since}`)
}

/** SHA-256 of the hash before it and the entry's text, in hex. */
export function chainHash(before: string, entry: string): string {
  return hash('sha256', before + entry)
}
