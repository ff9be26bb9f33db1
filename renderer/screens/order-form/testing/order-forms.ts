import type { CommandName } from '../../../../shared/domain/commands.ts'
import { orderLine } from '../../../../shared/domain/order/create-order.ts'
import type { OrderLineRow } from '../../../../shared/domain/order/order-row.ts'
import type { OrderView } from '../../../../shared/protocol/document-views.ts'
import { aCustomer, aLine, anOrder } from '../../../../shared/testing/builders.ts'
import type { Desk } from '../../../../shared/testing/desk.ts'
import { AskFault, AskRefused } from '../../../app/ask-client.ts'
import { openOrderDesk } from '../order-desk.ts'
import { chargeKey, emptyDraft, type OrderDraft, type OrderHeader } from '../order-draft.ts'

const HEADER: OrderHeader = {
  shipOn: '2026-11-27',
  carrier: 'Own truck',
  shipToId: null,
  poNumber: '',
  reference: '',
  salespersonId: null,
  buyerContactId: null,
  warehouseNote: '',
  invoiceNote: '',
}

/** An order of the desk as a form reads it. */
export function viewOf(desk: Desk, orderId: string): OrderView {
  const order = desk.ledger.row('orders', orderId)
  return {
    order,
    lines: desk.ledger.all('order_lines').filter(line => line.orderId === orderId),
    customer: desk.ledger.row('customers', order.customerId),
    invoice: null,
    mails: [],
    link: null,
    linkByPhone: false,
    payments: [],
    heldCents: 0,
    unsent: true,
  }
}

/** A form over a desk of the tests, opened from `draft`; `ports.lost` loses the answers. */
export function form(desk: Desk, draft: OrderDraft) {
  const kept: OrderDraft[] = []
  const given: CommandName[] = []
  const ports = {
    lost: false,
    async give(name: CommandName, payload: object) {
      given.push(name)
      const number = name === 'order.create' ? { number: desk.nextNumber() } : {}
      const ended = desk.enter(name, { ...payload, ...number })
      if (ports.lost) throw new AskFault('connection-lost')
      if (ended.refusal) throw new AskRefused(ended.refusal)
    },
    load: async (orderId: string) => viewOf(desk, orderId),
    now: () => 1,
    keep: (draft: OrderDraft) => void kept.push(draft),
  }
  const opened = openOrderDesk(draft, ports)
  return { ...opened, ports, given, last: () => kept.at(-1) ?? draft, state: opened.store.getState }
}

/** The form of an order that is not saved yet. */
export function newForm(desk: Desk) {
  const opened = form(desk, emptyDraft(desk.newId(), false))
  opened.start({ customerId: aCustomer(desk).id, orderedOn: '2026-11-25', header: HEADER })
  return opened
}

/** The form of an order of one line. */
export function savedForm(desk: Desk) {
  const order = anOrder(desk)
  const opened = form(desk, emptyDraft(order.id, true))
  opened.see(viewOf(desk, order.id))
  const line = opened.state().view!.lines[0]!
  return { ...opened, order, line }
}

/** The form of an order with a percentage of 0 %, not set by hand. */
export function chargedForm(desk: Desk) {
  const opened = savedForm(desk)
  const chargeId = desk.newId()
  const charge = { chargeId, label: 'Charge', rateBps: 0, amountCents: 0, frozen: false }
  desk.must('order.add-charge', { orderId: opened.order.id, charge: { ...charge, kind: 'percent' } })
  opened.see(viewOf(desk, opened.order.id))
  const saved = () => desk.ledger.row('orders', opened.order.id).charges.find(({ id }) => id === chargeId)
  const [amount, rate] = [chargeKey(chargeId, 'amountCents'), chargeKey(chargeId, 'rateBps')]
  return { ...opened, chargeId, amount, rate, saved }
}

/** A line as the form adds it. */
export function newLine(desk: Desk, orderId: string, fields: Partial<OrderLineRow> = {}): OrderLineRow {
  return { ...orderLine(orderId, aLine(desk), 1), ...fields }
}
