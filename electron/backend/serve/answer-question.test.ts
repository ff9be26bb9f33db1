import { expect, test } from 'vitest'
import { refuse } from '../../../shared/domain/rejections.ts'
import { aCustomer, aLine, anOrder } from '../../../shared/testing/builders.ts'
import { aDesk } from '../../../shared/testing/desk.ts'
import { DeskFault } from '../session/desk-session.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { memoryRelay } from '../testing/memory-relay.ts'
import { AskRefusal, answerQuestion, type Handlers } from './answer-question.ts'

const ask = (handler: () => unknown, logged: unknown[] = []) =>
  answerQuestion(
    { 'sync.now': handler } as unknown as Handlers,
    { id: 7, ask: 'sync.now', input: {} },
    (_ask, error) => logged.push(error),
  )

test('a value, a refusal and a fault each have their own answer', async () => {
  expect(await ask(() => ({ phase: 'offline' }))).toEqual({ id: 7, ok: true, value: { phase: 'offline' } })
  const refusal = refuse('order-empty', { number: '10001' })
  const refuses = () => {
    throw new AskRefusal(refusal)
  }
  expect(await ask(refuses)).toEqual({ id: 7, ok: false, refusal })
  const fails = () => {
    throw new DeskFault('unreachable')
  }
  expect(await ask(fails)).toEqual({ id: 7, ok: false, fault: 'unreachable' })
})

test('what went wrong inside is logged and never leaves', async () => {
  const logged: unknown[] = []
  const bug = new Error('SELECT * FROM secret at /home/someone')
  const fails = () => {
    throw bug
  }
  expect(await ask(fails, logged)).toEqual({ id: 7, ok: false, fault: 'internal' })
  expect(logged).toEqual([bug])
})

test('a full disk is said, nothing is half written, and work goes on when there is room again', async () => {
  const desk = aDesk()
  const order = anOrder(desk, { customerId: aCustomer(desk).id })
  const relay = memoryRelay(desk)
  relay.adopt()
  const here = desktopUnderTest(desk, relay)
  await here.exchange()
  const pages = here.profile.writer.pragma('page_count', { simple: true })
  here.profile.writer.pragma(`max_page_count = ${pages}`)
  const note = 'x'.repeat(4000)
  const fill = () => {
    for (let n = 0; n < 50; n++) {
      const line = { ...aLine(desk), description: `${n} ${note}`.slice(0, 200) }
      here.must('order.add-line', { orderId: order.id, position: n + 2, line })
    }
  }
  expect(await ask(fill)).toEqual({ id: 7, ok: false, fault: 'disk-full' })
  const lines = here.profile.writer.prepare('SELECT count(*) FROM order_lines').pluck().get() as number
  expect(here.sync.queuedCount(), 'each line that is there is queued, and no other').toBe(lines - 1)
  expect(here.row('orders', order.id)?.linesCents).toBe(lines * 228_00)
  here.profile.writer.pragma('max_page_count = 1000000')
  here.must('order.change', { orderId: order.id, changes: { poNumber: { from: '', to: 'PS-1' } } })
  await here.exchange()
  expect(here.sync.queuedCount()).toBe(0)
  expect(here.row('orders', order.id)?.poNumber).toBe('PS-1')
  here.remove()
})
