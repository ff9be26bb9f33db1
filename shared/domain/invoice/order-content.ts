import type { ReadSoFar } from '../command.ts'
import { COMPANY_ROW } from '../company/company-of.ts'
import type { OrderRow } from '../order/order-row.ts'
import { NOT_ISSUED } from '../payment-link/order-ask.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { InvoiceContent } from './invoice-content.ts'
import { invoiceContent } from './invoice-content-of.ts'

/** What `orderContent` reads. */
export function orderContentReads(orderId: string, view: ReadSoFar): Read[] {
  const order = view.get('orders', orderId)
  return [
    row('companies', COMPANY_ROW),
    row('orders', orderId),
    rows('order_lines', 'orderId', orderId),
    ...(order ? [row('customers', order.customerId)] : []),
    ...(order?.salespersonId ? [row('users', order.salespersonId)] : []),
  ]
}

/** What the confirmation of a pending order says: as its invoice would, dated as it was ordered, with no due date. */
export function orderContent(order: OrderRow, view: Pick<View, 'get' | 'list'>): InvoiceContent {
  const company = view.get('companies', COMPANY_ROW)!
  const customer = view.get('customers', order.customerId)!
  const terms = company.terms.find(({ code }) => code === customer.termsCode)
  return invoiceContent({
    company,
    customer,
    order,
    lines: view.list('order_lines', 'orderId', order.id).toSorted((a, b) => a.position - b.position),
    terms: terms ?? { code: customer.termsCode, name: customer.termsCode, days: 0 },
    salesperson: order.salespersonId === null ? '' : (view.get('users', order.salespersonId)?.name ?? ''),
    number: order.number,
    revision: NOT_ISSUED,
    issuedOn: order.orderedOn,
    dueOn: '',
  })
}
