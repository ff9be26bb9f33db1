import { afterEach, beforeEach, expect, test } from 'vitest'
import { anInvoice, aPayment } from '../../../shared/testing/builders.ts'
import { importingDesktop, told } from './testing/importing-desktop.ts'

let it: Awaited<ReturnType<typeof importingDesktop>>
beforeEach(async () => {
  it = await importingDesktop()
})
afterEach(() => it.here.remove())

const ALL = (one: { totals: unknown; parts: Record<string, { totalCents: number; count: number }> }) =>
  Object.values(one.parts).reduce(
    (sum, part) => ({ count: sum.count + part.count, totalCents: sum.totalCents + part.totalCents }),
    { count: 0, totalCents: 0 },
  )

test('two customers, or products, under one code are an error; an exact copy comes in once and counts as a row', async () => {
  const file = 'Code;Name\nTULIP;Tulip House\nTULIP;Tulip Garden\nTulip;Tulip House\nIRIS;Iris\nIRIS;Iris\n'
  const { answer } = await it.check(file, 'customers.csv')
  expect(told(answer)).toEqual([
    [3, 'code', 'differs-in-file', '2'],
    [4, 'code', 'differs-in-file', '2'],
    [2, 'code', 'differs-below', '3'],
    [6, 'code', 'twice-in-file', '5'],
  ])
  expect(answer).toMatchObject({ errorCount: 2, totals: { count: 5 } })
  await expect(it.bringIn(file, 'customers.csv')).rejects.toThrow()
  const left = await it.check(file, 'customers.csv', { leftOut: [2, 4] })
  expect(told(left.answer)).toEqual([
    [2, 'code', 'left-out', ''],
    [4, 'code', 'left-out', ''],
    [6, 'code', 'twice-in-file', '5'],
  ])
  expect(left.answer).toMatchObject({
    errorCount: 0,
    totals: { count: 5 },
    parts: { comesIn: { count: 2 }, leftOut: { count: 3 }, here: { count: 0 } },
  })
  const flowers = await it.check('Code,Description\nR60,Rose\nr60,Lily\n', 'products.csv')
  expect(told(flowers.answer)[0]).toEqual([3, 'code', 'differs-in-file', '2'])
})

test('credits and payments whose number repeats with other values are an error', async () => {
  it.customer({ code: 'P', name: 'Petal' })
  const credits = 'Credit No,Customer,Date,Open\n7,P,2026-11-01,5\n7,P,2026-11-01,6\n7,P,2026-11-01,5\n'
  const first = await it.check(credits, 'credits.csv', { kind: 'credits' })
  expect(told(first.answer)[0]).toEqual([3, 'number', 'differs-in-file', '2'])
  const payments = 'Number,Customer,Date,Open\n7,P,2026-11-01,5\n7,P,2026-11-02,5\n'
  const second = await it.check(payments, 'payments.csv', {
    kind: 'payments',
    columns: { number: 0, customer: 1, receivedOn: 2, open: 3 },
  })
  expect(told(second.answer)[0]).toEqual([3, 'number', 'differs-in-file', '2'])
})

test('an invoice whose number is here with other values is an error until it is mended or left out', async () => {
  it.customer({ code: 'PETAL', name: 'Petal & Stem' })
  await it.bringIn(
    'Invoice;Customer;Date;Due;Total;Open\n11376;PETAL;2026-11-01;2026-12-01;800,00;668,00\n',
    'invoices.csv',
  )
  const header = 'Invoice;Customer;Date;Due;Total;Open'
  const file = `${header}\n11376;PETAL;2026-11-01;2026-12-01;999,00;999,00\nB-1;PETAL;2026-11-01;;;1,00\n`
  const { answer } = await it.check(file, 'invoices.csv')
  expect(told(answer)).toEqual([
    [2, 'open', 'differs-here', '668.00'],
    [2, 'total', 'differs-here', '800.00'],
  ])
  expect(answer.totals.totalCents).toBe(1000_00)
  await expect(it.bringIn(file, 'invoices.csv')).rejects.toThrow()

  const left = (await it.check(file, 'invoices.csv', { leftOut: [2] })).answer
  expect(left).toMatchObject({
    errorCount: 0,
    totals: { count: 2, totalCents: 1000_00, bucketCents: [1000_00, 0, 0, 0] },
    parts: {
      here: { count: 0, totalCents: 0 },
      leftOut: { count: 1, totalCents: 999_00, bucketCents: [999_00, 0, 0, 0] },
      comesIn: { count: 1, totalCents: 1_00, bucketCents: [1_00, 0, 0, 0] },
    },
  })
  const edits = ['open', 'total'].map((field, at) => ({ row: 2, field, text: ['668,00', '800,00'][at]! }))
  const mended = (await it.check(file, 'invoices.csv', {}, edits)).answer
  expect(told(mended)).toEqual([[2, 'number', 'here-already', '11376']])
  expect(mended.parts).toMatchObject({
    here: { count: 1, totalCents: 668_00 },
    comesIn: { count: 1, totalCents: 1_00 },
  })
  expect(ALL(mended)).toMatchObject({ count: 2, totalCents: mended.totals.totalCents })
  expect(await it.bringIn(file, 'invoices.csv', { leftOut: [2] })).toMatchObject({
    addedCount: 1,
    hereCount: 0,
  })

  const other = `${header}\n11376;PETAL;2026-11-02;2026-12-05;;668,00\n`
  expect(told((await it.check(other, 'invoices.csv')).answer)).toEqual([
    [2, 'issuedOn', 'differs-here', '2026-11-01'],
    [2, 'dueOn', 'differs-here', '2026-12-01'],
  ])
})

test('a row left out counts in the file with the money it says, also where its customer is not known', async () => {
  it.customer({ code: 'P', name: 'Petal' })
  const file = 'Invoice,Customer,Date,Open\n1,P,2026-11-01,5\n2,Nobody,2026-11-01,7\n3,P,2026-11-01,-2\n'
  const { answer } = await it.check(file, 'invoices.csv', { leftOut: [3, 4] })
  expect(answer).toMatchObject({
    errorCount: 0,
    totals: { count: 3, totalCents: 10_00, bucketCents: [10_00, 0, 0, 0] },
    parts: { leftOut: { count: 2, totalCents: 5_00 }, comesIn: { count: 1, totalCents: 5_00 } },
  })
})

test('a customer or product that is here under the same code with another name is an error', async () => {
  it.customer({ code: 'TULIP', name: 'Tulip House' })
  const { answer } = await it.check('Code,Name\nTULIP,Tulip Garden\ntulip,TULIP  house\n', 'customers.csv')
  expect(told(answer)).toEqual([
    [2, 'name', 'differs-here', 'Tulip House'],
    [3, 'code', 'here-already', 'Tulip House'],
  ])
})

test('an invoice that was issued here is known by what is open of it, and nothing else of its number comes in', async () => {
  const invoice = anInvoice(it.desk)
  const { number, customerId, issuedOn, totalCents } = invoice
  const { code } = it.desk.ledger.row('customers', customerId)
  aPayment(it.desk, {
    customerId,
    totalCents: 1_00,
    applications: [{ invoiceId: invoice.id, amountCents: 1_00 }],
  })
  it.relay.adopt()
  await it.here.exchange()
  const check = async (cents: number) => {
    const file = `Invoice,Customer,Date,Open\n${number},${code},${issuedOn},${(cents / 100).toFixed(2)}\n`
    return told((await it.check(file, 'invoices.csv')).answer)
  }
  expect(await check(totalCents - 1_00)).toEqual([[2, 'number', 'here-already', number]])
  expect(await check(totalCents)).toEqual([[2, 'number', 'here-already', number]])
  expect((await check(totalCents + 1))[0]!.slice(1, 3)).toEqual(['open', 'differs-here'])
})
