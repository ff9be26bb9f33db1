import type { BookApplication, BookInvoice, BookPayment } from './customer-books.ts'

/** The days on which something counts: `from` the first, `until` the first on which it no longer does; null for never. */
export interface Life {
  from: string
  until: string | null
}

/** When an invoice counts: from its issue until it is voided. One voided before there were dates of it never did. */
export function lifeOfInvoice({ status, issuedOn, voidedOn }: BookInvoice): Life {
  return { from: issuedOn, until: status === 'void' ? (voidedOn ?? issuedOn) : null }
}

/** When an entry among the payments counts. A refund that failed or was canceled has given its amount back. */
export function lifeOfPayment({ status, receivedOn, voidedOn, refundState }: BookPayment): Life {
  const isGone = status === 'void' || refundState === 'failed' || refundState === 'canceled'
  return { from: receivedOn, until: isGone ? (voidedOn ?? receivedOn) : null }
}

/**
 * When an application counts: from its date, while both its ends do. So what it takes of a payment and what it takes off
 * an invoice are the same on every day, whatever the dates are.
 */
export function lifeOfApplication(
  { appliedOn }: BookApplication,
  invoice: Life | undefined,
  payment: Life | undefined,
): Life {
  const own = { from: appliedOn, until: null }
  return [invoice, payment].reduce<Life>((life, end) => (end ? overlap(life, end) : life), own)
}

/** The days on which both count. */
export function overlap(a: Life, b: Life): Life {
  const ends = [a.until, b.until].filter(until => until !== null)
  return { from: [a.from, b.from].toSorted()[1]!, until: ends.toSorted()[0] ?? null }
}

/** Whether it counts on this day. */
export function livesOn({ from, until }: Life, on: string): boolean {
  return from <= on && (until === null || on < until)
}

/** Whether there is a day on which it counts. */
export function everLives({ from, until }: Life): boolean {
  return until === null || from < until
}
