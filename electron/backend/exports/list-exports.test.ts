import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPdf } from '../../../shared/documents/testing/read-pdf.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import { addDays, daysBetween } from '../../../shared/lib/dates.ts'
import { seededRandom } from '../../../shared/lib/seeded-random.ts'
import { ASKS, type ParsedInput } from '../../../shared/protocol/desk.ts'
import {
  aCustomer,
  aLink,
  anInvoice,
  anOrder,
  aPayment,
  aProduct,
  customerFields,
} from '../../../shared/testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../../shared/testing/desk.ts'
import type { ChangeListener } from '../ledger/noting-changes.ts'
import { AskRefusal } from '../serve/answer-question.ts'
import { customersList } from '../store/queries/customers-list.ts'
import { invoicesOpen } from '../store/queries/invoices-open.ts'
import { ordersSummary } from '../store/queries/orders-summary.ts'
import { paymentsHistory } from '../store/queries/payments-history.ts'
import { productsList } from '../store/queries/products-list.ts'
import { type QueryContext, statementCache } from '../store/queries/query-context.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { memoryRelay } from '../testing/memory-relay.ts'
import { readXlsx } from '../testing/read-xlsx.ts'
import { type ExportJobs, exportJobs } from './export-jobs.ts'
import { listExports } from './list-exports.ts'
import { LIST_FIELDS } from './list-fields.ts'

const TODAY = '2026-11-25'
const NAMES = [
  '=HYPERLINK("http://x")',
  '+1 Flowers',
  '-Dash & <Sons>',
  '@home',
  'Zoë’s “Garden”, Inc.',
  '花屋さくら',
  'زهور الربيع',
  'Pétale; Ltée',
]
let desk: Desk
let here: ReturnType<typeof desktopUnderTest>
let admin: UserRow
let asked: UserRow
let exports: ReturnType<typeof listExports> & ExportJobs['asks']
let changed: () => void

beforeEach(async () => {
  desk = aDesk()
  admin = desk.ledger.row('users', desk.userId)
  asked = admin
  const random = seededRandom(11)
  const customers = NAMES.map(name => aCustomer(desk, { name }).id)
  aProduct(desk, { description: 'Rose "Freedom" Red' })
  for (let at = 0; at < 40; at++) {
    const orderedOn = addDays(TODAY, -random.between(0, 120))
    const customerId = random.pick(customers)
    if (at % 7 === 0) {
      anOrder(desk, { customerId, orderedOn })
      continue
    }
    const invoice = anInvoice(desk, {
      customerId,
      issuedOn: orderedOn,
      totalCents: random.between(1, 900_000),
      poNumber: at % 3 === 0 ? `=${at}` : '',
    })
    if (at % 5 === 0) aLink(desk, invoice.id)
    if (at % 4 === 0) {
      const totalCents = random.between(1, invoice.totalCents + 500)
      const amountCents = Math.min(totalCents, invoice.totalCents)
      aPayment(desk, {
        customerId,
        totalCents,
        receivedOn: orderedOn,
        applications: [{ invoiceId: invoice.id, amountCents }],
      })
    }
  }
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const backend = {
    ports: here.ports,
    profile: here.profile,
    user: () => asked,
    context,
    onChange: (listener: ChangeListener): undefined => {
      changed = () => listener(new Set(), null)
    },
  }
  const jobs = exportJobs(backend)
  exports = { ...listExports(backend, jobs), ...jobs.asks }
})

afterEach(() => here.remove())

function context(): QueryContext {
  const company = here.row('companies', 'company') as CompanyRow
  const sql = statementCache(here.profile.reader)
  return { sql, rows: here.rows, company, user: admin, ownerId: null, today: TODAY, now: desk.clock.now() }
}

type Start = ParsedInput<'exports.start'>

function start(list: Start['list'], format: Start['format'], more: Partial<Start> = {}) {
  const columns = Object.keys(LIST_FIELDS[list]).map(id => ({ id, header: `H ${id}` }))
  return exports['exports.start']({
    list,
    format,
    input: {},
    columns,
    title: 'Open: Invoices',
    about: 'Past due',
    language: 'en',
    texts: { unlimited: 'Unlimited', pending: 'Pending' },
    ...more,
  })
}

async function written(...order: Parameters<typeof start>): Promise<Buffer> {
  const { exportId } = await start(...order)
  const parts: Buffer[] = []
  for (;;) {
    const { base64, done, rows, rowCount } = await exports['exports.next']({ exportId })
    parts.push(Buffer.from(base64, 'base64'))
    if (done) {
      expect(rows).toBe(rowCount)
      return Buffer.concat(parts)
    }
  }
}

const input = <N extends keyof typeof ASKS>(name: N, given: object = {}) =>
  ASKS[name].parse({ limit: 1000, ...given }) as ParsedInput<N>

const sum = (rows: readonly object[], column: string) =>
  rows.reduce((total, row) => total + (row as Record<string, number>)[column]!, 0)

const LISTS: { list: Start['list']; sums: string[]; page: () => { rows: object[]; count: number } }[] = [
  {
    list: 'orders.summary',
    sums: ['totalCents', 'openCents'],
    page: () => ordersSummary(context(), input('orders.summary')),
  },
  {
    list: 'invoices.open',
    sums: ['totalCents', 'paidCents', 'openCents'],
    page: () => invoicesOpen(context(), input('invoices.open')),
  },
  {
    list: 'payments.history',
    sums: ['totalCents', 'appliedCents', 'unappliedCents'],
    page: () => paymentsHistory(context(), input('payments.history')),
  },
  {
    list: 'customers.list',
    sums: ['openCents'],
    page: () => customersList(context(), input('customers.list')),
  },
  { list: 'products.list', sums: [], page: () => productsList(context(), input('products.list')) },
]

test.each(LISTS)(
  '$list comes to the same on screen, in the workbook, the PDF and the CSV',
  async ({ list, sums, page }) => {
    const screen = page() as { rows: object[]; count: number } & Record<string, number>
    expect(screen.count).toBe(screen.rows.length)
    const ids = Object.keys(LIST_FIELDS[list])
    const workbook = readXlsx(await written(list, 'xlsx'))
    const pdf = (await readPdf(new Uint8Array(await written(list, 'pdf')))).map(({ text }) => text)
    const csv = (await written(list, 'csv')).toString()
    const rows = workbook.rows.slice(1, screen.count + 1)
    expect(rows).toHaveLength(screen.count)
    expect(workbook.rows).toHaveLength(screen.count + (sums.length > 0 ? 2 : 1))
    for (const column of sums) {
      const said = column === 'paidCents' ? screen.totalCents! - screen.openCents! : screen[column]!
      expect(sum(screen.rows, column), column).toBe(said)
      const letter = String.fromCharCode(65 + ids.indexOf(column))
      const inColumn = (cells: { ref: string; value: string | number }[]) =>
        Number(cells.find(({ ref }) => ref.replace(/\d+/, '') === letter)?.value ?? 0)
      const cents = rows.reduce((total, row) => total + Math.round(inColumn(row) * 100), 0)
      expect(cents, column).toBe(said)
      expect(Math.round(inColumn(workbook.rows.at(-1)!) * 100), column).toBe(said)
      const amount = (said / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })
      expect(pdf.at(-1), column).toContain(`|${amount}|`)
      const totals = csv.trim().split('\r\n').at(-1)!.split(',')
      expect(totals[ids.indexOf(column)]).toBe((said / 100).toFixed(2))
    }
  },
)

test('no text becomes a formula, dates and amounts are numbers, and the head stays', async () => {
  const workbook = readXlsx(
    await written('invoices.open', 'xlsx', { input: { sort: 'dueOn', descending: true } }),
  )
  expect(workbook.name).toBe('Open  Invoices')
  const sheet = workbook.parts['xl/worksheets/sheet1.xml']!
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
  expect(sheet).toContain('<autoFilter ref="A1:P')
  const rows = invoicesOpen(context(), input('invoices.open', { sort: 'dueOn', descending: true })).rows
  const cellsOf = (at: number) =>
    Object.fromEntries(workbook.rows[at + 1]!.map(cell => [cell.ref.replace(/\d+/, ''), cell]))
  for (const [at, row] of rows.entries()) {
    const cells = cellsOf(at)
    expect(cells.B!.value).toBe(row.customerName)
    expect(cells.C!.value).toBe(daysBetween('1899-12-30', row.issuedOn))
    expect(cells.L!.value).toBe(row.openCents / 100)
    expect(cells.A!.value).toBe(row.number)
  }
  const quoted = rows.flatMap((row, at) => (/^[=+\-@]/.test(row.customerName) ? [cellsOf(at).B!.style] : []))
  expect(quoted.length).toBeGreaterThan(0)
  const formats = [...workbook.parts['xl/styles.xml']!.split('<cellXfs')[1]!.matchAll(/<xf [^>]*>/g)].map(
    ([xf]) => xf,
  )
  for (const style of quoted) expect(formats[style]).toContain('quotePrefix="1"')
  const csv = (await written('invoices.open', 'csv')).toString()
  expect(csv.startsWith('\ufeffH number,H customerName')).toBe(true)
  expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(csv).not.toMatch(/(^|,)[=+@]/m)
})

test('a file has the filter, the search, the sort and the columns of the screen', async () => {
  const given = { search: '花屋', sort: 'openCents', descending: true, chip: 'past-due' }
  const columns = ['openCents', 'number'].map(id => ({ id, header: id }))
  const { rows } = readXlsx(await written('invoices.open', 'xlsx', { input: given, columns }))
  const screen = invoicesOpen(context(), input('invoices.open', given))
  expect(screen.count).toBeGreaterThan(0)
  expect(rows.slice(1, -1).map(row => row.map(({ value }) => value))).toEqual(
    screen.rows.map(row => [row.openCents / 100, row.number]),
  )
})

test('the aging’s files name the day they are of, and their customers by code', async () => {
  const asOf = '2026-10-31'
  const given = { input: { asOf }, title: 'Antigüedad / Estados de cuenta' }
  const { exportId, fileName } = await start('aging.customers', 'csv', given)
  exports['exports.end']({ exportId })
  expect(fileName).toMatch(/-2026-10-31\.csv$/)
  const { name, rows } = readXlsx(await written('aging.customers', 'xlsx', given))
  expect(name).toBe('Antigüedad   Estados 2026-10-31')
  const codes = customersList(context(), input('customers.list')).rows.map(({ code }) => code)
  expect(rows.length).toBeGreaterThan(2)
  for (const row of rows.slice(1, -1)) expect(codes).toContain(row[1]!.value)
  const [pdf] = await readPdf(new Uint8Array(await written('aging.customers', 'pdf', given)))
  expect(pdf!.text).toContain('Oct 31, 2026')
  expect((await start('customers.list', 'csv')).fileName).toMatch(/-2026-11-25\.csv$/)
})

test('a PDF has its head on each page, names in their own writing, and counts its pages', async () => {
  const pages = await readPdf(new Uint8Array(await written('customers.list', 'pdf')))
  expect(pages[0]!.text).toContain('花屋さくら')
  const long = await readPdf(new Uint8Array(await written('orders.summary', 'pdf')))
  expect(long.length).toBeGreaterThan(1)
  for (const [at, { text }] of long.entries()) {
    expect(text).toContain('H customerName')
    expect(text).toContain(`Page ${at + 1} of ${long.length}`)
    expect(text).toContain('Open: Invoices')
  }
  expect(long[0]!.text).toContain('Past due')
  expect(long[0]!.text).toContain('40 rows')
})

test('a file shows one moment: what is changed while it is written is not in it', async () => {
  const { exportId, rowCount } = await start('customers.list', 'csv')
  here.must('customer.add', {
    customerId: here.newId(),
    ...customerFields(desk, { name: 'Added meanwhile' }),
  })
  const { base64, done } = await exports['exports.next']({ exportId })
  expect(done).toBe(true)
  expect(Buffer.from(base64, 'base64').toString()).not.toContain('Added meanwhile')
  const after = await written('customers.list', 'csv')
  expect(after.toString()).toContain('Added meanwhile')
  expect(after.toString().split('\r\n')).toHaveLength(rowCount + 1 + 3)
})

test('a file that is given up, forgotten or another person’s is not written on', async () => {
  const given = await start('invoices.open', 'xlsx')
  exports['exports.end'](given)
  await expect(exports['exports.next'](given)).rejects.toThrow('not-found')
  const forgotten = await start('invoices.open', 'xlsx')
  here.ports.clock.now = () => desk.clock.now() + 121_000
  changed()
  await expect(exports['exports.next'](forgotten)).rejects.toThrow('not-found')
  const others = await start('customers.list', 'xlsx')
  asked = aUser(desk, ['sales'])
  await expect(exports['exports.next'](others)).rejects.toThrow('not-found')
})

test('what a person may not see, and what no list has, is refused', async () => {
  const refused = async (act: () => Promise<unknown>): Promise<object> => {
    try {
      await act()
    } catch (error) {
      if (error instanceof AskRefusal) return error.refusal
      throw error
    }
    return {}
  }
  const columns = [{ id: 'secret', header: 'Secret' }]
  expect(await refused(() => start('invoices.open', 'xlsx', { columns }))).toMatchObject({ code: 'invalid' })
  expect(await refused(() => start('invoices.open', 'xlsx', { input: { chip: 'no' } }))).toMatchObject({
    code: 'invalid',
  })
  asked = { ...admin, roles: [] }
  expect(await refused(() => start('invoices.open', 'xlsx'))).toMatchObject({ code: 'not-allowed' })
})
