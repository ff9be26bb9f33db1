import { afterEach, beforeEach, expect, test } from 'vitest'
import { JOURNAL_ACCOUNTS, type JournalAccount } from '../../../shared/domain/collections/journal-entries.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import { ASKS, type ParsedInput } from '../../../shared/protocol/desk.ts'
import type { JournalFigures } from '../../../shared/protocol/journal-asks.ts'
import {
  aCredit,
  aCustomer,
  aLine,
  anInvoice,
  aPayment,
  approved,
  paymentPayload,
} from '../../../shared/testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../../shared/testing/desk.ts'
import { createAgingBook } from '../aging/aging-book.ts'
import { createCustomerRoll } from '../memory/customer-roll.ts'
import type { AskRefusal } from '../serve/answer-question.ts'
import { agingCustomers } from '../store/queries/aging-customers.ts'
import { type QueryContext, statementCache } from '../store/queries/query-context.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { memoryRelay } from '../testing/memory-relay.ts'
import { exportJobs } from './export-jobs.ts'
import { journalExports } from './journal-exports.ts'

const ACCOUNTS = Object.fromEntries(JOURNAL_ACCOUNTS.map(account => [account, `A:${account}`])) as Record<
  JournalAccount,
  string
>
const NAMES = ['=HYPERLINK("http://x")', 'Zoë’s: “Garden”, Inc.', '花屋さくら']

let desk: Desk
let here: ReturnType<typeof desktopUnderTest>
let asked: UserRow
let ownerId: string | null
let asks: ReturnType<typeof journalExports> & ReturnType<typeof exportJobs>['asks']

beforeEach(async () => {
  desk = aDesk()
  asked = desk.ledger.row('users', desk.userId)
  ownerId = null
  const [first, second, third] = NAMES.map(
    name => aCustomer(desk, { name, code: `K${NAMES.indexOf(name)}`, taxBps: 800 }).id,
  ) as [string, string, string]
  const euros = aCustomer(desk, { name: 'Fleurs', currency: 'EUR' }).id
  const before = anInvoice(desk, { customerId: first, issuedOn: '2026-09-20', totalCents: 500_00 })
  const sold = anInvoice(desk, {
    customerId: first,
    issuedOn: '2026-10-03',
    poNumber: '=PO,1',
    lines: [
      aLine(desk, { taxable: true }),
      aLine(desk, {
        soldAs: 'hard-good',
        boxType: '',
        boxes: 0,
        bunchesPerBox: 0,
        stemsPerBunch: 0,
        quantity: 2,
        priceE4: 10_0000,
      }),
    ],
  })
  aPayment(desk, {
    customerId: first,
    receivedOn: '2026-10-10',
    totalCents: 600_00,
    applications: [{ invoiceId: before.id, amountCents: 500_00 }],
  })
  const wrong = aPayment(desk, { customerId: second, receivedOn: '2026-10-11', totalCents: 70_00 })
  desk.must('payment.void', { paymentId: wrong.id, voidedOn: '2026-11-02' })
  approved(
    desk,
    aCredit(desk, { customerId: first, invoiceId: sold.id, creditedOn: '2026-10-20', totalCents: 50_00 }),
    '2026-10-20',
  )
  anInvoice(desk, { customerId: third, issuedOn: '2026-10-31', totalCents: 123_45 })
  anInvoice(desk, { customerId: euros, issuedOn: '2026-10-05', totalCents: 99_00 })
  const relay = memoryRelay(desk)
  relay.adopt(['credits'])
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const backend = {
    ports: here.ports,
    profile: here.profile,
    user: () => asked,
    context,
    onChange: () => undefined,
  }
  const jobs = exportJobs(backend)
  asks = { ...journalExports(backend, jobs), ...jobs.asks }
})

afterEach(() => here.remove())

function context(): QueryContext {
  const company = here.row('companies', 'company') as CompanyRow
  const sql = statementCache(here.profile.reader)
  return { sql, rows: here.rows, company, user: asked, ownerId, today: '2026-11-25', now: desk.clock.now() }
}

const OCTOBER = { from: '2026-10-01', to: '2026-10-31' }

function totals(given: object): Promise<JournalFigures> {
  const input = ASKS['journals.totals'].parse({ ...OCTOBER, ...given })
  return asks['journals.totals'](input) as Promise<JournalFigures>
}

async function written(given: object): Promise<{ fileName: string; bytes: Buffer; totals: JournalFigures }> {
  const order = { ...OCTOBER, accounts: ACCOUNTS, title: 'Sales journal', language: 'en', ...given }
  const input = ASKS['journals.start'].parse(order) as ParsedInput<'journals.start'>
  const started = await asks['journals.start'](input)
  const parts: Buffer[] = []
  for (;;) {
    const { base64, done } = await asks['exports.next'](started)
    parts.push(Buffer.from(base64, 'base64'))
    if (done) return { ...started, bytes: Buffer.concat(parts) }
  }
}

/** The transactions of an IIF file: the fields of their lines. */
function transactionsOf(bytes: Buffer): string[][][] {
  const rows = bytes
    .toString('latin1')
    .trim()
    .split('\r\n')
    .map(row => row.split('\t'))
  expect(rows.slice(0, 3).map(row => row[0])).toEqual(['!TRNS', '!SPL', '!ENDTRNS'])
  const transactions: string[][][] = []
  let lines: string[][] = []
  for (const row of rows.slice(3)) {
    if (row[0] === 'ENDTRNS') {
      transactions.push(lines)
      lines = []
    } else {
      expect(row).toHaveLength(rows[0]!.length)
      expect(row[0]).toBe(lines.length === 0 ? 'TRNS' : 'SPL')
      lines.push(row)
    }
  }
  expect(lines).toEqual([])
  return transactions
}

const inCents = (amount: string | undefined) => Math.round(Number(amount || 0) * 100)

test('the journals of a month come to its control totals, and to what the aging moved by', async () => {
  const sales = await totals({ journal: 'sales' })
  const money = await totals({ journal: 'receivables' })
  expect(sales).toMatchObject({ count: 3, currency: 'USD', currencies: ['EUR', 'USD'] })
  expect(sales.debitsCents).toBe(sales.creditsCents)
  expect(money.debitsCents).toBe(money.creditsCents)
  expect(sales.receivableCents).toBe(money.otherReceivableCents)
  expect(sales.receivableCents + money.receivableCents).toBe(sales.balanceChangeCents)
  const book = createAgingBook(
    () => undefined,
    createCustomerRoll(() => undefined),
    async () => undefined,
  )
  const aged = async (asOf: string) => {
    const input = ASKS['aging.customers'].parse({
      asOf,
      search: '',
      limit: 1,
    }) as ParsedInput<'aging.customers'>
    return (await agingCustomers(context(), book, input)).totals.netCents
  }
  const change = (await aged('2026-10-31')) - (await aged('2026-09-30'))
  // The aging has the euros in it.
  const euros = (await totals({ journal: 'sales', currency: 'EUR' })).receivableCents
  expect(sales.balanceChangeCents + euros).toBe(change)
})

test('an IIF file has a transaction an entry: lines that come to zero, tabs, American dates, Windows letters', async () => {
  const { bytes, fileName, totals } = await written({ journal: 'sales', format: 'iif' })
  expect(fileName).toMatch(/-Sales-journal-2026-10-01-2026-10-31\.iif$/)
  const transactions = transactionsOf(bytes)
  expect(transactions).toHaveLength(totals.count)
  let debits = 0
  for (const lines of transactions) {
    expect(lines.reduce((sum, line) => sum + inCents(line[7]), 0)).toBe(0)
    for (const line of lines) debits += Math.max(0, inCents(line[7]))
  }
  expect(debits).toBe(totals.debitsCents)
  const [sold, credit, last] = transactions as [string[][], string[][], string[][]]
  const tax = sold.find(line => line[4] === 'A:tax')!
  expect(inCents(tax[7])).toBe(-Math.round(228_00 * 0.08))
  expect(sold.map(line => line[4])).toEqual(['A:receivable', 'A:sales', 'A:hardGoods', 'A:tax'])
  expect(sold[0]!.slice(0, 4)).toEqual(['TRNS', '', 'GENERAL JOURNAL', '10/03/2026'])
  expect(sold[0]![5]).toBe(`"'=HYPERLINK(""http //x"")"`)
  expect(sold[1]![5]).toBe('')
  expect(sold[0]![9]).toBe(`"Invoice ${sold[0]![8]}, =PO,1"`)
  expect(credit.map(line => [line[4], inCents(line[7])])).toEqual([
    ['A:receivable', -50_00],
    // 50.00 × 18.24 / 266.24: as the invoice's total has it.
    ['A:tax', 3_43],
    ['A:returns', 46_57],
  ])
  // A name that Windows-1252 can't write is the customer's code.
  expect(last[0]![5]).toBe('K2')
  const zoe = transactionsOf((await written({ journal: 'receivables', format: 'iif' })).bytes).flat()
  const quoted = Buffer.from(zoe.find(line => line[5]!.includes('Zo'))![5]!, 'latin1')
  expect(new TextDecoder('windows-1252').decode(quoted)).toBe('"Zoë’s  “Garden”, Inc."')
})

test('a CSV has the columns of QuickBooks Online, one side a line, and no formula', async () => {
  const { bytes, totals } = await written({ journal: 'receivables', format: 'csv' })
  const rows = bytes.toString().trimEnd().split('\r\n')
  expect(rows[0]).toBe('\ufeffJournalNo,JournalDate,AccountName,Debits,Credits,Description,Name')
  expect(rows).toHaveLength(totals.lineCount + 1)
  const column = (row: string, at: number) => inCents(row.split(',')[at])
  const sum = (at: number) => rows.slice(1).reduce((total, row) => total + column(row, at), 0)
  expect(sum(3)).toBe(totals.debitsCents)
  expect(sum(4)).toBe(totals.creditsCents)
  expect(rows.filter(row => column(row, 3) > 0 && column(row, 4) > 0)).toEqual([])
  expect(bytes.toString()).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(bytes.toString()).not.toMatch(/(^|,)[=+@]/m)
  const numbers = rows.slice(1).map(row => row.split(',')[0])
  expect(new Set(numbers).size).toBe(totals.count)
})

test('a month written again later is the same, byte for byte', async () => {
  const order = { journal: 'receivables', format: 'iif' }
  const before = (await written(order)).bytes
  const customerId = here.profile.reader
    .prepare('SELECT id FROM customers WHERE name = ?')
    .pluck()
    .get(NAMES[2]) as string
  const payment = paymentPayload(desk, { customerId, receivedOn: '2026-11-20', totalCents: 23_45 })
  here.must('payment.receive', payment)
  expect((await totals({ journal: 'receivables', from: '2026-11-01', to: '2026-11-30' })).count).toBe(2)
  expect((await written(order)).bytes.equals(before)).toBe(true)
})

test('a customer renamed later is called in a journal what the invoices of then call them', async () => {
  const order = { format: 'csv' }
  const before = await Promise.all([
    written({ ...order, journal: 'sales' }),
    written({ ...order, journal: 'receivables' }),
  ])
  for (const name of NAMES) {
    const { id } = here.profile.reader.prepare('SELECT id FROM customers WHERE name = ?').get(name) as {
      id: string
    }
    here.must('customer.change', { customerId: id, changes: { name: { from: name, to: `New ${name}` } } })
  }
  const after = await Promise.all([
    written({ ...order, journal: 'sales' }),
    written({ ...order, journal: 'receivables' }),
  ])
  expect(after[0].bytes.equals(before[0].bytes)).toBe(true)
  // Who has no invoice is called what they are called today.
  const [was, is] = [before[1], after[1]].map(({ bytes }) => bytes.toString().split('\r\n'))
  const changed = is!.filter((row, at) => row !== was![at])
  expect(changed.length).toBeGreaterThan(0)
  for (const row of changed) expect(row).toContain('New Zoë')
})

test('credits used may be left out, for they move nothing', async () => {
  const all = await totals({ journal: 'receivables' })
  const without = await totals({ journal: 'receivables', withApplied: false })
  expect(all.count - without.count).toBe(2)
  expect(all.receivableCents).toBe(without.receivableCents)
})

test('days that end before they begin are refused, and so is who may not see receivables', async () => {
  const code = (act: Promise<unknown>) =>
    act.then(
      () => null,
      (error: unknown) => (error as AskRefusal).refusal.code,
    )
  expect(await code(totals({ journal: 'sales', from: '2026-11-01' }))).toBe('invalid')
  asked = { ...asked, roles: [] }
  expect(await code(totals({ journal: 'sales' }))).toBe('not-allowed')
})

test('who has customers of their own is given the control totals of these, and no file that would pass for the whole', async () => {
  const { id } = aUser(desk, ['sales'])
  here.profile.writer.prepare('UPDATE customers SET salespersonId = ? WHERE name = ?').run(id, NAMES[2])
  const all = await written({ journal: 'sales', format: 'iif' })
  ownerId = id
  expect(await totals({ journal: 'sales' })).toMatchObject({ count: 1, balanceChangeCents: 123_45 })
  expect(all.totals.count).toBeGreaterThan(1)
  for (const format of ['iif', 'csv'])
    await expect(written({ journal: 'sales', format })).rejects.toMatchObject({
      refusal: { code: 'not-allowed' },
    })
})
