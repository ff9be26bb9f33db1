import fc from 'fast-check'
import type { CommandName } from '../domain/commands.ts'
import { agedOpenCents, financeCharge } from '../domain/finance-charge/finance-charge.ts'
import type { InvoiceRow } from '../domain/invoice/invoice-row.ts'
import { sumCents } from '../domain/money.ts'
import type { PaymentRow } from '../domain/payment/payment-row.ts'
import { addDays } from '../lib/dates.ts'
import {
  aCustomer,
  aLineOf,
  capturePayload,
  creditPayload,
  orderPayload,
  paymentPayload,
} from './builders.ts'
import { aDesk, type Desk } from './desk.ts'
import type { Ended } from './memory-ledger.ts'

/** The day before which nothing happens. */
export const FIRST_DAY = '2026-08-01'

const KINDS = [
  'order',
  'confirm',
  'confirm',
  'void-order',
  'receive',
  'receive',
  'settle',
  'settle',
  'apply',
  'apply',
  'unapply',
  'void',
  'edit',
  'nsf',
  'chargeback',
  'refund',
  'refund',
  'cancel-refund',
  'email',
  'statement',
  'capture',
  'capture',
  'dispute',
  'dispute',
  'finance-charge',
  'close',
  'reopen',
  'merge',
  'credit',
  'credit',
  'approve',
  'approve',
  'reject',
  'reopen-credit',
  'revise',
] as const

/** One thing someone does. Places are taken modulo what there is, so that any list of acts can be played. */
export const ledgerAct = fc.record({
  kind: fc.constantFrom(...KINDS),
  /** Which customer, order, invoice or payment. */
  place: fc.nat(40),
  other: fc.nat(40),
  cents: fc.integer({ min: 1, max: 900 }),
  discount: fc.integer({ min: 0, max: 40 }),
  /** Days after the first. */
  day: fc.nat(116),
  flag: fc.boolean(),
  /** Arrives from another desktop: without the checks of a first entry. */
  arrives: fc.boolean(),
})
export type LedgerAct = typeof ledgerAct extends fc.Arbitrary<infer T> ? T : never

/**
 * A company with four customers: one is excepted from finance charges, one pays before an order is confirmed, within a limit
 * that is soon reached. There is no limit on the others.
 */
export function aLedgerWorld(): { desk: Desk; customers: string[] } {
  const desk = aDesk()
  const exempt = { financeChargeException: true }
  const paysFirst = { requirePaymentOnConfirm: true, creditLimitCents: 10_00 }
  const fields = [{}, {}, exempt, paysFirst]
  return { desk, customers: fields.map(each => aCustomer(desk, each).id) }
}

/** Plays an act; refusals are answers. Null where there is nothing to do it with. */
export function playAct(desk: Desk, customers: readonly string[], act: LedgerAct): Ended | null {
  desk.clock.advance(act.flag ? 0 : 61_000)
  const { ledger } = desk
  const { place, other, cents, flag } = act
  const on = addDays(FIRST_DAY, act.day)
  const give = (name: CommandName, payload: unknown) =>
    act.arrives ? desk.arrive(name, payload) : desk.enter(name, payload)
  const idOf = (table: 'orders' | 'invoices' | 'payments' | 'payment_links', at: number) => {
    const all = ledger.all(table)
    return all.length === 0 ? desk.newId() : all[at % all.length]!.id
  }
  /** Most often one that fits, or most acts would be refused. */
  const pick = <Row extends { id: string }>(
    rows: readonly Row[],
    at: number,
    fits: (row: Row) => boolean,
  ) => {
    const fitting = rows.filter(fits)
    const among = act.discount % 8 === 0 || fitting.length === 0 ? rows : fitting
    return among.length === 0 ? null : among[at % among.length]!
  }
  const customerId = customers[place % customers.length]!
  const payments = ledger.all('payments')
  // What is done with a payment is done later, mostly.
  const later = addDays(FIRST_DAY, 60 + Math.floor(act.day / 2))
  const live = pick(
    payments,
    place,
    ({ status, totalCents, returnedCents }) => status === 'posted' && totalCents > returnedCents,
  )
  const paymentId = live?.id ?? desk.newId()
  const wanted = [0, 1].slice(0, flag ? 1 : 2).map(step => ({
    invoiceId: idOf('invoices', other + step),
    amountCents: cents,
  }))
  const mark = { paymentId, number: desk.nextNumber(), markedOn: later, note: '' }
  switch (act.kind) {
    case 'order':
      return give('order.create', orderPayload(desk, { customerId, lines: [aLineOf(desk, cents)] }))
    case 'confirm': {
      const order = pick(ledger.all('orders'), place, ({ status }) => status === 'draft')
      const orderId = order?.id ?? desk.newId()
      const expectedTotalCents = ledger.find('orders', orderId)?.totalCents ?? 0
      return give('order.confirm', { orderId, issuedOn: on, expectedTotalCents })
    }
    case 'void-order':
      if (act.day % 3 !== 0) return null
      return give('order.void', { orderId: idOf('orders', place), voidedOn: on, releasePayments: flag })
    case 'receive': {
      const applications = wanted.map(one => ({ ...one, discountCents: act.discount }))
      const fields = { customerId, receivedOn: on, totalCents: cents * 2, reference: String(other % 4) }
      const used = pick(
        payments,
        other,
        one => one.unappliedCents > 0 && one.customerId === customerId && one.kind !== 'refund',
      )
      const use = wanted.map(({ invoiceId }) => ({ invoiceId, amountCents: 1 + (cents % 90) }))
      const credits =
        used && act.day % 3 === 0 ? { credits: [{ paymentId: used.id, applications: use }] } : {}
      return give('payment.receive', { ...paymentPayload(desk, { ...fields, applications }), ...credits })
    }
    case 'settle': {
      // A customer who has an open credit pays what is left of an invoice beside it.
      const mayUse = (one: InvoiceRow | null) => (payment: PaymentRow) =>
        payment.unappliedCents > 0 && payment.customerId === one?.customerId
      const invoice = pick(
        ledger.all('invoices'),
        other,
        one => one.openCents > 1 && payments.some(mayUse(one)),
      )
      const credit = pick(payments, place, mayUse(invoice))
      if (!invoice || !credit || invoice.openCents < 2) return null
      const usedCents = Math.max(1, Math.min(cents, credit.unappliedCents, invoice.openCents - 1))
      const totalCents = flag ? invoice.openCents - usedCents : 1
      const applied = (amountCents: number) => [{ invoiceId: invoice.id, amountCents }]
      const fields = { customerId: invoice.customerId, receivedOn: on, totalCents }
      return give('payment.receive', {
        ...paymentPayload(desk, { ...fields, applications: applied(totalCents) }),
        credits: [{ paymentId: credit.id, applications: applied(usedCents) }],
      })
    }
    case 'apply': {
      const payment = pick(payments, place, ({ unappliedCents }) => unappliedCents > 0)
      const invoice = pick(
        ledger.all('invoices'),
        other,
        one => one.openCents > 0 && one.customerId === payment?.customerId,
      )
      if (!payment || !invoice) return null
      const fitting = Math.min(cents, payment.unappliedCents, invoice.openCents)
      const applications = [{ invoiceId: invoice.id, amountCents: flag && fitting > 0 ? fitting : cents }]
      return give('payment.apply', { paymentId: payment.id, appliedOn: later, applications })
    }
    case 'unapply': {
      const entry = pick(ledger.all('applications'), place, ({ amountCents }) => amountCents > 0)
      if (!entry) return null
      const { paymentId: of, invoiceId } = entry
      return give('payment.unapply', { paymentId: of, invoiceId, unappliedOn: later })
    }
    case 'void': {
      // Every other one that came in with credits.
      const withCredits = new Set(
        ledger
          .all('applications')
          .map(entry => (entry.bookedWith === entry.paymentId ? null : entry.bookedWith)),
      )
      const voided = pick(
        payments,
        place,
        ({ id, status, source }) =>
          status === 'posted' && source === 'desk' && (!flag || withCredits.has(id)),
      )
      return give('payment.void', { paymentId: voided?.id ?? desk.newId(), voidedOn: later })
    }
    case 'edit': {
      const payment = ledger.find('payments', paymentId)
      if (!payment) return null
      const changes = flag
        ? { receivedOn: { from: payment.receivedOn, to: on } }
        : { totalCents: { from: payment.totalCents, to: cents * 2 } }
      return give('payment.edit', { paymentId, changes })
    }
    case 'nsf':
      return give('payment.mark-nsf', {
        ...mark,
        feeCents: flag ? cents : 0,
        feeNumber: flag ? desk.nextNumber() : null,
      })
    case 'chargeback':
      return give('payment.mark-chargeback', mark)
    case 'refund':
      return give('payment.refund', {
        paymentId,
        number: desk.nextNumber(),
        refundedOn: later,
        amountCents:
          act.day % 2 === 0 ? cents : Math.max(1, (live?.totalCents ?? 0) - (live?.returnedCents ?? 0)),
        by: act.discount % 2 === 0 ? 'registered' : 'source',
        method: 'Cash',
        reference: '',
        note: '',
        releaseApplied: flag,
      })
    case 'cancel-refund': {
      const refund = pick(payments, place, ({ refundState }) => refundState === 'pending')
      // Every other one the gateway ends, as it fits.
      if (refund && act.discount % 2 === 0) {
        const state = act.day % 2 === 0 ? 'failed' : 'succeeded'
        const ended = { refundId: refund.id, state, reference: 're_1', reason: '', on: later }
        return desk.relay('payment.record-refund', ended)
      }
      return give('payment.cancel-refund', { refundId: refund?.id ?? paymentId, canceledOn: later })
    }
    case 'email':
      return give('document.email', {
        invoiceId: idOf('invoices', place),
        recipients: [{ mailId: desk.newId(), address: 'a@b.example' }],
        subject: 'Invoice',
        message: '',
        linkId: desk.newId(),
      })
    case 'statement':
      return give('statement.email', {
        customerId,
        statementKind: 'unpaid',
        statementOn: later,
        recipients: [{ mailId: desk.newId(), address: 'a@b.example' }],
        subject: 'Statement',
        message: '',
        linkId: flag ? desk.newId() : null,
      })
    case 'dispute': {
      const sale = pick(payments, place, ({ kind, source }) => kind === 'payment' && source === 'link')
      if (!sale) return null
      const known = ledger.all('disputes').filter(one => one.paymentId === sale.id)
      // Told again it moves on, mostly to a win after a loss; now and then a second one begins.
      const before = act.day % 4 === 0 ? undefined : known[other % Math.max(1, known.length)]
      return desk.relay('payment.record-dispute', {
        paymentId: sale.id,
        gateway: 'sandbox',
        disputeId: before?.id ?? desk.newId(),
        reference: before?.reference ?? `dp_${known.length}`,
        state: before?.state === 'lost' ? 'won' : 'lost',
        reason: 'fraudulent',
        amountCents: flag ? sale.totalCents : cents,
        feeCents: act.discount,
        openedAt: desk.clock.now(),
        dueAt: null,
        on: later,
        number: desk.nextNumber(),
      })
    }
    case 'capture': {
      const capture = capturePayload(desk, idOf('payment_links', place), cents)
      return desk.relay('payment.capture', { ...capture, receivedOn: on, attemptId: `ch_${other}` })
    }
    case 'finance-charge': {
      const rateBps = 1000
      const chargeOf = (id: string) => {
        const invoices = ledger.all('invoices').filter(invoice => invoice.customerId === id)
        const credits = payments.filter(payment => payment.customerId === id)
        return financeCharge({
          openCents: agedOpenCents(invoices, 'invoice-date', later, 31),
          openCreditsCents: sumCents(credits.map(({ unappliedCents }) => unappliedCents)),
          rateBps,
        })
      }
      const charged = [...customers, ...customers]
        .slice(place % customers.length)
        .find(id => chargeOf(id) > 0)
      if (charged === undefined) return null
      const expectedCents = chargeOf(charged)
      return give('finance-charge.issue', {
        customerId: charged,
        number: desk.nextNumber(),
        issuedOn: later,
        rateBps,
        fromDays: 31,
        expectedCents,
      })
    }
    case 'close':
      // Seldom late, or soon nothing could be dated any more.
      return give('period.close', { through: addDays(FIRST_DAY, act.day % 12) })
    case 'reopen':
      return give('period.reopen', { through: flag ? null : addDays(FIRST_DAY, act.day % 6) })
    case 'credit': {
      const invoice = pick(ledger.all('invoices'), other, one => one.customerId === customerId)
      const invoiceId = flag && invoice?.customerId === customerId ? invoice.id : null
      return give(
        'credit.create',
        creditPayload(desk, { customerId, invoiceId, totalCents: cents, creditedOn: on }),
      )
    }
    case 'approve': {
      const credit = pick(ledger.all('credits'), place, ({ status }) => status === 'pending-review')
      if (!credit) return null
      const { id: creditId, totalCents } = credit
      return give('credit.approve', { creditId, approvedOn: later, expectedTotalCents: totalCents })
    }
    case 'reject': {
      const credit = pick(ledger.all('credits'), place, ({ status }) => status === 'pending-review')
      return give('credit.reject', { creditId: credit?.id ?? paymentId, note: 'No picture' })
    }
    case 'reopen-credit': {
      const credit = pick(ledger.all('credits'), place, ({ status }) => status === 'approved')
      return give('credit.reopen', { creditId: credit?.id ?? paymentId, reopenedOn: later, note: '' })
    }
    case 'revise': {
      const invoice = pick(
        ledger.all('invoices'),
        place,
        ({ status, kind }) => status === 'open' && kind === 'order',
      )
      const order = invoice && ledger.find('orders', invoice.orderId)
      if (!order) return null
      const { shipOn, carrier, shipToId, poNumber, reference, salespersonId, buyerContactId } = order
      const { warehouseNote, invoiceNote } = order
      return give('order.revise', {
        orderId: order.id,
        expectedRevision: invoice.revision,
        revisedOn: [on, invoice.issuedOn].toSorted().at(-1),
        header: {
          shipOn,
          carrier,
          shipToId,
          poNumber,
          reference,
          salespersonId,
          buyerContactId,
          warehouseNote,
          invoiceNote,
        },
        lines: [aLineOf(desk, cents * (flag ? 1 : 2))],
        charges: [],
        releasePayments: act.arrives || flag,
      })
    }
    case 'merge':
      return act.day % 29 === 0
        ? give('customer.merge', { fromId: customerId, intoId: customers[(place + 1) % customers.length]! })
        : null
  }
}
