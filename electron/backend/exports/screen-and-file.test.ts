import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EXPORTED_LISTS, type ExportedList } from '../../../shared/protocol/export-asks.ts'
import { tradingDesktop } from '../testing/trading-desktop.ts'
import { LIST_FIELDS, type ListField } from './list-fields.ts'
import type { ListTable } from './list-table.ts'
import { writeCsv } from './write-csv.ts'

const TODAY = '2026-11-25'
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

let desktop: Awaited<ReturnType<typeof tradingDesktop>>

beforeAll(async () => {
  desktop = await tradingDesktop()
})

afterAll(() => desktop.stop())

const customer = () =>
  fc
    .option(fc.nat(7), { nil: null, freq: 3 })
    .map(at => ({ customerId: at === null ? null : desktop.customerIds[at]! }))
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
    one('step', 'sent', 'opened', 'paid', 'settled', 'expired', 'undelivered', 'revoked'),
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
    const who =
      list === 'users.list'
        ? fc.constant(desktop.people[0]!)
        : fc.constantFrom(desktop.people[0]!, ...desktop.people)
    await fc.assert(
      fc.asyncProperty(who, filter, async (userId, input) => {
        desktop.logIn(userId)
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
    const page = await desktop.ask(list, { ...input, offset: rows.length, limit: 7 })
    rows.push(...(page.rows as object[]))
    if (rows.length >= (page.count as number)) return { ...page, rows }
  }
}

async function written(list: ExportedList, ids: readonly string[], input: object): Promise<string> {
  const columns = ids.map(id => ({ id, header: id }))
  const order = { list, input, format: 'csv', columns, title: 'List', language: 'en', texts: {} }
  const { exportId } = await desktop.ask('exports.start', order)
  let text = ''
  for (;;) {
    const { base64, done } = await desktop.ask('exports.next', { exportId: exportId as string })
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
    ...desktop.company,
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
  if (id === 'paidCents' && !(id in said)) return (said.totalCents as number) - (said.openCents as number)
  return typeof said[id] === 'number' ? (said[id] as number) : null
}
