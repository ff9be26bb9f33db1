import { financeCharge, financePeriod } from '../../../../shared/domain/finance-charge/finance-charge.ts'
import { sumCents } from '../../../../shared/domain/money.ts'
import { addDays } from '../../../../shared/lib/dates.ts'
import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import type {
  FinanceChargeRow,
  NoChargeReason,
  PaymentAnswers,
} from '../../../../shared/protocol/payment-asks.ts'
import { ownCustomers, type QueryContext } from './query-context.ts'

interface Found extends Omit<FinanceChargeRow, 'basisCents' | 'chargeCents' | 'skipped'> {
  financeChargeException: number
}

/**
 * `finance-charges.preview`: every customer with something that old, what each would be charged, and why some are not; and
 * every customer who was charged for the month, with the charge.
 */
export function financeChargesPreview(
  q: QueryContext,
  { on, rateBps, fromDays }: ParsedInput<'finance-charges.preview'>,
): PaymentAnswers['finance-charges.preview'] {
  const agedBy = q.company.ageBasis === 'due-date' ? 'dueOn' : 'issuedOn'
  const period = financePeriod(on)
  // What was charged stays listed, whatever was paid since. Invoices of charges are of no order. Open balances are summed by the
  // same rule as `agedOpenCents`: of an age in days, or older.
  const found = q
    .sql(
      `WITH aged AS MATERIALIZED (
         SELECT i.customerId, sum(i.openCents) AS openCents FROM invoices i JOIN customers c ON c.id = i.customerId AND c.currency = i.currency
         WHERE i.openCents > 0 AND i.${agedBy} <= @latestOn GROUP BY i.customerId),
       charged AS MATERIALIZED (
         SELECT customerId, sum(totalCents) AS issuedCents, group_concat(number, ', ') AS issuedNumbers
         FROM invoices WHERE orderId = '' AND cause = @cause AND status = 'open' GROUP BY customerId)
       SELECT c.id AS customerId, c.name AS customerName, c.code, c.currency, c.financeChargeException,
         coalesce(a.openCents, 0) AS openCents, f.issuedCents, coalesce(f.issuedNumbers, '') AS issuedNumbers,
         (SELECT coalesce(sum(p.unappliedCents), 0) FROM payments p
            WHERE p.customerId = c.id AND p.currency = c.currency AND p.unappliedCents <> 0) AS openCreditsCents
       FROM (SELECT customerId FROM aged UNION SELECT customerId FROM charged) x JOIN customers c ON c.id = x.customerId
         LEFT JOIN aged a ON a.customerId = c.id LEFT JOIN charged f ON f.customerId = c.id
       WHERE 1 ${ownCustomers(q, 'c.id')} ORDER BY c.nameOrder, c.id`,
    )
    .all({
      cause: `finance-charge:${period}`,
      latestOn: addDays(on, -fromDays),
      ownerId: q.ownerId,
    }) as Found[]
  const rows = found.map(({ financeChargeException, ...row }): FinanceChargeRow => {
    const cents = financeCharge({ ...row, rateBps })
    const isIssued = row.issuedCents !== null
    const skipped = whyNot({ ...row, isExempt: financeChargeException === 1, isIssued }, cents)
    // What is open now is not what a charge was reckoned from, once anything moved.
    const isBasis = !isIssued || cents === row.issuedCents
    const basisCents = isBasis ? Math.max(0, row.openCents - row.openCreditsCents) : null
    return { ...row, basisCents, chargeCents: skipped === null ? cents : 0, skipped }
  })
  const charged = rows.filter(({ skipped }) => skipped === null)
  return { period, rows, chargeCents: sumCents(charged.map(row => row.chargeCents)), count: charged.length }
}

function whyNot(
  row: { openCents: number; openCreditsCents: number; isExempt: boolean; isIssued: boolean },
  cents: number,
): NoChargeReason | null {
  if (row.isIssued) return 'issued'
  if (row.isExempt) return 'exempt'
  if (row.openCreditsCents >= row.openCents) return 'credits'
  return cents === 0 ? 'nothing' : null
}
