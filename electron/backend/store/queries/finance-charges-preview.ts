import { financeCharge, financePeriod } from '../../../../shared/domain/finance-charge/finance-charge.ts'
import { sumCents } from '../../../../shared/domain/money.ts'
import { addDays } from '../../../../shared/lib/dates.ts'
import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import type {
  FinanceChargeRow,
  NoChargeReason,
  PaymentAnswers,
} from '../../../../shared/protocol/payment-asks.ts'
import type { QueryContext } from './query-context.ts'

interface Found extends Omit<FinanceChargeRow, 'chargeCents' | 'skipped'> {
  financeChargeException: number
}

/** `finance-charges.preview`: every customer with something that old, what each would be charged, and why some are not. */
export function financeChargesPreview(
  q: QueryContext,
  { on, rateBps, fromDays }: ParsedInput<'finance-charges.preview'>,
): PaymentAnswers['finance-charges.preview'] {
  const agedBy = q.company.ageBasis === 'due-date' ? 'dueOn' : 'issuedOn'
  const period = financePeriod(on)
  const own = q.ownerId === null ? '' : 'AND c.salespersonId = ?'
  // Summed by the same rule as `agedOpenCents`: of an age in days, or older.
  const found = q
    .sql(
      `SELECT c.id AS customerId, c.name AS customerName, c.code, c.currency, c.financeChargeException,
         sum(i.openCents) AS openCents,
         (SELECT coalesce(sum(p.unappliedCents), 0) FROM payments p
            WHERE p.customerId = c.id AND p.currency = c.currency AND p.unappliedCents <> 0) AS openCreditsCents,
         (SELECT sum(f.totalCents) FROM invoices f
            WHERE f.customerId = c.id AND f.cause = ? AND f.status = 'open') AS issuedCents
       FROM invoices i JOIN customers c ON c.id = i.customerId AND c.currency = i.currency
       WHERE i.openCents > 0 AND i.${agedBy} <= ? ${own}
       GROUP BY c.id ORDER BY c.nameOrder, c.id`,
    )
    .all(
      `finance-charge:${period}`,
      addDays(on, -fromDays),
      ...(q.ownerId === null ? [] : [q.ownerId]),
    ) as Found[]
  const rows = found.map(({ financeChargeException, ...row }) => {
    const cents = financeCharge({ ...row, rateBps })
    const skipped = whyNot(
      { ...row, isExempt: financeChargeException === 1, isIssued: row.issuedCents !== null },
      cents,
    )
    return { ...row, chargeCents: skipped === null ? cents : 0, skipped }
  })
  const charged = rows.filter(({ skipped }) => skipped === null)
  return { period, rows, chargeCents: sumCents(charged.map(row => row.chargeCents)), count: charged.length }
}

function whyNot(
  row: { openCents: number; openCreditsCents: number; isExempt: boolean; isIssued: boolean },
  cents: number,
): NoChargeReason | null {
  if (row.isExempt) return 'exempt'
  if (row.isIssued) return 'issued'
  if (row.openCreditsCents >= row.openCents) return 'credits'
  return cents === 0 ? 'nothing' : null
}
