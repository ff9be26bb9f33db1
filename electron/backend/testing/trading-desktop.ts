import { addDays } from '../../../shared/lib/dates.ts'
import { seededRandom } from '../../../shared/lib/seeded-random.ts'
import { ASKS, type AskName } from '../../../shared/protocol/desk.ts'
import {
  aCredit,
  aCustomer,
  aLink,
  anInvoice,
  anOrder,
  aPayment,
  aProduct,
  approved,
} from '../../../shared/testing/builders.ts'
import { accepted, aDesk, aUser, DESK_AT } from '../../../shared/testing/desk.ts'
import { startBackend } from '../backend.ts'
import { createHandlers } from '../serve/handlers.ts'
import { desktopUnderTest } from './desktop-under-test.ts'
import { memoryRelay } from './memory-relay.ts'

const TODAY = '2026-11-25'
const NAMES = [
  'Zoë’s Garden',
  'ZOE Imports',
  'Floristería Ñandú',
  'floristeria nandu',
  '花屋さくら',
  'Pétale  Ltée',
  '50% Off_Flowers',
  'İstanbul Çiçek',
]

/** A backend of a company with something of everything that lists show, asked as a screen asks it; an admin is logged in. */
export async function tradingDesktop() {
  const desk = aDesk()
  const random = seededRandom(7)
  const own = aUser(desk, ['sales-manager'], { manageOwnCustomers: true, name: 'Élodie' }).id
  const people = [desk.userId, own, aUser(desk, ['sales'], { name: 'elodie b' }).id]
  const customerIds = NAMES.map(
    (name, at) =>
      aCustomer(desk, {
        name,
        code: `K${at}0`,
        salespersonId: [null, ...people][at % 4] ?? null,
        tags: at % 2 ? ['vip'] : [],
      }).id,
  )
  for (const [at, description] of ['Rosé "Freedom"', 'rose white', 'Ruscus'].entries())
    aProduct(desk, { description, code: `R-${at}` })
  for (let at = 0; at < 60; at++) {
    const customerId = random.pick(customerIds)
    const issuedOn = addDays(TODAY, -random.between(0, 130))
    if (at % 6 === 0) {
      anOrder(desk, { customerId, orderedOn: issuedOn })
      continue
    }
    const invoice = anInvoice(desk, {
      customerId,
      issuedOn,
      totalCents: random.between(1, 900) * 100,
      poNumber: at % 4 ? `po-é${at % 5}` : '',
    })
    if (at % 5 < 3) {
      const link = aLink(desk, invoice.id)
      if (at % 10 === 0)
        accepted(desk.relay('link.record-try', { linkId: link.id, triedAt: DESK_AT, outcome: 'processing' }))
    }
    if (at % 7 === 1) {
      const credit = aCredit(desk, {
        customerId,
        creditedOn: issuedOn,
        totalCents: random.between(1, 50) * 100,
      })
      if (at % 2) approved(desk, credit, TODAY)
    }
    if (at % 3 !== 0) continue
    const totalCents = at % 9 === 0 ? invoice.totalCents : random.between(1, invoice.totalCents + 500)
    aPayment(desk, {
      customerId,
      totalCents,
      receivedOn: issuedOn,
      reference: `Résumé ${at}`,
      applications: [{ invoiceId: invoice.id, amountCents: Math.min(totalCents, invoice.totalCents) }],
    })
  }
  for (const [at, { id }] of desk.ledger.all('mails').entries())
    accepted(
      desk.relay('mail.record', {
        mailId: id,
        state: at % 3 === 0 ? 'undelivered' : 'sent',
        attempts: 1,
        at: DESK_AT,
        error: '',
        tokenLast4: 'abcd',
      }),
    )
  const [first, ...orders] = desk.ledger.all('orders').filter(({ status }) => status === 'draft')
  desk.must('order.void', { orderId: first!.id, voidedOn: TODAY })
  desk.must('order.place', { orderId: orders[0]!.id })
  const [opened] = desk.ledger.all('payment_links')
  accepted(desk.relay('link.record-open', { linkId: opened!.id, openedAt: DESK_AT }))
  desk.must('customer.change', {
    customerId: customerIds[0]!,
    changes: { creditHold: { from: false, to: true } },
  })
  for (const customerId of customerIds.slice(1, 3))
    desk.must('customer.change', { customerId, changes: { creditLimitCents: { from: null, to: 1_00 } } })
  const relay = memoryRelay(desk)
  relay.adopt(['mails', 'tasks', 'credits'])
  const here = desktopUnderTest(desk, relay)
  await here.exchange()
  here.close()
  const backend = startBackend(here.ports, here.directory.path, 'http://127.0.0.1:1')
  const handlers = createHandlers(backend) as unknown as Record<AskName, (input: unknown) => unknown>
  backend.logIn({ userId: desk.userId, userToken: null })
  const { currency, timeZone } = backend.context(null).company
  return {
    people,
    customerIds,
    company: { currency, timeZone },
    ask: async (name: AskName, input: object) =>
      (await handlers[name](ASKS[name].parse(input))) as Record<string, unknown>,
    logIn: (userId: string) => backend.logIn({ userId, userToken: null }),
    async stop() {
      await backend.stop()
      here.directory.remove()
    },
  }
}
