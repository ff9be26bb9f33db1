import { documentFileName } from '../../../../shared/documents/document-file-name.ts'
import { documentFormats } from '../../../../shared/documents/document-formats.ts'
import { documentWords } from '../../../../shared/documents/document-words.ts'
import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../../shared/domain/invoice/invoice-row.ts'
import { fillTemplate } from '../../../../shared/domain/mail/fill-template.ts'
import { mailTemplateOf } from '../../../../shared/domain/mail/template-words.ts'
import { creditsUsedWith } from '../../../../shared/domain/payment/credits-used-with.ts'
import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import type { ReceiptDraft, RelatedPayments } from '../../../../shared/protocol/payment-asks.ts'
import { paymentsOne } from './payments-one.ts'
import type { QueryContext } from './query-context.ts'
import { storedView } from './stored-view.ts'

/** `payments.related`: what else belongs to a payment; null where there is no such payment. */
export function paymentsRelated(q: QueryContext, paymentId: string): RelatedPayments | null {
  const payment = paymentsOne(q, paymentId)?.payment
  if (!payment) return null
  const reversals = q.rows.answer({
    kind: 'rows',
    table: 'payments',
    ref: 'reversesId',
    value: paymentId,
  }) as PaymentRow[]
  return {
    reversals: reversals.toSorted((a, b) => a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : 1)),
    reverses: payment.reversesId === null ? null : rowOf(q, payment.reversesId),
    fee: (q
      .sql(
        "SELECT id AS invoiceId, number, totalCents, openCents FROM invoices WHERE customerId = ? AND cause = ? AND status = 'open'",
      )
      .get(payment.customerId, `nsf:${payment.id}`) ?? null) as RelatedPayments['fee'],
    creditsUsed: creditsUsed(q, payment),
    receipts: q
      .sql(
        "SELECT recipient, state, queuedAt, sentAt FROM mails WHERE customerId = ? AND paymentId = ? AND kind = 'receipt' ORDER BY queuedAt",
      )
      .all(payment.customerId, paymentId) as RelatedPayments['receipts'],
  }
}

/** `payments.receipt-draft`: what the receipt dialog starts with; null where there is no such payment. */
export function paymentsReceiptDraft(q: QueryContext, paymentId: string): ReceiptDraft | null {
  const payment = paymentsOne(q, paymentId)?.payment
  const customer =
    payment &&
    (q.rows.answer({ kind: 'row', table: 'customers', id: payment.customerId }) as CustomerRow | null)
  if (!payment || !customer) return null
  const { language, invoiceEmails } = customer
  const formats = documentFormats(language, payment.currency)
  const values = {
    company: q.company.name,
    customer: customer.name,
    number: payment.number,
    amount: formats.money(payment.totalCents),
    due: formats.date(payment.receivedOn),
  }
  const wording = mailTemplateOf(q.company, 'receipt', language)
  return {
    recipients: invoiceEmails,
    ccMe: q.user.login,
    subject: fillTemplate(wording.subject, values),
    message: fillTemplate(wording.message, values),
    attachmentName: documentFileName(q.company.name, documentWords[language].receipt, payment.number),
  }
}

function creditsUsed(q: QueryContext, payment: PaymentRow): RelatedPayments['creditsUsed'] {
  return creditsUsedWith(payment.id, storedView(q)).map(({ paymentId, invoiceId, amountCents }) => ({
    paymentId,
    number: rowOf(q, paymentId)?.number ?? '',
    invoiceNumber:
      (q.rows.answer({ kind: 'row', table: 'invoices', id: invoiceId }) as InvoiceRow | null)?.number ?? '',
    amountCents,
  }))
}

function rowOf(q: QueryContext, id: string): PaymentRow | null {
  return q.rows.answer({ kind: 'row', table: 'payments', id }) as PaymentRow | null
}
