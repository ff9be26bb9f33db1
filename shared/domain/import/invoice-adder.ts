import { put } from '../command.ts'
import { closedOn } from '../company/closed-period.ts'
import { companyOf } from '../company/company-of.ts'
import type { CompanyRow } from '../company/company-row.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import { customerReads, keptCustomer, keptCustomerId } from '../customer/kept-customer.ts'
import type { InvoiceContent } from '../invoice/invoice-content.ts'
import { addressLines } from '../invoice/invoice-content-of.ts'
import { refuse } from '../rejections.ts'
import { row } from '../view.ts'
import type { ImportedRows } from './import-rows.ts'
import type { RowAdder } from './row-adder.ts'

type Opening = ImportedRows['invoices']

/**
 * An invoice that was issued before Florin was here, by its number and customer. Its total is what is open: what was paid
 * before is on the paper only, for its entries are not here.
 */
export const invoiceAdder: RowAdder<Opening> = {
  claim: opening => `no:INV:${opening.number}`,
  reads(opening, view) {
    const holder = view.holder(`no:INV:${opening.number}`)
    return [...customerReads(opening.customerId, view), ...(holder === null ? [] : [row('invoices', holder)])]
  },
  customerId: opening => opening.customerId,
  isSame: (opening, holderId, view) =>
    view.get('invoices', holderId)?.customerId === keptCustomerId(opening.customerId, view),
  add(opening, ids, view, context) {
    const company = companyOf(view)
    if (!company) return refuse('unknown-company')
    const customer = keptCustomer(opening.customerId, view)
    if (!customer) return refuse('unknown-customer', {}, 'customerId')
    const closed = closedOn(opening.issuedOn, company, 'issuedOn')
    if (closed) return closed
    const termsCode = opening.termsCode === '' ? customer.termsCode : opening.termsCode
    const invoiceId = ids(0)
    return {
      addedId: invoiceId,
      writes: [
        put('invoices', {
          id: invoiceId,
          orderId: '',
          customerId: customer.id,
          number: opening.number,
          revision: 1,
          status: 'open',
          issuedOn: opening.issuedOn,
          dueOn: opening.dueOn,
          termsCode,
          currency: customer.currency,
          poNumber: opening.poNumber,
          salespersonId: customer.salespersonId,
          totalCents: opening.openCents,
          openCents: opening.openCents,
          voidedOn: null,
          lastLinkId: null,
          lastMailId: null,
          kind: 'opening',
          cause: '',
        }),
        put('invoice_revisions', {
          id: ids(1),
          invoiceId,
          revision: 1,
          totalCents: opening.openCents,
          content: contentOf(opening, termsCode, customer, company),
          issuedAt: context.at,
          issuedBy: context.by,
          effectiveOn: opening.issuedOn,
        }),
      ],
    }
  },
}

function contentOf(
  opening: Opening,
  termsCode: string,
  customer: CustomerRow,
  company: CompanyRow,
): InvoiceContent {
  const paidCents = opening.totalCents - opening.openCents
  const words = WORDS[customer.language]
  return {
    language: customer.language,
    currency: customer.currency,
    company: { name: company.name, lines: company.addressLines, phone: company.phone, email: company.email },
    number: opening.number,
    revision: 1,
    issuedOn: opening.issuedOn,
    dueOn: opening.dueOn,
    terms: company.terms.find(terms => terms.code === termsCode)?.name ?? termsCode,
    billTo: { name: customer.name, lines: addressLines(customer.billingAddress) },
    shipTo: null,
    shipOn: opening.issuedOn,
    carrier: '',
    poNumber: opening.poNumber,
    reference: '',
    salesperson: '',
    lines: [
      {
        description: words.invoice(opening.number),
        soldAs: 'hard-good',
        boxType: '',
        boxes: 0,
        bunchesPerBox: 0,
        stemsPerBunch: 0,
        quantity: 1,
        priceE4: opening.totalCents * 100,
        totalCents: opening.totalCents,
      },
    ],
    charges: paidCents === 0 ? [] : [{ label: words.paidBefore, amountCents: -paidCents }],
    linesCents: opening.totalCents,
    taxCents: 0,
    totalCents: opening.openCents,
    note: '',
    footer: customer.invoiceFooter,
  }
}

// Printed on the paper, in the customer's language, as the fuel surcharge's label is.
const WORDS = {
  en: { invoice: (number: string) => `Invoice ${number}`, paidBefore: 'Paid before' },
  es: { invoice: (number: string) => `Factura ${number}`, paidBefore: 'Pagado antes' },
}
