import type { CompanyRow, Language } from '../domain/company/company-row.ts'
import type { CustomerRow } from '../domain/customer/customer-row.ts'
import { addressLines } from '../domain/invoice/invoice-content-of.ts'
import type { InvoiceRow } from '../domain/invoice/invoice-row.ts'
import type { ApplicationRow, PaymentRow } from '../domain/payment/payment-row.ts'
import { onInvoices } from '../domain/payment/release-entries.ts'
import type { ReceiptDocument } from './receipt-document.ts'

/** What a receipt is made from. */
export interface ReceiptSource {
  language: Language
  company: CompanyRow
  customer: CustomerRow
  payment: PaymentRow
  applications: readonly ApplicationRow[]
  invoiceOf(invoiceId: string): Pick<InvoiceRow, 'number' | 'issuedOn'> | null
}

/** The receipt of a payment as it stands now: what it has on each invoice, taken off again left out. */
export function receiptDocument(source: ReceiptSource): ReceiptDocument {
  const { language, company, customer, payment } = source
  return {
    language,
    currency: payment.currency,
    company: {
      name: company.name,
      lines: [...company.addressLines],
      phone: company.phone,
      email: company.email,
    },
    customer: { name: customer.name, lines: addressLines(customer.billingAddress) },
    controlNumber: payment.number,
    status: payment.status === 'void' ? 'void' : 'received',
    receivedOn: payment.receivedOn,
    method: methodName(payment.method, language),
    reference: payment.reference,
    amountCents: payment.totalCents,
    applications: onInvoices(source.applications).map(({ invoiceId, amountCents }) => {
      const invoice = source.invoiceOf(invoiceId)
      return {
        invoiceNumber: invoice?.number ?? '',
        issuedOn: invoice?.issuedOn ?? '',
        appliedCents: amountCents,
      }
    }),
    unappliedCents: payment.unappliedCents,
    note: payment.note,
    footer: customer.invoiceFooter,
  }
}

/** The names a company's list begins with; what it typed itself is printed as typed. */
const NAMES: Record<Language, Readonly<Record<string, string>>> = {
  en: { card: 'Card', ach: 'Bank account' },
  es: {
    card: 'Tarjeta',
    ach: 'Cuenta bancaria',
    Check: 'Cheque',
    Cash: 'Efectivo',
    Wire: 'Transferencia',
    'Credit memo': 'Nota de crédito',
    Other: 'Otro',
  },
}

function methodName(method: string, language: Language): string {
  const names = NAMES[language]
  return Object.hasOwn(names, method) ? names[method]! : method
}
