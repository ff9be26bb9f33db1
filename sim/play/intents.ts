import type { CommandName } from '../../shared/domain/commands.ts'
import { newId } from '../../shared/lib/ids.ts'
import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import { aLine, customerFields } from '../../shared/testing/builders.ts'
import type { Desktop } from '../parts/desktop.ts'

/** What someone at a desktop is about to do. */
export interface Intent {
  name: CommandName
  payload: Record<string, unknown>
}

/** Thinks of something to do from what this desktop's screens show; null when there is nothing of the kind. */
type Idea = (desk: Desktop, random: SeededRandom) => Intent | null

const TODAY = '2026-11-23'

const idOf = (desk: Desktop, random: SeededRandom) => newId(desk.process.clock, random)

/** A few documents are worked on by everybody at once. */
function one<Row>(desk: Desktop, random: SeededRandom, text: string, ...params: unknown[]): Row | null {
  const found = desk.rows<Row>(`${text} LIMIT 12`, ...params)
  return found.length === 0 ? null : random.pick(found)
}

const someCustomer = (desk: Desktop, random: SeededRandom) =>
  one<{ id: string; notes: string; phone: string; name: string }>(
    desk,
    random,
    'SELECT id, notes, phone, name FROM customers ORDER BY id',
  )

const draft = (desk: Desktop, random: SeededRandom) =>
  one<{ id: string; totalCents: number; reference: string; carrier: string }>(
    desk,
    random,
    "SELECT id, totalCents, reference, carrier FROM orders WHERE status IN ('draft', 'pending') ORDER BY id DESC",
  )

const openInvoice = (desk: Desktop, random: SeededRandom) =>
  one<{ id: string; customerId: string; openCents: number }>(
    desk,
    random,
    "SELECT id, customerId, openCents FROM invoices WHERE status = 'open' AND openCents > 0 ORDER BY id DESC",
  )

function newLine(desk: Desktop, random: SeededRandom) {
  const names = { newId: () => idOf(desk, random), nextNumber: () => '' }
  return aLine(names, { boxes: random.between(1, 9), priceE4: 100 * random.between(10, 60) })
}

/** Everything people do here, with how often they do it. */
export const IDEAS: readonly { weight: number; think: Idea }[] = [
  {
    weight: 7,
    think(desk, random) {
      const customer = someCustomer(desk, random)
      if (!customer) return null
      const header = {
        carrier: 'Own truck',
        shipToId: null,
        poNumber: '',
        reference: '',
        salespersonId: null,
      }
      const notes = { buyerContactId: null, warehouseNote: '', invoiceNote: '' }
      const lines = Array.from({ length: random.between(0, 2) }, () => newLine(desk, random))
      const dates = { orderedOn: TODAY, shipOn: '2026-11-25' }
      const payload = {
        orderId: idOf(desk, random),
        customerId: customer.id,
        ...dates,
        ...header,
        ...notes,
        lines,
      }
      return { name: 'order.create', payload }
    },
  },
  {
    weight: 4,
    think(desk, random) {
      const order = draft(desk, random)
      return (
        order && {
          name: 'order.add-line',
          payload: { orderId: order.id, position: random.between(1, 9), line: newLine(desk, random) },
        }
      )
    },
  },
  {
    weight: 5,
    think(desk, random) {
      const line = one<{ id: string; orderId: string; boxes: number; priceE4: number }>(
        desk,
        random,
        `SELECT l.id, l.orderId, l.boxes, l.priceE4 FROM order_lines l JOIN orders o ON o.id = l.orderId
         WHERE o.status IN ('draft', 'pending') ORDER BY l.id DESC`,
      )
      if (!line) return null
      const changes = random.chance(0.7)
        ? { boxes: { from: line.boxes, to: random.between(1, 20) } }
        : { priceE4: { from: line.priceE4, to: 100 * random.between(10, 60) } }
      return { name: 'order.change-line', payload: { orderId: line.orderId, lineId: line.id, changes } }
    },
  },
  {
    weight: 1,
    think(desk, random) {
      const line = one<{ id: string; orderId: string }>(
        desk,
        random,
        `SELECT l.id, l.orderId FROM order_lines l JOIN orders o ON o.id = l.orderId
         WHERE o.status IN ('draft', 'pending') ORDER BY l.id DESC`,
      )
      return line && { name: 'order.remove-line', payload: { orderId: line.orderId, lineId: line.id } }
    },
  },
  {
    weight: 1,
    think(desk, random) {
      const order = draft(desk, random)
      const changes = order && { reference: { from: order.reference, to: `ref ${random.between(1, 99)}` } }
      return order && { name: 'order.change', payload: { orderId: order.id, changes } }
    },
  },
  {
    weight: 1,
    think(desk, random) {
      const order = draft(desk, random)
      return order && { name: 'order.place', payload: { orderId: order.id } }
    },
  },
  {
    weight: 7,
    think(desk, random) {
      const order = draft(desk, random)
      const seen = order && { issuedOn: TODAY, expectedTotalCents: order.totalCents }
      return order && { name: 'order.confirm', payload: { orderId: order.id, ...seen } }
    },
  },
  {
    weight: 1,
    think(desk, random) {
      const order = one<{ id: string }>(
        desk,
        random,
        "SELECT id FROM orders WHERE status <> 'voided' ORDER BY id DESC",
      )
      return order && { name: 'order.void', payload: { orderId: order.id, voidedOn: TODAY } }
    },
  },
  {
    weight: 8,
    think(desk, random) {
      const invoice = openInvoice(desk, random)
      const customerId = invoice?.customerId ?? someCustomer(desk, random)?.id
      if (customerId === undefined) return null
      const totalCents = random.chance(0.6) && invoice ? invoice.openCents : random.between(1, 90_000)
      const amountCents = Math.min(totalCents, invoice?.openCents ?? 0)
      const applications = invoice && random.chance(0.8) ? [{ invoiceId: invoice.id, amountCents }] : []
      const reference = random.chance(0.3) ? '' : String(random.between(8000, 8010))
      const figures = { receivedOn: TODAY, method: 'Check', reference, totalCents, note: '', applications }
      return { name: 'payment.receive', payload: { paymentId: idOf(desk, random), customerId, ...figures } }
    },
  },
  {
    weight: 3,
    think(desk, random) {
      const payment = one<{ id: string; customerId: string; unappliedCents: number }>(
        desk,
        random,
        `SELECT id, customerId, unappliedCents FROM payments
         WHERE status = 'posted' AND unappliedCents > 0 ORDER BY id DESC`,
      )
      const invoice =
        payment &&
        one<{ id: string; openCents: number }>(
          desk,
          random,
          "SELECT id, openCents FROM invoices WHERE status = 'open' AND openCents > 0 AND customerId = ? ORDER BY id DESC",
          payment.customerId,
        )
      if (!payment || !invoice) return null
      const amountCents = Math.min(payment.unappliedCents, invoice.openCents)
      const applications = [{ invoiceId: invoice.id, amountCents }]
      return { name: 'payment.apply', payload: { paymentId: payment.id, appliedOn: TODAY, applications } }
    },
  },
  {
    weight: 2,
    think(desk, random) {
      const applied = one<{ paymentId: string; invoiceId: string }>(
        desk,
        random,
        `SELECT paymentId, invoiceId FROM applications GROUP BY paymentId, invoiceId
         HAVING sum(amountCents) > 0 ORDER BY paymentId DESC`,
      )
      return applied && { name: 'payment.unapply', payload: { ...applied, unappliedOn: TODAY } }
    },
  },
  {
    weight: 1,
    think(desk, random) {
      const payment = one<{ id: string }>(
        desk,
        random,
        "SELECT id FROM payments WHERE status = 'posted' AND source = 'desk' ORDER BY id DESC",
      )
      return payment && { name: 'payment.void', payload: { paymentId: payment.id, voidedOn: TODAY } }
    },
  },
  {
    weight: 3,
    think(desk, random) {
      const customer = someCustomer(desk, random)
      if (!customer) return null
      const text = `${random.between(1, 999)}`
      const changes = random.chance(0.5)
        ? { notes: { from: customer.notes, to: text } }
        : { phone: { from: customer.phone, to: text } }
      return { name: 'customer.change', payload: { customerId: customer.id, changes } }
    },
  },
  {
    weight: 1,
    think(desk, random) {
      const names = { newId: () => idOf(desk, random), nextNumber: () => String(random.between(1, 5)) }
      return { name: 'customer.add', payload: { customerId: idOf(desk, random), ...customerFields(names) } }
    },
  },
  {
    weight: 1,
    think(desk, random) {
      const product = one<{ id: string; color: string }>(
        desk,
        random,
        'SELECT id, color FROM products ORDER BY id',
      )
      const changes = product && { color: { from: product.color, to: random.pick(['Red', 'White', 'Pink']) } }
      return product && { name: 'product.change', payload: { productId: product.id, changes } }
    },
  },
  {
    weight: 5,
    think(desk, random) {
      const invoice = openInvoice(desk, random)
      if (!invoice) return null
      const recipients = [{ mailId: idOf(desk, random), address: 'pay@petal.example' }]
      const linkId = random.chance(0.9) ? idOf(desk, random) : null
      const letter = { subject: 'Your invoice', message: '', recipients, linkId }
      return { name: 'document.email', payload: { invoiceId: invoice.id, ...letter } }
    },
  },
  {
    weight: 1,
    think(desk, random) {
      const task = one<{ id: string }>(desk, random, "SELECT id FROM tasks WHERE state = 'open' ORDER BY id")
      return task && { name: 'task.close', payload: { taskId: task.id } }
    },
  },
  {
    weight: 3,
    think(desk, random) {
      const issue = one<{ id: string }>(
        desk,
        random,
        "SELECT id FROM sync_issues WHERE state = 'open' AND userId = ? ORDER BY id",
        desk.userId,
      )
      return issue && { name: 'sync-issue.close', payload: { issueId: issue.id } }
    },
  },
  {
    weight: 1,
    think(desk, random) {
      const user = one<{ id: string; roles: string; active: number }>(
        desk,
        random,
        'SELECT id, roles, active FROM users WHERE id <> ? ORDER BY id',
        desk.userId,
      )
      if (!user) return null
      const roles = random.pick([['cashier'], ['sales'], ['receivables'], ['cashier', 'sales-manager']])
      const changes = { roles: { from: JSON.parse(user.roles) as unknown, to: roles } }
      return { name: 'user.change', payload: { userId: user.id, changes } }
    },
  },
]
