import { expect, test } from 'vitest'
import { aCustomer, aPayment } from '../../testing/builders.ts'
import { aDesk, aUser } from '../../testing/desk.ts'

test('a task closed by mistake waits again, once, and only where there is one', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  aPayment(desk, { customerId, reference: '1042' })
  aPayment(desk, { customerId, reference: '1042' })
  const task = desk.ledger.all('tasks')[0]!
  expect(desk.must('task.reopen', { taskId: task.id }).writes).toEqual([])
  desk.must('task.close', { taskId: task.id })
  desk.must('task.reopen', { taskId: task.id }, aUser(desk, ['cashier']).id)
  expect(desk.ledger.row('tasks', task.id)).toEqual(task)
  const sales = aUser(desk, ['sales']).id
  expect(desk.enter('task.reopen', { taskId: task.id }, sales).refusal?.code).toBe('not-allowed')
  expect(desk.enter('task.reopen', { taskId: desk.newId() }).refusal?.code).toBe('unknown-task')
})
