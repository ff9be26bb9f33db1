import { put, type ReadSoFar } from '../command.ts'
import { closedOn } from '../company/closed-period.ts'
import { companyOf } from '../company/company-of.ts'
import { customerReads, keptCustomer, keptCustomerId } from '../customer/kept-customer.ts'
import { NOT_REVERSED, type PaymentRow } from '../payment/payment-row.ts'
import { refuse } from '../rejections.ts'
import type { TableName } from '../tables.ts'
import { type Read, row, type View } from '../view.ts'
import type { ImportedRows } from './import-rows.ts'
import type { RowAdder } from './row-adder.ts'

/** The rest of a credit that was granted before: an approved, stand-alone credit, its paper and its entry. */
export const creditAdder: RowAdder<ImportedRows['credits']> = {
  claim: credit => `no:CR:${credit.number}`,
  reads: (credit, view) => entryReads('credits', `no:CR:${credit.number}`, credit.customerId, view),
  customerId: credit => credit.customerId,
  isSame: (credit, holderId, view) => belongs(credit.customerId, view.get('credits', holderId), view),
  add(credit, ids, view, context) {
    const company = companyOf(view)
    if (!company) return refuse('unknown-company')
    const customer = keptCustomer(credit.customerId, view)
    if (!customer) return refuse('unknown-customer', {}, 'customerId')
    const closed = closedOn(credit.creditedOn, company, 'creditedOn')
    if (closed) return closed
    const { number, openCents, reason } = credit
    const common = { number, customerId: customer.id, currency: customer.currency, totalCents: openCents }
    const entry: PaymentRow = {
      ...common,
      id: ids(0),
      kind: 'credit',
      status: 'posted',
      receivedOn: credit.creditedOn,
      method: '',
      reference: '',
      unappliedCents: openCents,
      source: 'desk',
      linkId: null,
      attemptId: null,
      feeCents: 0,
      note: reason,
      recordedBy: context.by,
      recordedAt: context.at,
      ...NOT_REVERSED,
      creditId: ids(1),
    }
    const paper = put('credits', {
      ...common,
      id: ids(1),
      invoiceId: null,
      status: 'approved',
      reason,
      creditedOn: credit.creditedOn,
      lines: [{ lineId: null, description: reason, amountCents: openCents }],
      note: '',
      steps: [{ status: 'approved', by: context.by, at: context.at, note: '' }],
      paymentId: entry.id,
      createdBy: context.by,
      createdAt: context.at,
    })
    return { addedId: entry.id, writes: [put('payments', entry), paper] }
  },
}

/** Money that came in before and is on no invoice. */
export const paymentAdder: RowAdder<ImportedRows['payments']> = {
  claim: payment => `no:PAY:${payment.number}`,
  reads: (payment, view) => entryReads('payments', `no:PAY:${payment.number}`, payment.customerId, view),
  customerId: payment => payment.customerId,
  isSame: (payment, holderId, view) => belongs(payment.customerId, view.get('payments', holderId), view),
  add(payment, ids, view, context) {
    const company = companyOf(view)
    if (!company) return refuse('unknown-company')
    const customer = keptCustomer(payment.customerId, view)
    if (!customer) return refuse('unknown-customer', {}, 'customerId')
    const closed = closedOn(payment.receivedOn, company, 'receivedOn')
    if (closed) return closed
    const entry: PaymentRow = {
      id: ids(0),
      number: payment.number,
      customerId: customer.id,
      kind: 'payment',
      status: 'posted',
      receivedOn: payment.receivedOn,
      method: payment.method,
      reference: payment.reference,
      currency: customer.currency,
      totalCents: payment.openCents,
      unappliedCents: payment.openCents,
      source: 'desk',
      linkId: null,
      attemptId: null,
      feeCents: 0,
      note: payment.note,
      recordedBy: context.by,
      recordedAt: context.at,
      ...NOT_REVERSED,
    }
    return { addedId: entry.id, writes: [put('payments', entry)] }
  },
}

function entryReads(table: TableName, claim: string, customerId: string, view: ReadSoFar): Read[] {
  const holder = view.holder(claim)
  return [...customerReads(customerId, view), ...(holder === null ? [] : [row(table, holder)])]
}

function belongs(customerId: string, holder: { customerId: string } | null, view: View): boolean {
  return holder?.customerId === keptCustomerId(customerId, view)
}
