import { expect, test } from 'vitest'
import { aCustomer, anInvoice, anOrder } from '../../testing/builders.ts'
import { aDesk } from '../../testing/desk.ts'
import { put, type Write } from '../command.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { type MailRow, PLAIN_MAIL } from '../mail/mail-row.ts'
import { refuse } from '../rejections.ts'
import type { AnyRow, TableName } from '../tables.ts'
import { auditEntries, type DecidedCommand } from './audit-entries.ts'
import type { AuditChange } from './audit-entry.ts'

const desk = aDesk()
const actor = { kind: 'user', userId: desk.userId, deviceId: desk.deviceId } as const

function decided(
  before: [TableName, AnyRow][],
  writes: Write[],
  more: Partial<DecidedCommand> = {},
): DecidedCommand {
  const rows = new Map(before.map(([table, row]) => [`${table} ${row.id}`, row]))
  const view = { seen: (table: TableName, id: string) => (rows.get(`${table} ${id}`) ?? null) as never }
  const command = { id: desk.newId(), name: 'order.change', payload: {}, actor, at: 1, takenAt: 2, rev: 7 }
  return { ...command, outcome: 'accepted', refusal: null, writes, view, ...more }
}

const changed = (field: string, from: unknown, to: unknown, part = '', label = '') =>
  ({ kind: 'changed', part, label, field, from, to }) as AuditChange

test('a changed line belongs to its order, and the total that follows comes last', () => {
  const order = anOrder(desk)
  const line = desk.ledger.all('order_lines').find(({ orderId }) => orderId === order.id)!
  const [entry, ...others] = auditEntries(
    decided(
      [
        ['orders', order],
        ['order_lines', line],
      ],
      [
        put('orders', { ...order, totalCents: 342_00, boxes: 3, poNumber: 'PS-1' }),
        put('order_lines', { ...line, boxes: 3, totalCents: 342_00 }),
      ],
    ),
    4,
  )
  expect(others).toEqual([])
  expect(entry).toMatchObject({ nth: 4, rev: 7, subject: `orders:${order.id}`, by: desk.userId, more: 0 })
  expect(entry?.changes).toEqual([
    changed('poNumber', '', 'PS-1', '', order.number),
    changed('boxes', 2, 3, 'line', line.description),
    changed('totalCents', 228_00, 342_00, '', order.number),
    changed('totalCents', 228_00, 342_00, 'line', line.description),
  ])
})

test('records inside a row are told one by one', () => {
  const customer = aCustomer(desk)
  const [shipTo] = customer.shipTos
  const after = {
    ...customer,
    shipTos: [
      { ...shipTo!, name: 'Studio' },
      { ...shipTo!, id: 'shop', name: 'Shop' },
    ],
  }
  const [entry] = auditEntries(decided([['customers', customer]], [put('customers', after)]), 1)
  const [renamed, added] = entry!.changes
  expect(renamed).toEqual(changed('name', 'Brooklyn workshop', 'Studio', 'ship-to', 'Brooklyn workshop'))
  expect(added).toMatchObject({
    kind: 'added',
    part: 'ship-to',
    label: 'Shop',
    values: { address: '12 Canal St, Brooklyn, NY, 11201, US' },
  })
})

test('an application is told to the payment and to the invoice, each with the other’s number', () => {
  const application = {
    id: desk.newId(),
    paymentId: desk.newId(),
    invoiceId: desk.newId(),
    customerId: desk.newId(),
    amountCents: 100_00,
    discountCents: 0,
    appliedOn: '2026-11-23',
    recordedBy: desk.userId,
    bookedWith: null,
    recordedAt: 0,
  }
  const payment = { id: application.paymentId, number: '5001' } as never
  const invoice = { id: application.invoiceId, number: '10001' } as never
  const entries = auditEntries(
    decided(
      [
        ['payments', payment],
        ['invoices', invoice],
      ],
      [put('applications', application)],
    ),
    1,
  )
  expect(entries.map(({ nth, subject, changes }) => [nth, subject, changes[0]?.label])).toEqual([
    [1, `payments:${application.paymentId}`, '10001'],
    [2, `invoices:${application.invoiceId}`, '5001'],
  ])
})

test('a refused command is told where it was meant, with what it asked for and why not', () => {
  const orderId = desk.newId()
  const payload = {
    orderId,
    changes: { poNumber: { from: '', to: 'x'.repeat(5000) }, 'no field': { from: 1, to: 2 } },
  }
  const refusal = refuse('order-confirmed', { number: '9'.repeat(900) })
  const [entry, ...others] = auditEntries(decided([], [], { payload, outcome: 'refused', refusal }), 1)
  expect(others).toEqual([])
  expect(entry).toMatchObject({
    subject: `orders:${orderId}`,
    outcome: 'refused',
    refusal: { code: 'order-confirmed' },
  })
  expect(entry?.changes).toHaveLength(1)
  expect(JSON.stringify(entry).length).toBeLessThan(1_500)
})

test('a refused command stands in the history of what it names: a refund, a picture’s credit, the company’s periods', () => {
  const [refundId, creditId] = [desk.newId(), desk.newId()]
  const refused: [name: string, payload: object, subject: string][] = [
    ['payment.cancel-refund', { refundId, canceledOn: '2026-11-25' }, `payments:${refundId}`],
    ['attachment.add', { subject: `credits:${creditId}`, name: 'boxes.jpg' }, `credits:${creditId}`],
    ['attachment.add', { subject: 'nowhere:1' }, ''],
    ['period.close', { through: '2026-10-31' }, 'companies:company'],
    ['period.reopen', { through: null }, 'companies:company'],
  ]
  for (const [name, payload, subject] of refused) {
    const refusal = refuse('not-allowed', { right: 'setup' })
    const entries = auditEntries(decided([], [], { name, payload, outcome: 'refused', refusal }), 1)
    expect(
      entries.map(entry => entry.subject),
      name,
    ).toEqual([subject])
  }
})

test('a command about nothing that has a history leaves an entry all the same', () => {
  for (const payload of [null, 'text', { orderId: 'no id' }, { orderId: ['x'] }]) {
    const entries = auditEntries(decided([], [], { payload }), 1)
    expect(entries.map(({ subject, changes }) => [subject, changes])).toEqual([['', []]])
  }
})

test('an entry stays small however much a command changes', () => {
  const order = anOrder(desk)
  const [line] = desk.ledger.all('order_lines')
  const writes = Array.from({ length: 500 }, (_, at) =>
    put('order_lines', {
      ...line!,
      id: desk.newId(),
      orderId: order.id,
      description: `${at} ${'漢😀'.repeat(600)}`,
    }),
  )
  const [entry] = auditEntries(decided([['orders', order]], writes), 1)
  expect(JSON.stringify(entry).length).toBeLessThan(12_000)
  expect(entry!.changes.length + entry!.more).toBe(500)
  expect(entry!.changes.every(({ label }) => label.isWellFormed())).toBe(true)
})

test('a paper that was mailed is told at its customer, each invoice in it, and the order behind that', () => {
  const customer = aCustomer(desk)
  const invoices = [1, 2].map(() => anInvoice(desk, { customerId: customer.id, totalCents: 50_00 }))
  const mail = (fields: Partial<MailRow>): MailRow => ({
    ...PLAIN_MAIL,
    id: desk.newId(),
    kind: 'links',
    customerId: customer.id,
    invoiceId: null,
    revision: 0,
    paymentId: null,
    linkId: null,
    recipient: 'ines@petal.example',
    subject: 'Open invoices',
    message: '',
    language: 'en',
    state: 'queued',
    attempts: 0,
    lastError: '',
    queuedAt: 1,
    queuedBy: desk.userId,
    sentAt: null,
    ...fields,
  })
  const seen = invoices.map((invoice): [TableName, AnyRow] => ['invoices', invoice])
  const subjects = (before: [TableName, AnyRow][], after: MailRow) =>
    auditEntries(decided(before, [put('mails', after)], { name: 'links.email' }), 1)
      .map(entry => entry.subject)
      .toSorted()
  const [first, second] = invoices as [InvoiceRow, InvoiceRow]
  const own = ({ id, orderId }: InvoiceRow) => [`invoices:${id}`, `orders:${orderId}`]
  const links = mail({ invoiceIds: invoices.map(({ id }) => id) })
  const all = [`customers:${customer.id}`, ...own(first), ...own(second)].toSorted()
  expect(subjects(seen, links)).toEqual(all)
  const one = mail({ kind: 'invoice', invoiceId: first.id })
  expect(subjects(seen, one)).toEqual([`customers:${customer.id}`, ...own(first)].toSorted())
  // How it fares is told at the invoice: its customer and order would hear it twice for each mail.
  expect(subjects([...seen, ['mails', one]], { ...one, state: 'sent' })).toEqual([`invoices:${first.id}`])
})
