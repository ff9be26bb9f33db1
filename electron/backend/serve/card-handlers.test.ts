import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { refuse } from '../../../shared/domain/rejections.ts'
import { aCustomer, anInvoice, aPendingOrder } from '../../../shared/testing/builders.ts'
import { aDesk, aUser } from '../../../shared/testing/desk.ts'
import { type Backend, startBackend } from '../backend.ts'
import { DeskFault } from '../session/desk-session.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { memoryRelay } from '../testing/memory-relay.ts'
import { AskRefusal } from './answer-question.ts'
import type { AskRelay } from './ask-relay.ts'
import { cardHandlers } from './card-handlers.ts'

let stop: () => Promise<void>
let backend: Backend
let people: { admin: string; sales: string }
let trade: { customerId: string; orderId: string; ownOrderId: string; invoiceId: string }
let answer: () => unknown
let sent: unknown[]

const NAME = 'Wedding Works'
const LINK = '01a207d4-0002-7000-8000-00000000f0de'

beforeAll(async () => {
  const desk = aDesk()
  const sales = aUser(desk, ['sales']).id
  people = { admin: desk.userId, sales }
  const customerId = aCustomer(desk, { name: NAME, salespersonId: desk.userId }).id
  trade = {
    customerId,
    orderId: aPendingOrder(desk, { customerId }).id,
    ownOrderId: aPendingOrder(desk, { customerId, salespersonId: sales }).id,
    invoiceId: anInvoice(desk, { customerId }).id,
  }
  const relay = memoryRelay(desk)
  relay.adopt()
  const here = desktopUnderTest(desk, relay)
  await here.exchange()
  here.close()
  backend = startBackend(here.ports, here.directory.path, 'http://127.0.0.1:1')
  stop = async () => {
    await backend.stop()
    here.directory.remove()
  }
})
afterAll(() => stop())

beforeEach(() => {
  sent = []
  answer = () => ({ path: '/l/company/token', linkId: LINK })
  backend.logIn({ userId: people.admin, userToken: null })
})

const askRelay: AskRelay = async (_method, _path, schema, body) => {
  sent.push(body)
  return schema.parse(answer())
}

async function open(asked: { invoiceIds?: string[]; orderId?: string | null }) {
  const { customerId } = trade
  try {
    const input = { customerId, invoiceIds: [], orderId: null, ...asked }
    return await cardHandlers(backend, askRelay)['cards.phone-page'](input)
  } catch (error) {
    if (error instanceof AskRefusal) return error.refusal
    throw error
  }
}

const refusedBy = (code: 'invalid' | 'not-allowed') => () => {
  throw new AskRefusal(refuse(code, code === 'invalid' ? {} : { right: 'setup' }))
}

test('the page of an order names its link, and an older relay’s answer none', async () => {
  expect(await open({ orderId: trade.orderId })).toMatchObject({ linkId: LINK })
  answer = () => ({ path: '/l/company/token' })
  expect(await open({ invoiceIds: [trade.invoiceId] })).toMatchObject({ linkId: null })
})

test('for invoices an older relay is asked as it knows it, and for an order it is said what it lacks', async () => {
  const { customerId, invoiceId, orderId } = trade
  await open({ invoiceIds: [invoiceId] })
  expect(sent).toEqual([{ customerId, invoiceIds: [invoiceId] }])
  answer = refusedBy('invalid')
  expect(await open({ orderId })).toMatchObject({ code: 'relay-before-orders' })
  expect(await open({ invoiceIds: [invoiceId] })).toMatchObject({ code: 'invalid' })
})

test('another salesperson’s customer is said to be one, here and where only the relay knows', async () => {
  backend.logIn({ userId: people.sales, userToken: null })
  const theirs = { code: 'not-your-customer', params: { customer: NAME } }
  expect(await open({ orderId: trade.orderId })).toMatchObject(theirs)
  expect(sent).toEqual([])
  expect(await open({ orderId: trade.ownOrderId })).toMatchObject({ linkId: LINK })
  answer = refusedBy('not-allowed')
  expect(await open({ orderId: trade.ownOrderId })).toMatchObject(theirs)
  backend.logIn({ userId: people.admin, userToken: null })
  const lost = { code: 'not-allowed', params: { right: 'payments.receive' } }
  expect(await open({ orderId: trade.orderId })).toMatchObject(lost)
})

test('a relay that can’t be reached stays what it is', async () => {
  answer = () => {
    throw new DeskFault('unreachable')
  }
  await expect(open({ orderId: trade.orderId })).rejects.toThrow(DeskFault)
})
