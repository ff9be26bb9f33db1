import { z } from 'zod'
import { businessDate, id, requiredLine } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand, put, reject, type Write } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { customerReads, keptCustomer, keptCustomerId } from '../customer/kept-customer.ts'
import { refuse } from '../rejections.ts'
import { newTask } from '../task/new-task.ts'
import { claim, row } from '../view.ts'
import { retotaled } from './editable-order.ts'
import { newOrderCharges, orderCharge } from './order-charges.ts'
import {
  MAX_CHARGES,
  MAX_LINES,
  ORDER_HEADER,
  type OrderLineInput,
  orderChargeInput,
  orderLineInput,
} from './order-fields.ts'
import type { OrderLineRow, OrderRow } from './order-row.ts'
import { checkLine, lineTotalCents } from './order-totals.ts'

const payload = z.strictObject({
  orderId: id,
  /** Taken from a leased block, so it is final the moment it is taken. */
  number: requiredLine(20),
  customerId: id,
  orderedOn: businessDate,
  ...ORDER_HEADER,
  lines: z.array(orderLineInput).max(MAX_LINES),
  /** Of a copied order; null takes the company's charges of new orders. */
  charges: z.array(orderChargeInput).max(MAX_CHARGES).nullable().default(null),
})

/** Starts an order as a draft, with or without lines. */
export const createOrder = keepingBalances(
  defineCommand({
    name: 'order.create',
    version: 2,
    class: 'request',
    by: 'user',
    permission: 'orders.edit',
    payload,
    reads: (p, view) => [
      row('companies', COMPANY_ROW),
      ...customerReads(p.customerId, view),
      row('orders', p.orderId),
      ...p.lines.map(line => row('order_lines', line.lineId)),
      ...numberCandidates(p.number).map(number => claim(`order.number:${number}`)),
    ],
    customerOf: (p, view) => keptCustomerId(p.customerId, view),
    decide(p, view, context) {
      const customer = keptCustomer(p.customerId, view)
      if (!customer) return reject('unknown-customer')
      if (view.get('orders', p.orderId)) return reject('already-exists')
      const lineIds = new Set(p.lines.map(line => line.lineId))
      if (lineIds.size < p.lines.length || p.lines.some(line => view.get('order_lines', line.lineId)))
        return reject('already-exists', {}, 'lines')
      if (!customer.active) return reject('customer-inactive', { customer: customer.name })
      if (p.shipToId !== null && !customer.shipTos.some(shipTo => shipTo.id === p.shipToId))
        return reject('unknown-ship-to', {}, 'shipToId')
      for (const [at, line] of p.lines.entries()) {
        const wrong = checkLine(line)
        if (wrong) return { refusal: { ...wrong, field: `lines.${at}.${wrong.field}` } }
      }
      if (p.charges && new Set(p.charges.map(charge => charge.chargeId)).size < p.charges.length)
        return reject('already-exists', {}, 'charges')
      const number = numberCandidates(p.number).find(
        candidate => view.holder(`order.number:${candidate}`) === null,
      )
      if (number === undefined) return reject('number-used', { number: p.number }, 'number')

      const lines = p.lines.map((line, at) => orderLine(p.orderId, line, at + 1))
      const order: OrderRow = {
        id: p.orderId,
        number,
        status: 'draft',
        customerId: customer.id,
        orderedOn: p.orderedOn,
        shipOn: p.shipOn,
        carrier: p.carrier,
        shipToId: p.shipToId,
        poNumber: p.poNumber,
        reference: p.reference,
        salespersonId: p.salespersonId,
        buyerContactId: p.buyerContactId,
        warehouseNote: p.warehouseNote,
        invoiceNote: p.invoiceNote,
        currency: customer.currency,
        taxBps: customer.taxBps,
        charges: p.charges?.map(orderCharge) ?? newOrderCharges(companyOf(view), context),
        boxes: 0,
        linesCents: 0,
        chargesCents: 0,
        taxCents: 0,
        totalCents: 0,
        invoiceId: null,
        createdBy: context.by,
        createdAt: context.at,
        onHold: false,
        editedBy: {},
        lastLinkId: null,
        lastMailId: null,
      }
      const total = retotaled(order, lines, view)
      if ('code' in total) return { refusal: total }
      const writes: Write[] = [total.write, ...lines.map(line => put('order_lines', line))]
      if (number !== p.number) {
        const params = { printed: p.number, number }
        writes.push(newTask(context, 1, 'number-collision', `orders:${p.orderId}`, customer.id, params))
      }
      return accept(writes)
    },
    entry: (p, view) =>
      view.holder(`order.number:${p.number}`) === null
        ? null
        : refuse('number-used', { number: p.number }, 'number'),
  }),
  (p, view) => [keptCustomerId(p.customerId, view)],
)

/** The line row an input makes, at a position of its order. */
export function orderLine(orderId: string, input: OrderLineInput, position: number): OrderLineRow {
  const { lineId, ...figures } = input
  return { id: lineId, orderId, position, ...figures, totalCents: lineTotalCents(figures), editedBy: {} }
}

// A number that two desktops printed (a copied or restored profile) is kept with a suffix, never refused.
function numberCandidates(number: string): string[] {
  return [number, ...['2', '3', '4', '5'].map(suffix => `${number}-${suffix}`)]
}
