import { afterEach, beforeEach, expect, test } from 'vitest'
import type { InvoiceRow } from '../../../shared/domain/invoice/invoice-row.ts'
import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import { AskRefusal } from '../serve/answer-question.ts'
import { importsList } from '../store/queries/imports-list.ts'
import { invoicesOne } from '../store/queries/invoices-one.ts'
import { importingDesktop } from './testing/importing-desktop.ts'

let it: Awaited<ReturnType<typeof importingDesktop>>
beforeEach(async () => {
  it = await importingDesktop()
})
afterEach(() => it.here.remove())

const CUSTOMERS = `Code,Name\n${Array.from({ length: 450 }, (_, n) => `C${n},Florist ${n}`).join('\n')}\n`
const INVOICES = `Invoice,Customer,Date,Open\n${Array.from({ length: 450 }, (_, n) => `${1000 + n},C${n},2026-11-01,${n + 1}.00`).join('\n')}\n`

test('a file comes in by chunks, once; the relay agrees, and balances are proved', async () => {
  expect(await it.bringIn(CUSTOMERS, 'customers.csv')).toMatchObject({
    phase: 'added',
    addedCount: 450,
    hereCount: 0,
  })
  const first = await it.bringIn(INVOICES, 'invoices.csv')
  expect(first).toMatchObject({ phase: 'added', doneRows: 450, addedCount: 450, hereCount: 0 })
  expect(await it.findings()).toEqual([])
  expect(await it.bringIn(INVOICES, 'invoices.csv')).toMatchObject({ addedCount: 0, hereCount: 450 })
  expect(await it.bringIn(CUSTOMERS, 'customers.csv')).toMatchObject({ addedCount: 0, hereCount: 450 })
  expect(it.all('invoices')).toHaveLength(450)
  expect(importsList(it.q()).map(one => [one.kind, one.state, one.addedCount, one.hereCount])).toEqual(
    expect.arrayContaining([
      ['invoices', 'committed', 450, 0],
      ['invoices', 'committed', 0, 450],
      ['customers', 'committed', 450, 0],
    ]),
  )
  await it.here.exchange()
  expect(it.here.sync.queuedCount()).toBe(0)
  expect(it.desk.ledger.all('invoices')).toHaveLength(450)
})

test('an invoice that was paid in part before is taken over with what is open, and says its first total', async () => {
  await it.bringIn(CUSTOMERS, 'customers.csv')
  const file =
    'Invoice,Customer,Date,Total,Open\n90001,C1,2026-11-01,980.10,480.10\n90002,C2,2026-11-01,50.00,50.00\n'
  await it.bringIn(file, 'invoices.csv')
  const [part, whole] = ['90001', '90002'].map(number =>
    invoicesOne(it.q(), it.all<InvoiceRow>('invoices').find(one => one.number === number)!.id),
  )
  expect(part).toMatchObject({
    originalTotalCents: 980_10,
    invoice: { totalCents: 480_10, openCents: 480_10 },
  })
  expect(whole).toMatchObject({ originalTotalCents: null, invoice: { totalCents: 50_00 } })
})

test('a row that was left out stays in sight, so that it can be taken in again, however many notes there are', async () => {
  await it.bringIn(CUSTOMERS, 'customers.csv')
  const { answer } = await it.check(`${CUSTOMERS}NEW,New florist\n`, 'customers.csv', { leftOut: [452] })
  expect(answer.problemRows[0]).toMatchObject({ row: 452, problems: [{ code: 'left-out' }] })
  expect(answer.parts).toMatchObject({ here: { count: 450 }, leftOut: { count: 1 }, comesIn: { count: 0 } })
})

test('the same files add nothing and are without errors, also after what they brought was used', async () => {
  await it.bringIn(CUSTOMERS, 'customers.csv')
  const files = {
    invoices:
      'Invoice,Customer,Date,Total,Open\n90001,C1,2026-11-01,980.10,480.10\n90002,C2,2026-11-01,,50.00\n',
    credits: 'Credit No,Customer,Date,Open,Total\nCM-1,C1,2026-11-02,40.00,90.00\n,C1,2026-11-03,5.00,\n',
    payments: 'Customer,Date,Open,Reference\nC1,2026-11-04,30.00,8812\nC1,2026-11-04,30.00,8812\n',
  } as const
  const kinds = ['invoices', 'credits', 'payments'] as const
  for (const kind of kinds)
    expect(await it.bringIn(files[kind], `${kind}.csv`, { kind })).toMatchObject({
      addedCount: 2,
      hereCount: 0,
    })
  const agreed = async () => {
    for (const kind of kinds) {
      const { answer } = await it.check(files[kind], `${kind}.csv`, { kind })
      expect([kind, answer.errorCount, answer.parts.here.count, answer.parts.comesIn.count]).toEqual([
        kind,
        0,
        2,
        0,
      ])
      expect(answer.parts.here).toEqual(answer.totals)
      expect(await it.bringIn(files[kind], `${kind}.csv`, { kind })).toMatchObject({
        addedCount: 0,
        hereCount: 2,
      })
    }
  }
  await agreed()
  const invoice = () => it.all<InvoiceRow>('invoices').find(one => one.number === '90001')!
  const entries = it.all<PaymentRow>('payments')
  const credit = entries.find(one => one.number === 'CM-1')!
  const paid = entries.find(one => one.kind === 'payment')!
  for (const [entry, amountCents] of [
    [credit, 15_00],
    [paid, 30_00],
  ] as const)
    it.here.must('payment.apply', {
      paymentId: entry.id,
      appliedOn: '2026-11-25',
      applications: [{ invoiceId: invoice().id, amountCents }],
    })
  expect(invoice().openCents).toBe(435_10)
  await agreed()
  // What the other program has of it now, and what it had between, is the same invoice; what it never had is not.
  const told = async (open: string) => {
    const file = `Invoice,Customer,Date,Open\n90001,C1,2026-11-01,${open}\n`
    return (await it.check(file, 'invoices.csv')).answer.problemRows[0]!.problems[0]
  }
  expect(await told('435.10')).toMatchObject({ code: 'here-already' })
  expect(await told('465.10')).toMatchObject({ code: 'here-already' })
  expect(await told('465.11')).toMatchObject({ field: 'open', code: 'differs-here', about: '435.10' })
  const creditFile = (open: string) => `Credit No,Customer,Date,Open\nCM-1,C1,2026-11-02,${open}\n`
  const other = await it.check(creditFile('41.00'), 'credits.csv', { kind: 'credits' })
  expect(other.answer.problemRows[0]!.problems).toMatchObject([{ code: 'differs-here', about: '25.00' }])
  expect(await it.findings()).toEqual([])
})

test('an undo says what it left, and why; what is free again comes in again', async () => {
  const people = await it.bringIn(CUSTOMERS, 'customers.csv')
  const { importId } = await it.bringIn(INVOICES, 'invoices.csv')
  const paid = it.all<InvoiceRow>('invoices').find(invoice => invoice.number === '1007')!
  it.here.must('payment.receive', {
    paymentId: it.here.newId(),
    customerId: paid.customerId,
    receivedOn: '2026-11-25',
    method: 'Check',
    reference: '',
    totalCents: 1_00,
    note: '',
    applications: [{ invoiceId: paid.id, amountCents: 1_00 }],
  })
  expect(await it.undo(importId)).toMatchObject({
    phase: 'undone',
    keptCount: 1,
    keptRows: [{ name: '1007', reason: 'has-payments' }],
    addedCount: 1,
    rowCount: 450,
  })
  expect(it.all<InvoiceRow>('invoices').filter(invoice => invoice.status === 'open')).toHaveLength(1)
  // All 450 have documents, void ones among them: history keeps their customers.
  expect(await it.undo(people.importId)).toMatchObject({ keptCount: 450, rowCount: 450 })
  expect(it.here.row('imports', people.importId)?.state).toBe('committed')
  expect(it.here.row('imports', importId)?.state).toBe('undone')
  expect(await it.bringIn(INVOICES, 'invoices.csv')).toMatchObject({ addedCount: 449, hereCount: 1 })
  expect(await it.findings()).toEqual([])
})

test('customers and products nobody used go without a trace', async () => {
  const people = await it.bringIn(CUSTOMERS, 'customers.csv')
  expect(await it.undo(people.importId)).toMatchObject({ phase: 'undone', keptCount: 0, addedCount: 0 })
  const flowers = await it.bringIn('Code,Description\nR60,Rose\n', 'products.csv')
  expect(await it.undo(flowers.importId)).toMatchObject({ phase: 'undone', keptCount: 0 })
  expect([it.all('customers'), it.all('products')]).toEqual([[], []])
  expect(await it.findings()).toEqual([])
})

test('cancelled on its way, what came in is taken back', async () => {
  const { ports } = it
  const breathe = ports.breathe
  let importId = ''
  ports.breathe = async () => {
    importId = (it.all('imports') as { id: string }[]).at(-1)!.id
    it.imports.cancel(importId)
    await breathe()
  }
  const ended = await it.bringIn(CUSTOMERS, 'customers.csv')
  expect(ended).toMatchObject({ phase: 'undone', addedCount: 0 })
  expect(it.all('customers')).toEqual([])
  expect(it.here.row('imports', importId)?.state).toBe('undone')
})

test('a file with other totals than were matched does not come in, nor one with errors', async () => {
  const refused = (one: Promise<unknown>) => expect(one).rejects.toBeInstanceOf(AskRefusal)
  await refused(it.bringIn(CUSTOMERS, 'customers.csv', {}, { count: 449 }))
  await it.bringIn(CUSTOMERS, 'customers.csv')
  await refused(it.bringIn(INVOICES, 'invoices.csv', {}, { totalCents: 1 }))
  await refused(it.bringIn(INVOICES, 'invoices.csv', {}, { bucketCents: [0, 0, 0, 0] }))
  await refused(it.bringIn('Invoice,Customer,Date,Open\n1,C1,soon,5\n', 'invoices.csv'))
  expect(it.all('invoices')).toEqual([])
})

test('slices of a file must follow each other', () => {
  const uploadId = it.here.newId()
  it.imports.upload(uploadId, 'a.csv', 0, Buffer.from('abc').toString('base64'))
  expect(() => it.imports.upload(uploadId, 'a.csv', 4, 'AAAA')).toThrow(AskRefusal)
  expect(it.imports.upload(uploadId, 'a.csv', 3, Buffer.from('def').toString('base64'))).toEqual({
    receivedBytes: 6,
  })
})

test('200,000 rows are read, checked and summed up', { timeout: 120_000 }, async () => {
  it.customer({ code: 'P', name: 'Petal' })
  const lines = Array.from(
    { length: 200_000 },
    (_, n) => `${n};P;${(n % 28) + 1}/${(n % 12) + 1}/2025;1.000,${String(n % 100).padStart(2, '0')}`,
  )
  const { answer, rows } = await it.check(`Invoice;Customer;Date;Open\n${lines.join('\n')}`, 'invoices.csv')
  expect(answer).toMatchObject({ errorCount: 0, questions: [], parts: { comesIn: { count: 200_000 } } })
  // Σ of 1000.00 each and the cents 00…99, two thousand times.
  expect(answer.totals.totalCents).toBe(200_000 * 1000_00 + 2000 * 4950)
  expect(rows).toHaveLength(200_000)
})
