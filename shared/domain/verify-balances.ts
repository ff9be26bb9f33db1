import type { CustomerBalanceRow } from './balance/customer-balance-row.ts'
import { standingOf } from './balance/keeping-balances.ts'
import type { BoxType } from './company/company-row.ts'
import type { InvoiceRevisionRow, InvoiceRow } from './invoice/invoice-row.ts'
import type { OrderLineRow, OrderRow } from './order/order-row.ts'
import { lineTotalCents, orderTotals } from './order/order-totals.ts'
import type { ApplicationRow, PaymentRow } from './payment/payment-row.ts'

/** The rows balances are proved from. Iterables may be read once, in the order of the fields. */
export interface Books {
  boxTypes: readonly BoxType[]
  orderLines: Iterable<OrderLineRow>
  orders: Iterable<OrderRow>
  applications: Iterable<ApplicationRow>
  invoices: Iterable<InvoiceRow>
  revisions: Iterable<Pick<InvoiceRevisionRow, 'invoiceId' | 'revision' | 'totalCents'>>
  payments: Iterable<PaymentRow>
  balances: Iterable<CustomerBalanceRow>
}

/** A cached figure that the entries don't prove. */
export interface Finding {
  table: 'order_lines' | 'orders' | 'invoices' | 'payments' | 'applications' | 'customer_balances'
  id: string
  /** The document's number; for lines their description. */
  name: string
  figure: string
  cachedCents: number
  provenCents: number
}

export interface Verification {
  findings: Finding[]
  counts: {
    orders: number
    orderLines: number
    invoices: number
    payments: number
    applications: number
    balances: number
  }
  /** Σ open balances − Σ unapplied: what all customers together owe. */
  receivablesCents: number
}

/** Proves every cached total and balance from the entries it stands for. */
export function verifyBalances(books: Books): Verification {
  const findings: Finding[] = []
  const counts = { orders: 0, orderLines: 0, invoices: 0, payments: 0, applications: 0, balances: 0 }
  const check = (
    row: Omit<Finding, 'cachedCents' | 'provenCents'>,
    cachedCents: number,
    provenCents: number,
  ) => {
    if (cachedCents !== provenCents) findings.push({ ...row, cachedCents, provenCents })
  }

  const standings = new Map<string, Omit<CustomerBalanceRow, 'id'>>()
  const stand = (customerId: string, by: Omit<CustomerBalanceRow, 'id'>) => {
    const standing = standings.get(customerId) ?? { openCents: 0, unappliedCents: 0, pendingCents: 0 }
    standings.set(customerId, standing)
    for (const figure of FIGURES) standing[figure] += by[figure]
  }

  const linesOf = new Map<string, OrderLineRow[]>()
  for (const line of books.orderLines) {
    counts.orderLines++
    const row = { table: 'order_lines' as const, id: line.id, name: line.description, figure: 'totalCents' }
    check(row, line.totalCents, lineTotalCents(line))
    const lines = linesOf.get(line.orderId)
    if (lines) lines.push(line)
    else linesOf.set(line.orderId, [line])
  }
  const orderTotalOf = new Map<string, number>()
  for (const order of books.orders) {
    counts.orders++
    // A confirmed order keeps what it was confirmed with. An open one keeps the fuel surcharge of its last edit until the
    // next, whatever the rates are now: they are not in the order.
    const isIssued = order.status === 'confirmed' || order.status === 'voided'
    const charges = order.charges.map(charge =>
      isIssued || charge.kind === 'fuel' ? { ...charge, frozen: true } : charge,
    )
    const proven = orderTotals(linesOf.get(order.id) ?? [], charges, order.taxBps, books.boxTypes)
    for (const figure of ['linesCents', 'chargesCents', 'taxCents', 'totalCents', 'boxes'] as const) {
      check({ table: 'orders', id: order.id, name: order.number, figure }, order[figure], proven[figure])
    }
    orderTotalOf.set(order.id, order.totalCents)
    stand(order.customerId, standingOf('orders', order))
  }

  const appliedToInvoice = new Map<string, number>()
  const appliedOfPayment = new Map<string, number>()
  for (const entry of books.applications) {
    counts.applications++
    const lowersCents = entry.amountCents + entry.discountCents
    appliedToInvoice.set(entry.invoiceId, (appliedToInvoice.get(entry.invoiceId) ?? 0) + lowersCents)
    appliedOfPayment.set(entry.paymentId, (appliedOfPayment.get(entry.paymentId) ?? 0) + entry.amountCents)
  }
  let receivablesCents = 0
  const issued = new Map<string, InvoiceRow>()
  for (const invoice of books.invoices) {
    counts.invoices++
    issued.set(invoice.id, invoice)
    const applied = appliedToInvoice.get(invoice.id) ?? 0
    const row = { table: 'invoices' as const, id: invoice.id, name: invoice.number }
    check(
      { ...row, figure: 'openCents' },
      invoice.openCents,
      invoice.status === 'void' ? 0 : invoice.totalCents - applied,
    )
    check({ ...row, figure: 'applied at most the total' }, Math.max(0, applied - invoice.totalCents), 0)
    check({ ...row, figure: 'applied at least nothing' }, Math.min(0, applied), 0)
    if (invoice.kind === 'order')
      check({ ...row, figure: 'order total' }, invoice.totalCents, orderTotalOf.get(invoice.orderId) ?? 0)
    appliedToInvoice.delete(invoice.id)
    receivablesCents += invoice.openCents
    stand(invoice.customerId, standingOf('invoices', invoice))
  }
  for (const revision of books.revisions) {
    const invoice = issued.get(revision.invoiceId)
    if (invoice?.revision !== revision.revision) continue
    const row = {
      table: 'invoices' as const,
      id: invoice.id,
      name: invoice.number,
      figure: 'total of the revision',
    }
    check(row, invoice.totalCents, revision.totalCents)
  }
  const returnedOf = new Map<string, number>()
  const returned: { row: Omit<Finding, 'cachedCents' | 'provenCents'>; id: string; cents: number }[] = []
  for (const payment of books.payments) {
    counts.payments++
    const applied = appliedOfPayment.get(payment.id) ?? 0
    const isReversal = payment.reversesId !== null
    if (isReversal && hasTaken(payment)) {
      const taken = returnedOf.get(payment.reversesId!) ?? 0
      returnedOf.set(payment.reversesId!, taken - payment.totalCents)
    }
    const proven =
      payment.status === 'void' || isReversal ? 0 : payment.totalCents - applied - payment.returnedCents
    const row = { table: 'payments' as const, id: payment.id, name: payment.number }
    check({ ...row, figure: 'unappliedCents' }, payment.unappliedCents, proven)
    returned.push({ row: { ...row, figure: 'returnedCents' }, id: payment.id, cents: payment.returnedCents })
    if (!isReversal)
      check({ ...row, figure: 'applied at most the total' }, Math.max(0, applied - payment.totalCents), 0)
    if (payment.status === 'void') check({ ...row, figure: 'applied by a void payment' }, applied, 0)
    appliedOfPayment.delete(payment.id)
    receivablesCents -= payment.unappliedCents
    stand(payment.customerId, standingOf('payments', payment))
  }
  for (const { row, id, cents } of returned) check(row, cents, returnedOf.get(id) ?? 0)
  for (const [id, cents] of appliedToInvoice) {
    findings.push({
      table: 'applications',
      id,
      name: id,
      figure: 'to an unknown invoice',
      cachedCents: cents,
      provenCents: 0,
    })
  }
  for (const [id, cents] of appliedOfPayment) {
    findings.push({
      table: 'applications',
      id,
      name: id,
      figure: 'of an unknown payment',
      cachedCents: cents,
      provenCents: 0,
    })
  }
  for (const balance of books.balances) {
    counts.balances++
    for (const figure of FIGURES) {
      const row = { table: 'customer_balances' as const, id: balance.id, name: balance.id, figure }
      check(row, balance[figure], standings.get(balance.id)?.[figure] ?? 0)
    }
  }
  return { findings, counts, receivablesCents }
}

// A refund that failed or was canceled has given its amount back.
function hasTaken({ status, refundState }: PaymentRow): boolean {
  return status === 'posted' && refundState !== 'failed' && refundState !== 'canceled'
}

const FIGURES = ['openCents', 'unappliedCents', 'pendingCents'] as const
