import type { SqlValue } from '../../cloud-relay/ports.ts'

/** The parameters a change runs with; null leaves the change out. */
export type SqlFilterOf = (
  text: string,
  params: readonly SqlValue[],
  /** The orders that are emailed before they have an invoice. */
  orderIds: ReadonlySet<string>,
) => readonly SqlValue[] | null

/** A deliberate mistake of the relay, made from outside: the laws must notice it. */
export interface RaceMutant {
  name: string
  /** What is done wrong, as one sentence. */
  mistake: string
  /** Changes the relay's statements. */
  sql?: SqlFilterOf
  /** Every press is read as if the payer had seen what is open now. */
  readsPressAnew?: true
}

export const RACE_MUTANTS: readonly RaceMutant[] = [
  {
    name: 'no-leases',
    mistake: 'A press takes no lease on its invoices.',
    sql: (text, params) => (text.startsWith('INSERT INTO pay_lease') ? null : params),
  },
  {
    name: 'orders-not-leased',
    mistake: 'A press takes no lease on an order that has no invoice yet.',
    sql: (text, params, orderIds) =>
      text.startsWith('INSERT INTO pay_lease') && orderIds.has(String(params[1])) ? null : params,
  },
  {
    name: 'credits-not-held',
    mistake: 'A press holds none of the open credits that it takes off.',
    sql: (text, params) => (text.startsWith('INSERT INTO pay_credit_hold') ? null : params),
  },
  {
    name: 'seen-ignored',
    mistake: 'What is open now is charged, whatever the payer saw.',
    readsPressAnew: true,
  },
  {
    name: 'leases-stay',
    mistake: 'A payment that ended keeps its invoices.',
    sql: (text, params) => (text.startsWith('DELETE FROM pay_lease') ? null : params),
  },
  {
    name: 'lost-answer-is-no',
    mistake: 'A confirm whose answer was lost counts as one that never reached the gateway.',
    sql(text, params) {
      if (!text.startsWith('UPDATE pay_request')) return params
      return params.map(each => (each === 'unknown' ? 'open' : each))
    },
  },
]
