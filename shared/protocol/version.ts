/**
 * The number of the wire between desktop and relay, with one line of history each. `version.test.ts` hashes the schemas:
 * when it fails, raise the number, add a line, and keep the relay accepting the older ones.
 */
export const PROTOCOL = 2

export const HISTORY: Record<number, { hash: string; what: string }> = {
  1: { hash: 'a561a00c034ae3e6', what: 'enrolment, tokens, login, push, pull, leases, outcomes' },
  2: { hash: 'd1ed0727eb433ecb', what: 'recovery, epochs, first sync by chunks, agreement of buckets' },
}
