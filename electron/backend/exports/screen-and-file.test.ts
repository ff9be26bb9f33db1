import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '../../../shared/lib/dates.ts'
import { seededRandom } from '../../../shared/lib/seeded-random.ts'
import { ASKS, type AskName } from '../../../shared/protocol/desk.ts'
import { EXPORTED_LISTS, type ExportedList } from '../../../shared/protocol/export-asks.ts'
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
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { memoryRelay } from '../testing/memory-relay.ts'
import { LIST_FIELDS, type ListField } from './list-fields.ts'
import type { ListTable } from './list-table.ts'
import { writeCsv } from './write-csv.ts'

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
const SEARCHES = [
  '',
  'zoe',
  'ZOË',
  'Floristeria',
  'ñandu',
  '花屋',
  'petale ltee',
  '%',
  '_',
  '´',
  'K0',
  '10',
  'po-é',
  'PO-É',
  'check',
  'example',
  'rosé',
  'rose',
  'İ',
  'i',
  'damaged',
  '5',
]

type Ask = (name: AskName, input: object) => Promise<Record<string, unknown>>

let ask: Ask
let logIn: (userId: string) => void
let people: string[]
let company: Pick<ListTable, 'currency' | 'timeZone'>
let customerIds: string[]
let stop: () => Promise<void>

beforeAll(async () => {
  const desk = aDesk()
  const random = seededRandom(7)
  const own = aUser(desk, ['sales-manager'], { manageOwnCustomers: true, name: 'Élodie' }).id
  people = [desk.userId, own, aUser(desk, ['sales'], { name: 'elodie b' }).id]
  customerIds = NAMES.map(
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
    const totalCents = random.between(1, invoice.totalCents + 500)
    aPayment(desk, {
      customerId,
      totalCents,
      receivedOn: issuedOn,
      reference: `Résumé ${at}`,
      applications: [{ invoiceId: invoice.id, amountCents: Math.min(totalCents, invoice.totalCents) }],
    })
  }
  for (const { id } of desk.ledger.all('mails'))
    accepted(
      desk.relay('mail.record', {
        mailId: id,
        state: 'sent',
        attempts: 1,
        at: DESK_AT,
        error: '',
        tokenLast4: '',
      }),
    )
  const relay = memoryRelay(desk)
  relay.adopt(['mails', 'tasks', 'credits'])
  const here = desktopUnderTest(desk, relay)
  await here.exchange()
  here.close()
  const backend = startBackend(here.ports, here.directory.path, 'http://127.0.0.1:1')
  const handlers = createHandlers(backend) as unknown as Record<AskName, (input: unknown) => unknown>
  ask = async (name, input) => (await handlers[name](ASKS[name].parse(input))) as Record<string, unknown>
  logIn = userId => backend.logIn({ userId, userToken: null })
  logIn(desk.userId)
  const { currency, timeZone } = backend.context(null).company
  company = { currency, timeZone }
  stop = async () => {
    await backend.stop()
    here.directory.remove()
  }
})

afterAll(() => stop())

const customer = () =>
  fc
    .option(fc.nat(NAMES.length - 1), { nil: null, freq: 3 })
    .map(at => ({ customerId: at === null ? null : customerIds[at]! }))
const one = <V>(field: string, ...values: V[]) =>
  fc.constantFrom(...values).map(value => ({ [field]: value }))
const none = fc.constant({})

/** What each list is filtered by besides its search. */
const FILTERS: { [L in ExportedList]: () => readonly fc.Arbitrary<object>[] } = {
  'orders.summary': () => [
    one('status', 'all', 'draft', 'pending', 'hold', 'confirmed', 'voided', 'unpaid', 'paid'),
    customer(),
  ],
  'invoices.open': () => [
    one('chip', 'all', 'past-due', 'no-link', 'opened-unpaid', 'undelivered'),
    one('bucket', null, 0, 1, 3),
    customer(),
  ],
  'payments.history': () => [
    one('kind', 'all', 'payment', 'credit', 'refund'),
    one('from', null, '2026-10-01'),
    one('to', null, '2026-11-10'),
    customer(),
  ],
  'credits.list': () => [one('chip', 'all', 'noted', 'waiting', 'rejected', 'approved', 'left'), customer()],
  'aging.customers': () => [
    one('chip', 'all', 'past-due', 'over-limit', 'on-hold', 'credits', 'no-statement'),
    one('asOf', TODAY, '2026-10-31', '2026-09-15'),
  ],
  'links.list': () => [
    one('step', 'sent', 'opened', 'paid', 'expired', 'undelivered', 'revoked'),
    one('days', 7, 30, 3650),
  ],
  'link-payments.list': () => [one('chip', 'all', 'processing', 'captured'), one('days', 30, 3650)],
  'payouts.list': () => [none],
  'customers.list': () => [
    one('active', 'active', 'all', 'inactive'),
    one('only', 'all', 'hold', 'over-limit'),
    one('tag', '', 'vip'),
  ],
  'products.list': () => [one('active', 'active', 'all')],
  'users.list': () => [one('active', 'active', 'all', 'inactive')],
}

test.each(EXPORTED_LISTS)(
  '%s: a file has the rows, the order and the totals of the screen’s pages',
  async list => {
    const ids = Object.keys(LIST_FIELDS[list])
    let rowCount = 0
    const filter = fc
      .tuple(
        fc.record({
          search: fc.oneof(fc.constant(''), fc.constantFrom(...SEARCHES)),
          sort: fc.constantFrom('', ...ids),
          descending: fc.boolean(),
        }),
        ...FILTERS[list](),
      )
      .map(parts => Object.assign({}, ...parts) as object)
    const who = list === 'users.list' ? fc.constant(people[0]!) : fc.constantFrom(people[0]!, ...people)
    await fc.assert(
      fc.asyncProperty(who, filter, async (userId, input) => {
        logIn(userId)
        const screen = await shown(list, input)
        rowCount += screen.rows.length
        expect(await written(list, ids, input)).toBe(await csvOf(list, ids, screen))
      }),
      { numRuns: 60, seed: 11 },
    )
    // Where nothing is found nothing is compared.
    expect(rowCount).toBeGreaterThan(list === 'payouts.list' ? -1 : 20)
  },
)

/** All pages of a list, and what it says under its columns. */
async function shown(list: ExportedList, input: object) {
  const rows: object[] = []
  for (;;) {
    const page = await ask(list, { ...input, offset: rows.length, limit: 7 })
    rows.push(...(page.rows as object[]))
    if (rows.length >= (page.count as number)) return { ...page, rows }
  }
}

async function written(list: ExportedList, ids: readonly string[], input: object): Promise<string> {
  const columns = ids.map(id => ({ id, header: id }))
  const order = { list, input, format: 'csv', columns, title: 'List', language: 'en', texts: {} }
  const { exportId } = await ask('exports.start', order)
  let text = ''
  for (;;) {
    const { base64, done } = await ask('exports.next', { exportId: exportId as string })
    text += Buffer.from(base64 as string, 'base64').toString()
    if (done) return text
  }
}

/** The file that the rows and totals on screen make. */
async function csvOf(
  list: ExportedList,
  ids: readonly string[],
  { rows, ...said }: { rows: object[] } & Record<string, unknown>,
) {
  const fields = LIST_FIELDS[list] as Record<string, ListField<object>>
  const table = {
    ...company,
    language: 'en',
    columns: ids.map(id => ({ header: id, kind: fields[id]!.kind, total: totalUnder(id, said) })),
    slices: [rows.map(row => ids.map(id => fields[id]!.of(row, {})))],
  } as unknown as ListTable
  let text = ''
  for await (const part of writeCsv(table)) text += Buffer.from(part).toString()
  return text
}

function totalUnder(id: string, said: Record<string, unknown>): number | null {
  const { totals } = said as { totals?: Record<string, number> & { bucketCents: number[] } }
  const bucket = /^bucket(\d)$/.exec(id)
  if (totals) return (bucket ? totals.bucketCents[Number(bucket[1])] : totals[id]) ?? null
  if (id === 'paidCents') return (said.totalCents as number) - (said.openCents as number)
  return typeof said[id] === 'number' ? (said[id] as number) : null
}
