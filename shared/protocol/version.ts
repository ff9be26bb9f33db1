/**
 * The number of the wire between desktop and relay, with one line of history each. `version.test.ts` hashes the schemas:
 * when it fails, raise the number, add a line, and keep the relay accepting the older ones; a number that no release carries
 * yet may take columns and messages, and its hash is recorded anew.
 */
export const PROTOCOL = 2

/**
 * The oldest protocol whose desktops can still store what a pull brings (those of 1 take no tax rate of three decimals); those before it may push, and are told to update.
 * `sim/frozen` has such desktops to try it with.
 */
export const OLDEST_PULL = 2

export const HISTORY: Record<number, { hash: string; what: string }> = {
  1: { hash: 'a561a00c034ae3e6', what: 'enrolment, tokens, login, push, pull, leases, outcomes' },
  2: { hash: 'c72f674b6b6932ae', what: 'recovery, epochs, first sync by chunks, agreement of buckets' },
}
