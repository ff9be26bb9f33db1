import { subjectOfCredit } from '../../../../shared/domain/attachment/attachment-subject.ts'
import type { CreditRow } from '../../../../shared/domain/credit/credit-row.ts'
import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../../shared/domain/invoice/invoice-row.ts'
import type { OrderLineRow } from '../../../../shared/domain/order/order-row.ts'
import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import type { TableName } from '../../../../shared/domain/tables.ts'
import type { UserRow } from '../../../../shared/domain/user/user-row.ts'
import type { CreditView, PictureSummary } from '../../../../shared/protocol/credits-asks.ts'
import type { QueryContext } from './query-context.ts'

/** `credits.one`: a credit with its life, where it is used and its pictures' names; null when there is none. */
export function creditsOne(q: QueryContext, creditId: string): CreditView | null {
  const read = <Row>(table: TableName, id: string) => q.rows.answer({ kind: 'row', table, id }) as Row | null
  const credit = read<CreditRow>('credits', creditId)
  const customer = credit && read<CustomerRow>('customers', credit.customerId)
  if (!credit || (q.ownerId !== null && customer?.salespersonId !== q.ownerId)) return null
  const { invoiceId, paymentId } = credit
  const nameOf = (userId: string) => read<UserRow>('users', userId)?.name ?? ''
  return {
    credit,
    customerName: customer?.name ?? '',
    invoice: invoiceId === null ? null : read<InvoiceRow>('invoices', invoiceId),
    lines: credit.lines.map(line => {
      const ordered = line.lineId === null ? null : read<OrderLineRow>('order_lines', line.lineId)
      return { ...line, lineCents: ordered?.totalCents ?? null }
    }),
    steps: credit.steps.map(step => ({ ...step, byName: nameOf(step.by) })),
    entry: paymentId === null ? null : read<PaymentRow>('payments', paymentId),
    applications: applicationsOf(q, paymentId),
    refunds: q
      .sql(
        'SELECT id, number, receivedOn, totalCents FROM payments WHERE reversesId = ? ORDER BY receivedOn, id',
      )
      .all(paymentId ?? '') as CreditView['refunds'],
    pictures: picturesOf(q, creditId),
  }
}

function applicationsOf(q: QueryContext, paymentId: string | null): CreditView['applications'] {
  return q
    .sql(
      `SELECT a.*, i.number AS invoiceNumber FROM applications a JOIN invoices i ON i.id = a.invoiceId
       WHERE a.paymentId = ? ORDER BY a.recordedAt, a.id`,
    )
    .all(paymentId ?? '') as CreditView['applications']
}

// Without their content: one picture is a question of its own.
function picturesOf(q: QueryContext, creditId: string): PictureSummary[] {
  return q
    .sql(
      `SELECT a.id AS attachmentId, a.name, a.bytes, coalesce(u.name, '') AS addedByName, a.addedAt
       FROM attachments a LEFT JOIN users u ON u.id = a.addedBy WHERE a.subject = ? ORDER BY a.addedAt, a.id`,
    )
    .all(subjectOfCredit(creditId)) as PictureSummary[]
}
