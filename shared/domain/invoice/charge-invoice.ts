import { addDays } from '../../lib/dates.ts'
import { type CommandContext, put, type Write } from '../command.ts'
import type { CompanyRow } from '../company/company-row.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import type { IdRun } from '../derived-ids.ts'
import { addressLines } from './invoice-content-of.ts'
import type { InvoiceRow } from './invoice-row.ts'

/** An invoice that no order is behind: a fee or a finance charge. */
export interface Charge {
  company: CompanyRow
  customer: CustomerRow
  number: string
  kind: 'nsf-fee' | 'finance-charge'
  /** What only one such invoice may be issued for. */
  cause: string
  issuedOn: string
  amountCents: number
  /** What its one line says, in the customer's language. */
  label: string
}

/** The invoice of a charge with its first revision, under the customer's terms. Takes the first two derived ids of its run. */
export function chargeInvoice(charge: Charge, context: CommandContext, ids: IdRun): Write[] {
  const { company, customer, amountCents } = charge
  const terms = company.terms.find(candidate => candidate.code === customer.termsCode)
  const invoice: InvoiceRow = {
    id: context.derive(ids.first),
    orderId: '',
    customerId: customer.id,
    number: charge.number,
    revision: 1,
    status: 'open',
    issuedOn: charge.issuedOn,
    dueOn: addDays(charge.issuedOn, terms?.days ?? 0),
    termsCode: customer.termsCode,
    currency: customer.currency,
    poNumber: '',
    salespersonId: customer.salespersonId,
    totalCents: amountCents,
    openCents: amountCents,
    voidedOn: null,
    lastLinkId: null,
    lastMailId: null,
    kind: charge.kind,
    cause: charge.cause,
  }
  return [
    put('invoices', invoice),
    put('invoice_revisions', {
      id: context.derive(ids.first + 1),
      invoiceId: invoice.id,
      revision: 1,
      totalCents: amountCents,
      content: {
        language: customer.language,
        currency: customer.currency,
        company: {
          name: company.name,
          lines: company.addressLines,
          phone: company.phone,
          email: company.email,
        },
        number: invoice.number,
        revision: 1,
        issuedOn: invoice.issuedOn,
        dueOn: invoice.dueOn,
        terms: terms?.name ?? '',
        billTo: { name: customer.name, lines: addressLines(customer.billingAddress) },
        shipTo: null,
        shipOn: invoice.issuedOn,
        carrier: '',
        poNumber: '',
        reference: '',
        salesperson: '',
        lines: [
          {
            description: charge.label,
            soldAs: 'hard-good',
            boxType: '',
            boxes: 0,
            bunchesPerBox: 0,
            stemsPerBunch: 0,
            quantity: 1,
            priceE4: amountCents * 100,
            totalCents: amountCents,
          },
        ],
        charges: [],
        linesCents: amountCents,
        taxCents: 0,
        totalCents: amountCents,
        note: '',
        footer: customer.invoiceFooter,
      },
      issuedAt: context.at,
      issuedBy: context.by,
      effectiveOn: charge.issuedOn,
    }),
  ]
}
