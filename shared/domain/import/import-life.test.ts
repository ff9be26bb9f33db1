import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import {
  aCustomer,
  anInvoice,
  anOrder,
  aPayment,
  aProduct,
  customerFields,
  productFields,
} from '../../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../testing/desk.ts'
import { verifyBalances } from '../verify-balances.ts'
import type { ImportKind } from './import-row.ts'
import type { ImportedRows } from './import-rows.ts'

const ON = '2026-11-25'

function started(desk: Desk, kind: ImportKind): string {
  const importId = desk.newId()
  desk.must('import.start', { importId, kind, fileName: 'list.csv', rowCount: 3, totalCents: 0 })
  return importId
}

function chunkOf(desk: Desk, importId: string) {
  return desk.ledger.all('import_chunks').findLast(chunk => chunk.importId === importId)!
}

function undo(desk: Desk, importId: string, inUseIds: string[] = []) {
  desk.must('import.undo-chunk', { importId, chunkId: chunkOf(desk, importId).id, undoneOn: ON, inUseIds })
  return chunkOf(desk, importId)
}

function opening(
  customerId: string,
  fields: Partial<ImportedRows['invoices']> = {},
): ImportedRows['invoices'] {
  return {
    number: '1001',
    customerId,
    issuedOn: '2026-07-20',
    dueOn: '2026-08-19',
    termsCode: '',
    poNumber: 'PO-7',
    totalCents: 500_00,
    openCents: 300_00,
    ...fields,
  }
}

const credit = (customerId: string, number = 'CM-1', openCents = 40_00) => ({
  number,
  customerId,
  creditedOn: '2026-08-12',
  reason: 'Damaged',
  totalCents: openCents,
  openCents,
})

const payment = (customerId: string, number = 'P-1', openCents = 50_00) => ({
  number,
  customerId,
  receivedOn: '2026-08-28',
  method: 'Check',
  reference: '991',
  note: '',
  openCents,
})

const add = (desk: Desk, importId: string, kind: ImportKind, rows: unknown[]) =>
  desk.enter('import.add-rows', { importId, position: 0, kind, rows })

const findings = (desk: Desk) => verifyBalances(booksOf(desk.ledger)).findings

test('opening invoices, credits and payments come in with balances that are proved, and can be used', () => {
  const desk = aDesk()
  const { id: customerId } = aCustomer(desk)
  expect(add(desk, started(desk, 'invoices'), 'invoices', [opening(customerId)]).refusal).toBeNull()
  expect(add(desk, started(desk, 'credits'), 'credits', [credit(customerId)]).refusal).toBeNull()
  expect(add(desk, started(desk, 'payments'), 'payments', [payment(customerId)]).refusal).toBeNull()
  const [invoice] = desk.ledger.all('invoices')
  expect(invoice).toMatchObject({
    kind: 'opening',
    orderId: '',
    totalCents: 300_00,
    openCents: 300_00,
    termsCode: 'NET30',
  })
  // The paper tells what was paid before.
  const [revision] = desk.ledger.all('invoice_revisions')
  expect(revision?.content).toMatchObject({
    linesCents: 500_00,
    charges: [{ label: 'Paid before', amountCents: -200_00 }],
    totalCents: 300_00,
  })
  const [paper] = desk.ledger.all('credits')
  const entry = desk.ledger.row('payments', paper!.paymentId!)
  expect(entry).toMatchObject({ kind: 'credit', unappliedCents: 40_00, creditId: paper!.id })
  expect(desk.ledger.row('customer_balances', customerId)).toMatchObject({
    openCents: 300_00,
    unappliedCents: 90_00,
  })
  desk.must('payment.apply', {
    paymentId: entry.id,
    appliedOn: ON,
    applications: [{ invoiceId: invoice!.id, amountCents: 40_00 }],
  })
  expect(findings(desk)).toEqual([])
})

test('what is here already adds nothing and is counted, a second time and within one chunk', () => {
  const desk = aDesk()
  const { id: customerId, code } = aCustomer(desk)
  aProduct(desk, { code: 'Rosé 60' })
  const rows = [opening(customerId), opening(customerId), opening(customerId, { number: '1002' })]
  add(desk, started(desk, 'invoices'), 'invoices', rows)
  const again = started(desk, 'invoices')
  add(desk, again, 'invoices', rows)
  expect(chunkOf(desk, again)).toMatchObject({ addedIds: [], knownCount: 3 })
  expect(desk.ledger.all('invoices')).toHaveLength(2)
  const people = started(desk, 'customers')
  add(desk, people, 'customers', [
    customerFields(desk, { code: code.toLowerCase() }),
    customerFields(desk, { code: 'NEW' }),
  ])
  expect(chunkOf(desk, people)).toMatchObject({ knownCount: 1, addedIds: [expect.any(String)] })
  const flowers = started(desk, 'products')
  add(desk, flowers, 'products', [productFields(desk, { code: 'ROSE 60' })])
  expect(chunkOf(desk, flowers)).toMatchObject({ addedIds: [], knownCount: 1 })
  for (const kind of ['credits', 'payments'] as const) {
    const row = kind === 'credits' ? credit(customerId) : payment(customerId)
    const first = started(desk, kind)
    add(desk, first, kind, [row])
    const second = started(desk, kind)
    add(desk, second, kind, [row])
    expect([chunkOf(desk, first).knownCount, chunkOf(desk, second).knownCount]).toEqual([0, 1])
  }
  expect(findings(desk)).toEqual([])
})

test('a chunk comes in whole or is refused at its row', () => {
  const desk = aDesk({ closedThrough: '2026-06-30' })
  const petal = aCustomer(desk)
  const other = aCustomer(desk)
  const importId = started(desk, 'invoices')
  add(desk, importId, 'invoices', [opening(petal.id)])
  const refused = (...rows: ImportedRows['invoices'][]) => {
    const { refusal } = add(desk, importId, 'invoices', [opening(petal.id, { number: '7' }), ...rows])
    expect(desk.ledger.all('invoices')).toHaveLength(1)
    return refusal
  }
  expect(refused(opening(other.id))).toMatchObject({ code: 'number-used', field: 'rows.1.number' })
  expect(refused(opening(other.id, { number: '7' }))).toMatchObject({
    code: 'number-used',
    field: 'rows.1.number',
  })
  expect(refused(opening(desk.newId(), { number: '8' }))).toMatchObject({
    code: 'unknown-customer',
    field: 'rows.1.customerId',
  })
  expect(refused(opening(petal.id, { number: '8', issuedOn: '2026-06-30' }))).toMatchObject({
    code: 'period-closed',
    params: { on: '2026-06-30', closedThrough: '2026-06-30' },
    field: 'rows.1.issuedOn',
  })
  expect(refused(opening(petal.id, { number: '8', openCents: 600_00 }))?.code).toBe('invalid')
  const people = started(desk, 'customers')
  const wrong = add(desk, people, 'customers', [customerFields(desk, { termsCode: 'NET999' })])
  expect(wrong.refusal).toMatchObject({ code: 'unknown-terms', field: 'rows.0.termsCode' })
  expect(add(desk, people, 'invoices', [opening(petal.id)]).refusal?.code).toBe('unknown-import')
})

test('an undo takes back what nobody used, gives its numbers free, and keeps the rest', () => {
  const desk = aDesk()
  const { id: customerId } = aCustomer(desk)
  const importId = started(desk, 'invoices')
  add(desk, importId, 'invoices', [opening(customerId), opening(customerId, { number: '1002' })])
  const [first, second] = desk.ledger.all('invoices')
  aPayment(desk, {
    customerId,
    totalCents: 100_00,
    applications: [{ invoiceId: second!.id, amountCents: 100_00 }],
  })
  expect(undo(desk, importId)).toMatchObject({ addedIds: [second!.id], state: 'added' })
  expect(desk.ledger.row('invoices', first!.id)).toMatchObject({ status: 'void', openCents: 0, voidedOn: ON })
  expect(desk.ledger.row('invoices', second!.id)).toMatchObject({ status: 'open', openCents: 200_00 })
  expect(findings(desk)).toEqual([])
  // Under its own number again, and the one that stayed is known.
  const again = started(desk, 'invoices')
  add(desk, again, 'invoices', [opening(customerId), opening(customerId, { number: '1002' })])
  expect(chunkOf(desk, again)).toMatchObject({ knownCount: 1, addedIds: [expect.any(String)] })
  undo(desk, again)
  for (const kind of ['credits', 'payments'] as const) {
    const one = started(desk, kind)
    add(desk, one, kind, [kind === 'credits' ? credit(customerId) : payment(customerId)])
    expect(undo(desk, one)).toMatchObject({ addedIds: [], state: 'undone' })
    const other = started(desk, kind)
    add(desk, other, kind, [kind === 'credits' ? credit(customerId) : payment(customerId)])
    expect(chunkOf(desk, other).knownCount).toBe(0)
    undo(desk, other)
  }
  expect(desk.ledger.all('credits').map(paper => paper.status)).toEqual(['rejected', 'rejected'])
  expect(desk.ledger.row('customer_balances', customerId)).toMatchObject({
    openCents: 200_00,
    unappliedCents: 0,
  })
  expect(findings(desk)).toEqual([])
})

test('customers with documents stay, others go; products on orders stay', () => {
  const desk = aDesk()
  const importId = started(desk, 'customers')
  add(desk, importId, 'customers', [customerFields(desk, { code: 'A' }), customerFields(desk, { code: 'B' })])
  const [one, two] = desk.ledger.all('customers')
  anOrder(desk, { customerId: one!.id })
  expect(undo(desk, importId)).toMatchObject({ addedIds: [one!.id] })
  expect(desk.ledger.find('customers', two!.id)).toBeNull()
  expect(desk.ledger.find('customer_balances', two!.id)).toBeNull()
  const flowers = started(desk, 'products')
  add(desk, flowers, 'products', [productFields(desk), productFields(desk)])
  const [rose, lily] = chunkOf(desk, flowers).addedIds
  expect(undo(desk, flowers, [rose!]).addedIds).toEqual([rose])
  expect(desk.ledger.find('products', lily!)).toBeNull()
  expect(findings(desk)).toEqual([])
})

test('an invoice that was mailed has left the house, and stays', () => {
  const desk = aDesk()
  const { id: customerId } = aCustomer(desk)
  const importId = started(desk, 'invoices')
  add(desk, importId, 'invoices', [opening(customerId)])
  const [invoice] = desk.ledger.all('invoices')
  const recipients = [{ mailId: desk.newId(), address: 'pay@petal.example' }]
  desk.must('document.email', {
    invoiceId: invoice!.id,
    recipients,
    subject: 'Invoice',
    message: '',
    linkId: null,
  })
  expect(undo(desk, importId).addedIds).toEqual([invoice!.id])
})

test('an import ends once, and only administrators import', () => {
  const desk = aDesk()
  const { id: customerId } = anInvoice(desk)
  const importId = started(desk, 'invoices')
  desk.must('import.finish', { importId, state: 'undone' })
  expect(desk.enter('import.finish', { importId, state: 'committed' }).refusal?.code).toBe('import-ended')
  expect(desk.must('import.finish', { importId, state: 'undone' }).writes).toEqual([])
  expect(add(desk, importId, 'invoices', [opening(customerId)]).refusal?.code).toBe('import-ended')
  expect(desk.enter('import.finish', { importId: desk.newId(), state: 'undone' }).refusal?.code).toBe(
    'unknown-import',
  )
  const cashier = aUser(desk, ['cashier', 'receivables', 'credit-manager', 'sales-manager'])
  const payload = { importId: desk.newId(), kind: 'customers', fileName: 'a.csv', rowCount: 1, totalCents: 0 }
  expect(desk.enter('import.start', payload, cashier.id).refusal).toMatchObject({
    code: 'not-allowed',
    params: { right: 'setup' },
  })
})
