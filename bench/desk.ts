import { ASKS } from '../shared/protocol/desk.ts'
import { type BenchResult, timed } from './bench-result.ts'
import type { CompanySize } from './desk-company.ts'
import { benchStatements } from './desk-statements.ts'
import { type DeskUnderBench, rank, startDeskUnderBench } from './desk-under-bench.ts'

export const WHOLE: CompanySize = { customers: 200_000, invoices: 1_000_000, lines: 5, openPercent: 10 }
const CHIPS = ['all', 'past-due', 'no-link', 'opened-unpaid', 'undelivered'] as const
const INVOICE_SORTS = [
  'number',
  'customerName',
  'issuedOn',
  'dueOn',
  'terms',
  'poNumber',
  'salespersonName',
  'totalCents',
  'paidCents',
  'openCents',
  'daysPastDue',
  'bucket',
  'emailedAt',
  'link',
]
const CUSTOMER_SORTS = [
  'name',
  'code',
  'city',
  'type',
  'phone',
  'termsCode',
  'salespersonName',
  'creditLimitCents',
  'openCents',
  'status',
]
const AGING_SORTS = [
  '',
  'openCents',
  'openCreditsCents',
  'netCents',
  'bucket4',
  'creditLimitCents',
  'salespersonName',
]
const TYPED = ['petal stem', 'c1042', 'zoe garden', 'royal studio 77', 'botanical market', 'tribeca']

type Add = (
  name: string,
  aimMs: number,
  ours: readonly number[],
  floor: readonly number[],
  note: string,
  at?: number,
) => void

/** What the desk's daily questions take on a large company, each beside the bare SQL or pdf-lib it can't do without. */
export async function benchDesk(size: CompanySize = WHOLE): Promise<BenchResult[]> {
  const desk = await startDeskUnderBench(size)
  const results: BenchResult[] = []
  const add: Add = (name, aimMs, ours, floor, note, at = 0.95) => {
    const [oursMs, floorMs] = [rank(ours, at), rank(floor, at)]
    const spread = `${at === 0.5 ? 'median' : 'p95'} of ${ours.length}, median ${rank(ours, 0.5).toFixed(1)} ms, slowest ${Math.max(...ours).toFixed(1)} ms`
    results.push({
      name,
      floorMs,
      oursMs,
      ratio: oursMs / floorMs,
      aim: `≤ ${aimMs} ms`,
      met: oursMs <= aimMs,
      note: `${spread}; floor: ${note}; ${desk.facts}`,
    })
  }
  try {
    const { oursMs, bareMs } = desk.starts
    add(
      'the backend ready',
      2000,
      oursMs,
      bareMs,
      'an empty Node process; ours from spawn to the first answer',
      0.5,
    )
    await measureSearch(desk, add)
    await measureOpenInvoices(desk, add)
    await measureLists(desk, add)
    await measureAging(desk, add)
    await measureOpening(desk, add)
    await measureSaving(desk, add)
    results.push(...(await benchStatements(desk)))
  } finally {
    await desk.stop()
  }
  return results
}

/** Letter by letter; every word begins just after a change. */
async function measureSearch({ ask, sql, change }: DeskUnderBench, add: Add): Promise<void> {
  const [ours, like]: [number[], number[]] = [[], []]
  const bare = sql("SELECT id FROM customers WHERE name LIKE '%' || ? || '%' LIMIT 12")
  await ask('customers.search', { text: 'x' })
  for (const word of TYPED) {
    await change()
    for (let end = 1; end <= word.length; end++) {
      const text = word.slice(0, end)
      ours.push(await timed(() => ask('customers.search', { text })))
      ours.push(await timed(() => ask('products.search', { text })))
      like.push(await timed(() => bare.all(text)))
    }
  }
  add('search as you type', 50, ours, like, 'LIKE over the customers, 12 rows')
}

async function measureOpenInvoices({ ask, sql, change }: DeskUnderBench, add: Add): Promise<void> {
  const [after, again, floor]: [number[], number[], number[]] = [[], [], []]
  const rows = sql(
    'SELECT i.*, c.name FROM invoices i JOIN customers c ON c.id = i.customerId WHERE i.openCents > 0 ORDER BY i.dueOn, i.id LIMIT 100',
  )
  const sums = sql(
    'SELECT count(*), sum(openCents), sum(totalCents), sum(dueOn < ?), sum(lastLinkId IS NULL) FROM invoices WHERE openCents > 0',
  )
  const first = await timed(() => ask('invoices.open', {}))
  const slowest: [number, string][] = []
  for (const search of ['', 'petal', '77'])
    for (const chip of CHIPS)
      for (const sort of INVOICE_SORTS)
        for (const descending of [false, true]) {
          await change()
          const input = { search, chip, sort, descending }
          const cold = await timed(() => ask('invoices.open', input))
          slowest.push([cold, JSON.stringify(input)])
          after.push(cold)
          again.push(await timed(() => ask('invoices.open', input)))
          floor.push(await timed(() => [rows.all(), sums.all('2026-11-25')]))
        }
  tellSlowest(slowest)
  const name = 'first page of Open Invoices, any sort and filter'
  const bare = `the first 100 by due date, and the sums, in two statements; the very first took ${first.toFixed(0)} ms`
  add(`${name}, right after a change`, 50, after, floor, bare)
  add(`${name}, nothing changed since`, 50, again, floor, 'the same')
}

/** The other long lists: customers under any sort, orders and payments as they open. */
async function measureLists({ ask, sql, change }: DeskUnderBench, add: Add): Promise<void> {
  const slowest: [number, string][] = []
  const measured = async (name: 'customers.list' | 'orders.summary' | 'payments.history', input: object) => {
    await change()
    const ms = await timed(() => ask(name, ASKS[name].parse(input)))
    slowest.push([ms, `${name} ${JSON.stringify(input)}`])
    return ms
  }
  const [customers, names]: [number[], number[]] = [[], []]
  const byName = sql('SELECT * FROM customers ORDER BY name COLLATE NOCASE, id LIMIT 100')
  for (let round = 0; round < 3; round++)
    for (const sort of CUSTOMER_SORTS)
      for (const descending of [false, true]) {
        customers.push(await measured('customers.list', { sort, descending }))
        names.push(await timed(() => byName.all()))
      }
  add('first page of Customers, any sort', 50, customers, names, 'the first 100 by name, without sums')

  const [opened, newest]: [number[], number[]] = [[], []]
  const byDay = sql('SELECT * FROM payments ORDER BY receivedOn DESC, recordedAt DESC, id DESC LIMIT 100')
  const first = [await measured('orders.summary', {}), await measured('payments.history', {})]
  for (let round = 0; round < 15; round++) {
    opened.push(await measured('orders.summary', {}))
    opened.push(await measured('payments.history', {}))
    for (const sort of ['number', 'shipOn', 'customerName'])
      opened.push(await measured('orders.summary', { sort, descending: round % 2 === 0 }))
    newest.push(await timed(() => byDay.all()))
  }
  const text = `the newest 100 payments, without sums; the very first took ${first.map(ms => ms.toFixed(0)).join(' and ')} ms`
  add('first page of Order Summary and Payment History', 50, opened, newest, text)
  tellSlowest(slowest)
}

async function measureAging(
  { ask, sql, receiveCheck, today, warmMs }: DeskUnderBench,
  add: Add,
): Promise<void> {
  const [ours, floor]: [number[], number[]] = [[], []]
  const bare = sql(
    `SELECT customerId, sum(CASE WHEN issuedOn > '2026-10-26' THEN openCents ELSE 0 END), sum(openCents) FROM invoices
     WHERE openCents > 0 GROUP BY customerId`,
  )
  let count = 0
  const first = await timed(async () => {
    count = (await ask('aging.customers', { asOf: today })).count
  })
  for (let round = 0; round < 5; round++)
    for (const sort of AGING_SORTS) {
      await receiveCheck()
      ours.push(await timed(() => ask('aging.customers', { asOf: today, sort, descending: round % 2 === 0 })))
      floor.push(await timed(() => bare.all()))
    }
  const text = `open balances by customer in one statement; ${count.toLocaleString('en-US')} owe; the very first took ${first.toFixed(0)} ms`
  add('aging of all customers, any sort, right after a payment', 300, ours, floor, text)
  const warm = `the same statement; customers and open invoices were read a second after the start, in ${warmMs.toFixed(0)} ms`
  add('aging of all customers, asked for the first time', 300, [first], floor, warm)
}

async function measureOpening(
  { ask, sql, random, open, customerIds }: DeskUnderBench,
  add: Add,
): Promise<void> {
  const [opened, floor]: [number[], number[]] = [[], []]
  const oneInvoice = sql('SELECT * FROM invoices WHERE id = ?')
  const oneCustomer = sql('SELECT * FROM customers WHERE id = ?')
  for (let round = 0; round < 300; round++) {
    const [invoiceId, customerId] = [random.pick(open).id, random.pick(customerIds)]
    opened.push(await timed(() => ask('invoices.one', { invoiceId })))
    opened.push(await timed(() => ask('customers.one', { customerId })))
    floor.push(await timed(() => oneInvoice.get(invoiceId)))
    floor.push(await timed(() => oneCustomer.get(customerId)))
  }
  add('an invoice or a customer opened', 50, opened, floor, 'its row')
}

async function measureSaving({ saveOrder, backend }: DeskUnderBench, add: Add): Promise<void> {
  const [save, floor]: [number[], number[]] = [[], []]
  const scratch = backend.profile.writer.prepare(
    "INSERT OR REPLACE INTO sync_state (name, value) VALUES ('bench', ?)",
  )
  for (let round = 0; round < 100; round++) {
    save.push(await timed(saveOrder))
    floor.push(await timed(() => scratch.run(String(round))))
  }
  add('an order of 20 lines saved', 50, save, floor, 'one durable insert')
}

function tellSlowest(slowest: readonly [number, string][]): void {
  for (const [ms, what] of slowest.toSorted((a, b) => b[0] - a[0]).slice(0, 8))
    process.stderr.write(`  ${ms.toFixed(1)} ms ${what}\n`)
}
