import { ageBucket, BUCKETS } from '../../../../shared/domain/collections/age-bucket.ts'
import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import { creditLeftCents } from '../../../../shared/domain/order/check-credit.ts'
import { daysBetween } from '../../../../shared/lib/dates.ts'
import type { CustomerFigures } from '../../../../shared/protocol/desk.ts'
import type { QueryContext } from './query-context.ts'

/** What a customer owes, by age, and how much credit is left. */
export function customerFigures(q: QueryContext, customer: CustomerRow): CustomerFigures {
  const basis = q.company.ageBasis
  const buckets = BUCKETS[basis].map(label => ({ label, openCents: 0 }))
  const open = q
    .sql(
      "SELECT issuedOn, dueOn, openCents FROM invoices WHERE customerId = ? AND openCents > 0 AND status = 'open'",
    )
    .all(customer.id) as { issuedOn: string; dueOn: string; openCents: number }[]
  let openCents = 0
  for (const invoice of open) {
    const from = basis === 'due-date' ? invoice.dueOn : invoice.issuedOn
    buckets[ageBucket(basis, daysBetween(from, q.today))]!.openCents += invoice.openCents
    openCents += invoice.openCents
  }
  const pending = q
    .sql(
      "SELECT coalesce(sum(totalCents), 0) AS cents FROM orders WHERE customerId = ? AND status IN ('draft', 'pending')",
    )
    .get(customer.id) as { cents: number }
  const credits = q
    .sql(
      "SELECT coalesce(sum(unappliedCents), 0) AS cents, coalesce(sum(unappliedCents) FILTER (WHERE heldForOrderId IS NOT NULL), 0) AS heldCents FROM payments WHERE customerId = ? AND status = 'posted'",
    )
    .get(customer.id) as { cents: number; heldCents: number }
  const invoiced = q.sql('SELECT 1 FROM invoices WHERE customerId = ? LIMIT 1').get(customer.id)
  const balance = { openCents, unappliedCents: credits.cents, pendingCents: pending.cents }
  return {
    openCents,
    pendingOrdersCents: pending.cents,
    openCreditsCents: credits.cents,
    heldCents: credits.heldCents,
    creditLeftCents: creditLeftCents(customer.creditLimitCents, balance),
    hasInvoices: invoiced !== undefined,
    aging: { basis, buckets },
  }
}
