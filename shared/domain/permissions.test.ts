import { expect, test } from 'vitest'
import {
  aCustomer,
  aLink,
  anInvoice,
  anOrder,
  aPayment,
  customerFields,
  orderPayload,
  paymentPayload,
  productFields,
} from '../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../testing/desk.ts'
import type { CommandName } from './commands.ts'
import { COMMANDS } from './commands.ts'
import { type Grant, grantFor, PERMISSIONS, type Permission } from './permissions.ts'
import { ROLES, type Role } from './user/user-row.ts'

const COLUMNS: Role[] = [
  'admin',
  'receivables',
  'cashier',
  'credit-manager',
  'sales-manager',
  'sales',
  'sales-allocations',
]

// biome-ignore format: the table of the trade, row by row: ✓ all, o own customers, . none
const TABLE: Record<Permission, string> = {
  'orders.edit':             '✓ . ✓ . ✓ ✓ ✓',
  'documents.email':         '✓ ✓ ✓ . ✓ ✓ ✓',
  'receivables.view':        '✓ ✓ ✓ ✓ ✓ o o',
  'payments.receive':        '✓ ✓ ✓ ✓ ✓ o o',
  'payments.reverse':        '✓ ✓ ✓ . . . .',
  'credit.override':         '✓ . . ✓ . . .',
  'credit.override-own':     '✓ . . ✓ ✓ . .',
  'customers.edit':          '✓ ✓ . ✓ ✓ . .',
  'customers.edit-advanced': '✓ . . . . . .',
  'products.edit':           '✓ . . . ✓ . .',
  'tasks.close':             '✓ ✓ ✓ ✓ . . .',
  setup:                     '✓ . . . . . .',
}

const MARKS: Record<string, Grant | null> = { '✓': 'all', o: 'own', '.': null }

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
      else if (grant === 'own' && !isOwn) expect(code).toBe('not-your-customer')
      else expect(code).toBeUndefined()
    }
  })
}

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
