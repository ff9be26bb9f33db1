import { expect, test } from 'vitest'
import {
  aCredit,
  aCustomer,
  aLink,
  anInvoice,
  anOrder,
  aPayment,
  aPendingOrder,
  approved,
  capturePayload,
  creditPayload,
  customerFields,
  orderPayload,
  paymentPayload,
  picturePayload,
  productFields,
} from '../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../testing/desk.ts'
import type { CommandName } from './commands.ts'
import { COMMANDS } from './commands.ts'
import { refuseByPhone } from './payment-link/refuse-by-phone.ts'
import {
  customersSeen,
  type Grant,
  grantFor,
  PERMISSIONS,
  type Permission,
  seesOwnOnly,
} from './permissions.ts'
import type { TableName } from './tables.ts'
import { ROLES, type Role } from './user/user-row.ts'
import type { View } from './view.ts'

const COLUMNS: Role[] = [
  'admin',
  'receivables',
  'cashier',
  'credit-manager',
  'sales-manager',
  'sales',
  'sales-allocations',
]

// biome-ignore format: domain table 7, row by row: ✓ all, o own customers, r own orders too, . none
const TABLE: Record<Permission, string> = {
  'orders.edit':             '✓ . ✓ . ✓ ✓ ✓',
  'documents.email':         '✓ ✓ ✓ . ✓ ✓ ✓',
  'receivables.view':        '✓ ✓ ✓ ✓ ✓ o o',
  'receivables.send':        '✓ ✓ ✓ . . o o',
  'payments.receive':        '✓ ✓ ✓ ✓ ✓ r r',
  'payments.reverse':        '✓ ✓ ✓ . . . .',
  'credits.create':          '✓ ✓ . ✓ ✓ ✓ ✓',
  'credits.approve':         '✓ . . ✓ ✓ . .',
  'credits.reopen':          '✓ . . ✓ . . .',
  'finance-charges':       '✓ ✓ . . . . .',
  'periods.close':         '✓ ✓ . . . . .',
  'periods.reopen':        '✓ . . . . . .',
  'credit.override':         '✓ . . ✓ . . .',
  'credit.override-own':     '✓ . . ✓ ✓ . .',
  'customers.edit':          '✓ ✓ . ✓ ✓ . .',
  'customers.edit-advanced': '✓ . . . . . .',
  'products.edit':           '✓ . . . ✓ . .',
  'tasks.close':             '✓ ✓ ✓ ✓ . . .',
  setup:                     '✓ . . . . . .',
}

const MARKS: Record<string, Grant | null> = { '✓': 'all', o: 'own', r: 'own-orders', '.': null }

const person = (roles: Role[], fields = {}) => ({ roles, active: true, manageOwnCustomers: false, ...fields })

test('the table names every right and every role', () => {
  expect(Object.keys(TABLE)).toEqual(Object.keys(PERMISSIONS))
  expect(COLUMNS).toEqual([...ROLES])
})

for (const [right, marks] of Object.entries(TABLE) as [Permission, string][]) {
  test.each(marks.split(' ').map((mark, at) => [COLUMNS[at]!, MARKS[mark]!] as const))(
    `${right}: %s may %s`,
    (role, grant) => {
      expect(grantFor(person([role]), right)).toBe(grant)
    },
  )
}

test('of several roles the widest grant counts', () => {
  expect(grantFor(person(['sales', 'cashier']), 'payments.receive')).toBe('all')
  expect(grantFor(person(['sales', 'credit-manager']), 'orders.edit')).toBe('all')
})

test('own customers narrows everything but an admin', () => {
  expect(grantFor(person(['sales-manager'], { manageOwnCustomers: true }), 'orders.edit')).toBe('own')
  expect(grantFor(person(['admin'], { manageOwnCustomers: true }), 'orders.edit')).toBe('all')
  expect(grantFor(person(['sales'], { manageOwnCustomers: true }), 'payments.receive')).toBe('own')
})

test('who is switched off may nothing', () => {
  for (const right of Object.keys(PERMISSIONS) as Permission[])
    expect(grantFor(person(['admin'], { active: false }), right)).toBeNull()
})

interface Scene {
  desk: Desk
  customerId: string
}

// A payload that would go through for an admin, for every command people give.
const PAYLOADS: Partial<Record<CommandName, (scene: Scene) => unknown>> = {
  'company.change': () => ({ changes: { phone: { from: '+1 305 555 0100', to: '+1 305 555 0101' } } }),
  'user.add': ({ desk }) => ({
    userId: desk.newId(),
    name: 'New',
    login: `${desk.nextNumber()}@aalsmeer.example`,
    roles: ['sales'],
    manageOwnCustomers: false,
    language: 'en',
  }),
  'user.change': ({ desk }) => ({
    userId: aUser(desk, ['sales'], { name: 'Before' }).id,
    changes: { name: { from: 'Before', to: 'After' } },
  }),
  'customer.add': ({ desk }) => ({ customerId: desk.newId(), ...customerFields(desk) }),
  'customer.change': ({ customerId }) => ({ customerId, changes: { phone: { from: '', to: '1' } } }),
  'product.add': ({ desk }) => ({ productId: desk.newId(), ...productFields(desk) }),
  'order.create': ({ desk, customerId }) => orderPayload(desk, { customerId }),
  'order.place': ({ desk, customerId }) => ({ orderId: anOrder(desk, { customerId }).id }),
  'order.void': ({ desk, customerId }) => ({
    orderId: anOrder(desk, { customerId }).id,
    voidedOn: '2026-11-25',
  }),
  'payment.receive': ({ desk, customerId }) => paymentPayload(desk, { customerId }),
  'payment.void': ({ desk, customerId }) => ({
    paymentId: aPayment(desk, { customerId }).id,
    voidedOn: '2026-11-25',
  }),
  'credit.create': ({ desk, customerId }) => creditPayload(desk, { customerId }),
  'credit.resubmit': ({ desk, customerId }) => {
    const { id: creditId, reason, creditedOn, lines, note } = aCredit(desk, { customerId, submit: false })
    return { creditId, reason, creditedOn, lines, note, answer: '' }
  },
  'credit.approve': ({ desk, customerId }) => {
    const credit = aCredit(desk, { customerId })
    return { creditId: credit.id, approvedOn: '2026-11-25', expectedTotalCents: credit.totalCents }
  },
  'credit.reject': ({ desk, customerId }) => ({
    creditId: aCredit(desk, { customerId }).id,
    note: 'No picture',
  }),
  'credit.reopen': ({ desk, customerId }) => ({
    creditId: approved(desk, aCredit(desk, { customerId })).id,
    reopenedOn: '2026-11-25',
    note: '',
  }),
  'attachment.add': ({ desk, customerId }) => picturePayload(desk, aCredit(desk, { customerId }).id),
  'attachment.remove': ({ desk, customerId }) => {
    const picture = picturePayload(desk, aCredit(desk, { customerId }).id)
    desk.must('attachment.add', picture)
    return { attachmentId: picture.attachmentId }
  },
  'payment.edit': ({ desk, customerId }) => ({
    paymentId: aPayment(desk, { customerId }).id,
    changes: { note: { from: '', to: 'A note' } },
  }),
  'payment.mark-nsf': ({ desk, customerId }) => ({
    paymentId: aPayment(desk, { customerId }).id,
    number: desk.nextNumber(),
    markedOn: '2026-11-25',
    note: '',
    feeCents: 35_00,
    feeNumber: desk.nextNumber(),
  }),
  'payment.mark-chargeback': ({ desk, customerId }) => ({
    paymentId: aPayment(desk, { customerId }).id,
    number: desk.nextNumber(),
    markedOn: '2026-11-25',
    note: '',
  }),
  'payment.refund': ({ desk, customerId }) => ({
    paymentId: aPayment(desk, { customerId }).id,
    number: desk.nextNumber(),
    refundedOn: '2026-11-25',
    amountCents: 1_00,
    by: 'registered',
    method: 'Cash',
    reference: '',
    note: '',
    releaseApplied: false,
  }),
  'payment.cancel-refund': ({ desk, customerId }) => {
    const capture = capturePayload(desk, aLink(desk, anInvoice(desk, { customerId }).id).id, 300_00)
    desk.relay('payment.capture', capture)
    const refund = {
      paymentId: capture.paymentId,
      number: desk.nextNumber(),
      refundedOn: '2026-11-25',
      amountCents: 1_00,
      by: 'source',
      method: '',
      reference: '',
      note: '',
      releaseApplied: false,
    }
    desk.must('payment.refund', refund)
    const { id } = desk.ledger.all('payments').find(({ kind }) => kind === 'refund')!
    return { refundId: id, canceledOn: '2026-11-25' }
  },
  'payment.email-receipt': ({ desk, customerId }) => ({
    paymentId: aPayment(desk, { customerId }).id,
    recipients: [{ mailId: desk.newId(), address: 'a@b.example' }],
    subject: 'Receipt',
    message: '',
    language: null,
  }),
  'finance-charge.issue': ({ desk, customerId }) => {
    anInvoice(desk, { customerId, issuedOn: '2026-08-01', totalCents: 100_00 })
    return {
      customerId,
      number: desk.nextNumber(),
      issuedOn: '2026-11-25',
      rateBps: 1000,
      fromDays: 31,
      expectedCents: 10_00,
    }
  },
  'link.revoke': ({ desk, customerId }) => ({
    linkId: aLink(desk, anInvoice(desk, { customerId }).id).id,
  }),
  'order.email': ({ desk, customerId }) => ({
    orderId: aPendingOrder(desk, { customerId }).id,
    recipients: [{ mailId: desk.newId(), address: 'a@b.example' }],
    subject: 'Order',
    message: '',
    linkId: desk.newId(),
  }),
  'document.email': ({ desk, customerId }) => ({
    invoiceId: anInvoice(desk, { customerId }).id,
    recipients: [{ mailId: desk.newId(), address: 'a@b.example' }],
    subject: 'Invoice',
    message: '',
    linkId: desk.newId(),
  }),
}

for (const [name, payloadFor] of Object.entries(PAYLOADS) as [CommandName, (scene: Scene) => unknown][]) {
  test.each(COLUMNS)(`${name} by %s is decided as the table says`, role => {
    const { permission } = COMMANDS[name]
    expect(permission).not.toBeNull()
    const grant = grantFor(person([role]), permission!)
    for (const isOwn of [true, false]) {
      const desk = aDesk()
      const user = aUser(desk, [role])
      const customerId = aCustomer(desk, { salespersonId: isOwn ? user.id : null }).id
      const code = desk.enter(name, payloadFor({ desk, customerId }), user.id).refusal?.code
      if (grant === null) expect(code).toBe('not-allowed')
      else if (grant !== 'all' && !isOwn) expect(code).toBe('not-your-customer')
      else expect(code).toBeUndefined()
    }
  })
}

test('Sales receives money for own orders of other people’s customers, and for nothing besides', () => {
  const desk = aDesk()
  const jorge = aUser(desk, ['sales'])
  const customerId = aCustomer(desk, { salespersonId: desk.userId }).id
  const own = anInvoice(desk, { customerId, salespersonId: jorge.id })
  const other = anInvoice(desk, { customerId, salespersonId: desk.userId })
  const receive = (invoices: (typeof own)[], by: string) => {
    const applications = invoices.map(({ id }) => ({ invoiceId: id, amountCents: 10_00 }))
    return desk.enter('payment.receive', paymentPayload(desk, { customerId, applications }), by).refusal?.code
  }
  expect(receive([own], jorge.id)).toBeUndefined()
  expect(receive([own, other], jorge.id)).toBe('not-your-customer')
  expect(receive([], jorge.id)).toBe('not-your-customer')
  const paymentId = aPayment(desk, { customerId }).id
  const apply = (invoiceId: string) => {
    const applications = [{ invoiceId, amountCents: 10_00 }]
    const payload = { paymentId, appliedOn: '2026-11-25', applications }
    return desk.enter('payment.apply', payload, jorge.id).refusal?.code
  }
  expect(apply(own.id)).toBeUndefined()
  expect(apply(other.id)).toBe('not-your-customer')
  const unapply = (invoiceId: string) =>
    desk.enter('payment.unapply', { paymentId, invoiceId, unappliedOn: '2026-11-25' }, jorge.id).refusal?.code
  expect(unapply(own.id)).toBeUndefined()
  const narrowed = aUser(desk, ['sales'], { manageOwnCustomers: true })
  const theirs = anInvoice(desk, { customerId, salespersonId: narrowed.id })
  expect(receive([theirs], narrowed.id)).toBe('not-your-customer')
})

test('Sales receives a prepayment for an own order, as a card for it by telephone, and for no other', () => {
  const desk = aDesk()
  const jorge = aUser(desk, ['sales'])
  const narrowed = aUser(desk, ['sales'], { manageOwnCustomers: true })
  const customerId = aCustomer(desk, { salespersonId: desk.userId }).id
  const other = aCustomer(desk, { salespersonId: desk.userId }).id
  const view = { get: (table: TableName, id: string) => desk.ledger.row(table, id) } as Pick<View, 'get'>
  const orderOf = (salespersonId: string) => anOrder(desk, { customerId, salespersonId }).id
  const codes = (orderId: string, whose: string, by: string) => {
    const payload = { ...paymentPayload(desk, { customerId: whose, applications: [] }), orderId }
    const user = desk.ledger.row('users', by)
    const asked = { customerId: whose, invoiceIds: [], orderId }
    return [desk.enter('payment.receive', payload, by).refusal?.code, refuseByPhone(user, asked, view)?.code]
  }
  const allowed = [undefined, undefined]
  const refused = ['not-your-customer', 'not-your-customer']
  const own = orderOf(jorge.id)
  expect(codes(own, customerId, jorge.id)).toEqual(allowed)
  expect(codes(own, other, jorge.id)).toEqual(refused)
  expect(codes(orderOf(desk.userId), customerId, jorge.id)).toEqual(refused)
  expect(codes(orderOf(narrowed.id), customerId, narrowed.id)).toEqual(refused)
  expect(codes(own, customerId, desk.userId)).toEqual(allowed)
  const confirmed = orderOf(jorge.id)
  desk.must('order.confirm', { orderId: confirmed, issuedOn: '2026-11-25', expectedTotalCents: 228_00 })
  expect(codes(confirmed, customerId, jorge.id)[0]).toBe('not-your-customer')
  const voided = orderOf(jorge.id)
  desk.must('order.void', { orderId: voided, voidedOn: '2026-11-25', releasePayments: false })
  expect(codes(voided, customerId, jorge.id)[0]).toBe('not-your-customer')
  const invoice = anInvoice(desk, { customerId, salespersonId: jorge.id })
  const foreign = anInvoice(desk, { customerId, salespersonId: desk.userId })
  const byPhone = (invoiceIds: string[]) =>
    refuseByPhone(jorge, { customerId, invoiceIds, orderId: null }, view)?.code
  expect(byPhone([invoice.id])).toBeUndefined()
  expect(byPhone([invoice.id, foreign.id])).toBe('not-your-customer')
})

test('the Advanced tab of a customer needs the right to it besides', () => {
  const desk = aDesk()
  const { id: customerId } = aCustomer(desk)
  const payload = { customerId, changes: { poRequired: { from: false, to: true } } }
  for (const role of ['receivables', 'credit-manager', 'sales-manager'] as const) {
    expect(desk.enter('customer.change', payload, aUser(desk, [role]).id).refusal).toMatchObject({
      code: 'not-allowed',
      params: { right: 'customers.edit-advanced' },
    })
  }
  desk.must('customer.change', payload)
})

test('someone nobody knows may nothing, the relay everything of its own', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const link = aLink(desk, invoice.id)
  expect(desk.enter('order.create', orderPayload(desk), desk.newId()).refusal?.code).toBe('unknown-user')
  expect(desk.relay('link.record-open', { linkId: link.id, openedAt: 0 }).refusal).toBeNull()
})

test.each<[readonly Role[], boolean, ReturnType<typeof customersSeen>]>([
  [['sales'], false, 'own-receivables'],
  [['sales-allocations'], false, 'own-receivables'],
  [['sales'], true, 'own'],
  [['sales', 'receivables'], false, 'all'],
  [['sales', 'receivables'], true, 'own'],
  [['sales-manager'], false, 'all'],
  [['credit-manager'], true, 'own'],
  [['admin', 'sales'], true, 'all'],
])('%j, managing own customers %s, sees %s', (roles, manageOwnCustomers, seen) => {
  const user = { roles: [...roles], manageOwnCustomers, active: true }
  expect(customersSeen(user)).toBe(seen)
  expect([seesOwnOnly(user, null), seesOwnOnly(user, 'receivables.view')]).toEqual([
    seen === 'own',
    seen !== 'all',
  ])
})
