import { loadFonts } from '../../../resources/fonts/load-fonts.ts'
import { documentFileName } from '../../../shared/documents/document-file-name.ts'
import { documentWords } from '../../../shared/documents/document-words.ts'
import { receiptDocument } from '../../../shared/documents/receipt-document-of.ts'
import { renderReceipt } from '../../../shared/documents/render-receipt.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../shared/domain/invoice/invoice-row.ts'
import type { ApplicationRow } from '../../../shared/domain/payment/payment-row.ts'
import type { PaymentAnswers } from '../../../shared/protocol/payment-asks.ts'
import { paymentsOne } from '../store/queries/payments-one.ts'
import type { QueryContext } from '../store/queries/query-context.ts'

const fonts = loadFonts()

/** `payments.receipt-pdf`: the receipt of a payment as it stands; null where there is no such payment. */
export async function receiptPdf(
  q: QueryContext,
  paymentId: string,
): Promise<PaymentAnswers['payments.receipt-pdf'] | null> {
  const view = paymentsOne(q, paymentId)
  if (view?.payment.kind !== 'payment') return null
  const { payment } = view
  const customer = q.rows.answer({
    kind: 'row',
    table: 'customers',
    id: payment.customerId,
  }) as CustomerRow | null
  if (!customer) return null
  const read = { kind: 'rows', table: 'applications', ref: 'paymentId', value: paymentId } as const
  const { language } = customer
  const document = receiptDocument({
    language,
    company: q.company,
    customer,
    payment,
    applications: q.rows.answer(read) as ApplicationRow[],
    invoiceOf: id => q.rows.answer({ kind: 'row', table: 'invoices', id }) as InvoiceRow | null,
  })
  const bytes = await renderReceipt(document, { fonts, logo: q.company.logo })
  return {
    fileName: documentFileName(q.company.name, documentWords[language].receipt, payment.number),
    base64: Buffer.from(bytes).toString('base64'),
  }
}
