import type { CompanyRow, Terms } from '../company/company-row.ts'
import type { Address, CustomerRow } from '../customer/customer-row.ts'
import { FUEL_LABELS, printedCharges } from '../order/order-charges.ts'
import type { OrderLineRow, OrderRow } from '../order/order-row.ts'
import type { InvoiceContent, InvoiceParty } from './invoice-content.ts'

/** What an invoice is made from. `lines` in the order's sequence. */
export interface InvoiceSource {
  company: CompanyRow
  customer: CustomerRow
  order: OrderRow
  lines: OrderLineRow[]
  terms: Terms
  salesperson: string
  number: string
  revision: number
  issuedOn: string
  dueOn: string
}

/** What the invoice states, frozen at issue: later edits of customer or company don't reach it. */
export function invoiceContent(source: InvoiceSource): InvoiceContent {
  const { company, customer, order } = source
  return {
    language: customer.language,
    currency: order.currency,
    company: { name: company.name, lines: company.addressLines, phone: company.phone, email: company.email },
    number: source.number,
    revision: source.revision,
    issuedOn: source.issuedOn,
    dueOn: source.dueOn,
    terms: source.terms.name,
    billTo: { name: customer.name, lines: addressLines(customer.billingAddress) },
    shipTo: shipTo(customer, order.shipToId),
    shipOn: order.shipOn,
    carrier: order.carrier,
    poNumber: order.poNumber,
    reference: order.reference,
    salesperson: source.salesperson,
    lines: source.lines.map(line => ({
      description: line.description,
      soldAs: line.soldAs,
      boxType: line.boxType,
      boxes: line.boxes,
      bunchesPerBox: line.bunchesPerBox,
      stemsPerBunch: line.stemsPerBunch,
      quantity: line.quantity,
      priceE4: line.priceE4,
      totalCents: line.totalCents,
    })),
    charges: printedCharges(order.charges)
      .filter(charge => charge.amountCents !== 0)
      .map(charge => ({
        label: charge.label || FUEL_LABELS[customer.language],
        amountCents: charge.amountCents,
        kind: charge.kind,
      })),
    linesCents: order.linesCents,
    taxCents: order.taxCents,
    totalCents: order.totalCents,
    note: order.invoiceNote,
    footer: customer.invoiceFooter,
  }
}

/** An address as printed: no empty lines. */
export function addressLines(address: Address): string[] {
  const place = [address.city, [address.region, address.postalCode].filter(Boolean).join(' ')].filter(Boolean)
  return [address.line1, address.line2, place.join(', '), address.country].filter(text => text !== '')
}

function shipTo(customer: CustomerRow, shipToId: string | null): InvoiceParty | null {
  const chosen = customer.shipTos.find(candidate => candidate.id === shipToId)
  return chosen ? { name: chosen.name, lines: addressLines(chosen.address) } : null
}
