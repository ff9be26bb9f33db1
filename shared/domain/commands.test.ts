import { expect, test } from 'vitest'
import { aCustomer, anInvoice, aPayment, aProduct, productFields } from '../testing/builders.ts'
import { aDesk, aUser } from '../testing/desk.ts'
import { COMMANDS, commandNamed } from './commands.ts'
import { TABLE_NAMES, tableOf } from './tables.ts'

test('every command is found under its own name and says what it is', () => {
  for (const [name, command] of Object.entries(COMMANDS)) {
    expect(commandNamed(name)).toBe(command)
    expect(command.name).toBe(name)
    expect(command.version).toBeGreaterThanOrEqual(1)
    expect(command.by === 'relay' ? command.permission : null).toBeNull()
  }
  for (const name of ['constructor', '__proto__', 'toString', '']) expect(commandNamed(name)).toBeNull()
})

test('rows are looked up by columns that are there', () => {
  for (const name of TABLE_NAMES) {
    const { columns, refs } = tableOf(name)
    for (const ref of refs) expect(Object.keys(columns)).toContain(ref)
  }
})

test('there is one company, made once', () => {
  const desk = aDesk()
  const { id: _, ...settings } = desk.ledger.row('companies', 'company')
  expect(desk.relay('company.create', settings).refusal?.code).toBe('already-exists')
})

test('settings merge field by field', () => {
  const desk = aDesk()
  desk.must('company.change', { changes: { linkHours: { from: 24, to: 48 } } })
  const stale = { changes: { linkHours: { from: 24, to: 72 } } }
  expect(desk.enter('company.change', stale).refusal).toMatchObject({
    code: 'changed-meanwhile',
    params: { yours: 72, theirs: 48 },
  })
})

test('a product code is one product’s, accents and case aside', () => {
  const desk = aDesk()
  const rose = aProduct(desk, { code: 'Rosé 60' })
  const second = { productId: desk.newId(), ...productFields(desk), code: 'ROSE 60' }
  expect(desk.enter('product.add', second).refusal).toMatchObject({
    code: 'product-code-taken',
    field: 'code',
  })
  const other = aProduct(desk)
  const change = (from: string, to: string, productId = other.id) =>
    desk.enter('product.change', { productId, changes: { code: { from, to } } }).refusal
  expect(change(other.code, 'rose 60')?.code).toBe('product-code-taken')
  expect(change('Rosé 60', 'ROSE 60', rose.id)).toBeNull()
  expect(change(other.code, 'ROSE 70')).toBeNull()
})

test('a login is one person’s, case aside, and comes free again', () => {
  const desk = aDesk()
  const maria = aUser(desk, ['cashier'], { login: 'maria@aalsmeer.example' })
  const second = {
    userId: desk.newId(),
    name: 'M',
    login: 'MARIA@aalsmeer.example',
    roles: ['sales'] as const,
  }
  const payload = { ...second, manageOwnCustomers: false, language: 'en' }
  expect(desk.enter('user.add', payload).refusal?.code).toBe('login-taken')
  desk.must('user.change', {
    userId: maria.id,
    changes: { login: { from: maria.login, to: 'ospina@aalsmeer.example' } },
  })
  desk.must('user.add', payload)
})

test('who is switched off gives no more commands', () => {
  const desk = aDesk()
  const user = aUser(desk, ['admin'])
  desk.must('user.change', { userId: user.id, changes: { active: { from: true, to: false } } })
  const change = { changes: { linkHours: { from: 24, to: 48 } } }
  expect(desk.enter('company.change', change, user.id).refusal?.code).toBe('not-allowed')
})

test('tasks are closed once, by whoever came first', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  aPayment(desk, { customerId, reference: '1042' })
  aPayment(desk, { customerId, reference: '1042' })
  const taskId = desk.ledger.all('tasks')[0]!.id
  const cashier = aUser(desk, ['cashier'])
  desk.must('task.close', { taskId }, cashier.id)
  expect(desk.must('task.close', { taskId }).writes).toEqual([])
  expect(desk.ledger.row('tasks', taskId)).toMatchObject({ state: 'done', closedBy: cashier.id })
  expect(desk.enter('task.close', { taskId: desk.newId() }).refusal?.code).toBe('unknown-task')
  expect(desk.enter('sync-issue.close', { issueId: desk.newId() }).refusal?.code).toBe('unknown-task')
})

test('every record a command makes has an id of its own', () => {
  const desk = aDesk()
  for (let n = 0; n < 3; n++) anInvoice(desk)
  // A balance is its customer's, by the customer's id.
  const tables = TABLE_NAMES.filter(table => table !== 'customer_balances')
  const ids = tables.flatMap(table => desk.ledger.all(table).map(row => row.id))
  expect(new Set(ids).size).toBe(ids.length)
})
