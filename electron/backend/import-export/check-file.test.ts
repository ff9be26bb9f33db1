import { afterEach, beforeEach, expect, test } from 'vitest'
import { importingDesktop, told } from './testing/importing-desktop.ts'
import { makeXlsx } from './testing/make-xlsx.ts'

let it: Awaited<ReturnType<typeof importingDesktop>>
beforeEach(async () => {
  it = await importingDesktop()
})
afterEach(() => it.here.remove())

test('a list of customers from another program is understood by its headers, in English and Spanish', async () => {
  const english =
    'Customer No.,Customer Name,Street 1,City,State,Zip,Email,Terms,Credit Limit,Tax rate,Rep\nC1,Petal,1 Main,Miami,FL,33122,a@petal.example; b@petal.example,Net 30,"5,000.00",8.875%,\n'
  const { plan, answer, rows } = await it.check(english, 'customers.csv')
  expect(plan).toMatchObject({ kind: 'customers', headerRow: 1 })
  expect(told(answer)).toEqual([])
  expect(rows[0]!.values).toMatchObject({
    code: 'C1',
    name: 'Petal',
    billingAddress: { line1: '1 Main', city: 'Miami', region: 'FL', postalCode: '33122' },
    invoiceEmails: ['a@petal.example', 'b@petal.example'],
    termsCode: 'NET30',
    creditLimitCents: 500_000,
    taxBps: 887.5,
    currency: 'USD',
  })
  const spanish =
    'Código;Nombre;Dirección;Ciudad;Correo;Límite de crédito;Activo\nC2;Florería Ñandú;Calle 8;Cali;;1.500,50;no\n'
  const { rows: second, plan: read } = await it.check(spanish, 'clientes.csv')
  expect(read.kind).toBe('customers')
  expect(second[0]!.values).toMatchObject({
    code: 'C2',
    name: 'Florería Ñandú',
    creditLimitCents: 150_050,
    active: false,
  })
})

test('every wrong cell is told with its row and column, and mended in place', async () => {
  const file = [
    'Code,Name,Email,Terms,Credit limit,Salesperson',
    'C1,Petal,not an address,NET30,100,',
    'C2,,x@y.example,NET77,abc,Somebody',
    `C3,${'x'.repeat(130)},,,-5,`,
    'C1,Petal again,,,,',
  ].join('\n')
  const { answer } = await it.check(file, 'customers.csv')
  expect(told(answer)).toEqual([
    [2, 'invoiceEmails', 'not-email', 'not'],
    [3, 'name', 'required', ''],
    [3, 'terms', 'unknown-terms', expect.stringContaining('NET30')],
    [3, 'creditLimit', 'not-amount', 'abc'],
    [3, 'salesperson', 'unknown-person', ''],
    [4, 'name', 'does-not-fit', '120'],
    [4, 'creditLimit', 'negative', ''],
  ])
  expect(answer.problemRows[0]!.texts).toMatchObject({ code: 'C1', invoiceEmails: 'not an address' })
  const edit = (row: number, field: string, text: string) => ({ row, field, text })
  const edits = [
    edit(2, 'invoiceEmails', 'pay@petal.example'),
    edit(3, 'name', 'Second'),
    edit(3, 'terms', 'net 15'),
    edit(3, 'creditLimit', '1,000.00'),
    edit(3, 'salesperson', ''),
    edit(4, 'name', 'Third'),
    edit(4, 'creditLimit', ''),
  ]
  const mended = await it.check(file, 'customers.csv', {}, edits)
  expect(told(mended.answer)).toEqual([
    [5, 'code', 'differs-in-file', '2'],
    [2, 'code', 'differs-below', '5'],
  ])
  const whole = await it.check(file, 'customers.csv', {}, [...edits, edit(5, 'code', 'C4')])
  expect(told(whole.answer)).toEqual([])
  expect(whole.answer).toMatchObject({ totals: { count: 4 }, parts: { comesIn: { count: 4 } } })
})

test('what is here already is told and counted, and customers without a code get one from their name', async () => {
  it.customer({ code: 'PETAL', name: 'Petal & Stem' })
  const { answer, rows } = await it.check(
    'Code,Name\nPetal,Petal & Stem\n,Petal & Stem\n,A very long name of a florist\n',
    'customers.csv',
  )
  expect(told(answer)).toEqual([
    [2, 'code', 'here-already', 'Petal & Stem'],
    [3, 'name', 'same-name-here', 'PETAL'],
  ])
  expect(answer.parts).toMatchObject({ here: { count: 1 }, comesIn: { count: 2 } })
  const codes = rows.map(row => (row.values as { code: string }).code)
  expect(codes).toEqual(['Petal', 'PETAL-STEM', expect.stringMatching(/^A-VERY-LONG-NA-[0-9A-F]{5}$/)])
})

test('open invoices are checked against the customers, and sum up by age', async () => {
  it.customer({ code: 'PETAL', name: 'Petal & Stem' })
  it.customer({ code: 'TWIN1', name: 'Twin' })
  it.customer({ code: 'TWIN2', name: 'Twin' })
  const file = [
    'Invoice,Customer,Date,Due,Total,Open',
    '1001,PETAL,2026-11-20,2026-12-20,500.00,300.00',
    '1002,petal & stem,2026-08-25,,100.00,100.00',
    '1003,Petal,2026-08-24,,100.00,0.50',
    '1004,Twin,2026-08-24,,100.00,100.00',
    '1005,Nobody,2026-08-24,,100.00,100.00',
    '1006,PETAL,2026-02-30,,100.00,-1.00',
    '1007,PETAL,2026-10-01,,100.00,200.00',
    '1001,PETAL,2026-11-20,2026-12-20,500.00,300.00',
    '1001,TWIN1,2026-11-20,2026-12-20,500.00,300.00',
  ].join('\r\n')
  const { plan, answer, rows } = await it.check(file, 'open invoices.csv')
  expect(plan).toMatchObject({
    kind: 'invoices',
    columns: { number: 0, customer: 1, issuedOn: 2, dueOn: 3, total: 4, open: 5 },
  })
  expect(told(answer)).toEqual([
    [5, 'customer', 'several-customers', 'Twin'],
    [6, 'customer', 'unknown-customer', 'Nobody'],
    [7, 'issuedOn', 'not-date', '2026-02-30'],
    [7, 'open', 'negative', ''],
    [8, 'open', 'more-open-than-total', ''],
    [10, 'number', 'differs-in-file', '2'],
    [2, 'number', 'differs-below', '10'],
    [9, 'number', 'twice-in-file', '2'],
  ])
  // 5, 92 and 93 days old; the file has more, which is wrong or repeats.
  expect(answer.parts.comesIn).toEqual({
    count: 3,
    totalCents: 400_50,
    bucketCents: [300_00, 0, 0, 100_50],
  })
  expect(answer.parts.leftOut).toMatchObject({ count: 1, totalCents: 300_00 })
  expect(answer.totals.count).toBe(9)
  expect(answer.bucketLabels).toEqual(['0–30', '31–60', '61–90', '90+'])
  expect(rows[1]!.values).toMatchObject({ dueOn: '2026-09-24', totalCents: 100_00 })
})

test('a column that may be read two ways asks, and is read as the person says', async () => {
  it.customer({ code: 'PETAL' })
  const file = 'Invoice;Customer;Date;Open\n1;PETAL;03/04/2026;1.234\n2;PETAL;05/06/2026;2.500\n'
  const { answer } = await it.check(file, 'open invoices.csv')
  expect(answer.questions).toEqual([
    { field: 'issuedOn', about: 'order', sample: '03/04/2026', choices: ['mdy', 'dmy'] },
    { field: 'open', about: 'mark', sample: '1.234', choices: ['.', ','] },
  ])
  const said = await it.check(file, 'open invoices.csv', {
    marks: { open: ',' },
    orders: { issuedOn: 'dmy' },
  })
  expect(said.answer.questions).toEqual([])
  expect(said.rows[0]!.values).toMatchObject({ issuedOn: '2026-04-03', openCents: 1234_00 })
})

const QUICKBOOKS = [
  ['Bloem Wholesale', null, null, null, null, null, null, null],
  ['Open Invoices', null, null, null, null, null, null, null],
  ['As of November 25, 2026', null, null, null, null, null, null, null],
  [],
  [null, 'Type', 'Date', 'Num', 'P. O. #', 'Terms', 'Due Date', 'Open Balance'],
  ['Petal & Stem'],
  [null, 'Invoice', { day: 46_317 }, '1001', 'PO-1', 'Net 30', { day: 46_347 }, 500],
  [null, 'Credit Memo', { day: 46_320 }, 'CM7', null, null, null, -40],
  [null, 'Payment', { day: 46_321 }, '8812', null, null, null, -25.5],
  ['Total Petal & Stem', null, null, null, null, null, null, 434.5],
  [],
  ['Wedding Works'],
  [null, 'Invoice', { day: 46_340 }, '1002', null, 'Due on receipt', { day: 46_340 }, 1250.25],
  ['Total Wedding Works', null, null, null, null, null, null, { formula: 'H13', value: 1250.25 }],
  ['TOTAL', null, null, null, null, null, null, { formula: 'H10+H14', value: 1684.75 }],
  ['Wednesday, Nov 25, 2026 09:00:00 AM GMT-5'],
]

test('QuickBooks’ Open Invoices report: titles, headings of customers, subtotals and blank lines are read over', async () => {
  it.customer({ code: 'P', name: 'Petal & Stem' })
  it.customer({ code: 'W', name: 'Wedding Works' })
  const file = makeXlsx({ rows: QUICKBOOKS })
  const invoices = await it.check(file, 'report.xlsx')
  expect(invoices.plan).toMatchObject({
    kind: 'invoices',
    headerRow: 5,
    columns: { customer: -1, number: 3, open: 7 },
  })
  expect(told(invoices.answer)).toEqual([])
  expect(invoices.answer.skipped).toEqual({ blank: 1, subtotal: 3, heading: 3, otherDocument: 2 })
  expect(invoices.answer.totals).toMatchObject({ count: 2, totalCents: 1750_25 })
  expect(invoices.rows[1]!.values).toMatchObject({ number: '1002', termsCode: 'COD' })
  const credits = await it.check(file, 'report.xlsx', { kind: 'credits' })
  expect(credits.rows.map(row => row.values)).toMatchObject([{ number: 'CM7', openCents: 40_00 }])
  const payments = await it.check(file, 'report.xlsx', { kind: 'payments' })
  expect(payments.rows.map(row => row.values)).toMatchObject([
    { number: expect.stringMatching(/^OP-[0-9A-F]{10}$/), reference: '8812', openCents: 25_50 },
  ])
})

test('QuickBooks’ A/R Aging Detail: buckets are headings, the customer stands in the row', async () => {
  it.customer({ code: 'P', name: 'Petal & Stem' })
  const file = [
    ',Type,Date,Num,P. O. #,Name,Terms,Due Date,Aging,Open Balance',
    'Current,,,,,,,,,',
    ',Invoice,11/20/2026,1001,,Petal & Stem:Wedding,Net 30,12/20/2026,,"1,500.00"',
    'Total Current,,,,,,,,,"1,500.00"',
    '1 - 30,,,,,,,,,',
    ',Invoice,10/13/2026,1000,,Petal & Stem,Net 30,11/12/2026,13,20.00',
    'Total 1 - 30,,,,,,,,,20.00',
    'TOTAL,,,,,,,,,"1,520.00"',
  ].join('\r\n')
  const { answer } = await it.check(file, 'AR aging detail.csv')
  expect(told(answer)).toEqual([])
  expect(answer.totals).toMatchObject({ count: 2, totalCents: 1520_00, bucketCents: [1500_00, 20_00, 0, 0] })
  expect(answer.skipped).toMatchObject({ subtotal: 3, heading: 2 })
})

test('a formula that was never computed and an error are told at their cells', async () => {
  it.customer({ code: 'P', name: 'Petal' })
  const rows = [
    ['Invoice', 'Customer', 'Date', 'Open'],
    ['1', 'P', { day: 46_317 }, { formula: 'SUM(A1)', value: null }],
    ['2', 'P', { day: 46_317 }, { error: '#REF!' }],
    ['3', 'P', { day: 46_317 }, { formula: '1+1', value: 2 }],
  ]
  const { answer } = await it.check(makeXlsx({ rows }), 'invoices.xlsx')
  expect(told(answer)).toEqual([
    [2, 'open', 'formula', ''],
    [3, 'open', 'error-value', '#REF!'],
  ])
  expect(answer.parts.comesIn).toMatchObject({ count: 1, totalCents: 2_00 })
  expect(answer.totals).toMatchObject({ count: 3, totalCents: 2_00 })
})

test('a closed period, and a number that another customer has, are told before anything comes in', async () => {
  it.here.must('company.change', { changes: { closedThrough: { from: null, to: '2026-06-30' } } })
  it.customer({ code: 'P', name: 'Petal' })
  it.customer({ code: 'W', name: 'Wedding' })
  await it.bringIn('Invoice,Customer,Date,Open\n1,P,2026-07-01,5\n', 'invoices.csv')
  const { answer } = await it.check(
    'Invoice,Customer,Date,Open\n1,W,2026-07-01,5\n2,W,2026-06-30,5\n1,P,2026-07-01,5',
    'invoices.csv',
  )
  expect(told(answer)).toEqual([
    [2, 'number', 'number-used', '1'],
    [3, 'issuedOn', 'period-closed', '2026-06-30'],
    [4, 'number', 'here-already', '1'],
  ])
})

test('money and credits of a day to come are an error, as where they are entered by hand', async () => {
  it.customer({ code: 'P', name: 'Petal' })
  const rows = 'P,2026-11-25,5\nP,2026-12-11,5\n'
  for (const kind of ['payments', 'credits'] as const) {
    const { answer, rows: taken } = await it.check(`Customer,Date,Amount\n${rows}`, `${kind}.csv`, { kind })
    const field = kind === 'payments' ? 'receivedOn' : 'creditedOn'
    expect(told(answer)).toEqual([[3, field, 'day-to-come', '2026-12-11']])
    expect(taken).toHaveLength(1)
  }
  const { answer } = await it.check('Invoice,Customer,Date,Open\n1,P,2026-12-01,5\n', 'invoices.csv')
  expect(told(answer)).toEqual([])
})

test('an open amount that can not be is told once, and not of a total that the file does not have', async () => {
  it.customer({ code: 'P', name: 'Petal' })
  const file = 'Invoice,Customer,Date,Open\n1,P,2026-11-20,-5\n2,P,2026-11-20,0\n'
  const { answer, rows } = await it.check(file, 'invoices.csv')
  expect(told(answer)).toEqual([
    [2, 'open', 'negative', ''],
    [3, 'open', 'zero', ''],
  ])
  expect(rows).toEqual([])
})

test('what is here already may come again after its period was closed, with the same values and no others', async () => {
  it.customer({ code: 'P', name: 'Petal' })
  await it.bringIn('Invoice,Customer,Date,Open\n1,P,2026-06-29,5\n2,P,2026-06-30,7\n', 'invoices.csv')
  it.here.must('company.change', { changes: { closedThrough: { from: null, to: '2026-06-30' } } })
  const again = 'Invoice,Customer,Date,Open\n1,P,2026-06-29,5\n2,P,2026-06-28,7\n3,P,2026-07-01,9\n'
  const { answer } = await it.check(again, 'invoices.csv')
  expect(told(answer)).toEqual([
    [3, 'issuedOn', 'differs-here', '2026-06-30'],
    [2, 'number', 'here-already', '1'],
  ])
  const file = 'Invoice,Customer,Date,Open\n1,P,2026-06-29,5\n3,P,2026-07-01,9\n'
  expect(await it.bringIn(file, 'invoices.csv')).toMatchObject({
    phase: 'added',
    addedCount: 1,
    hereCount: 1,
  })
})

test('a customer whose name begins as a sum does is none where a day stands beside it', async () => {
  it.customer({ code: 'T', name: 'Total Wine' })
  const file = [
    'Customer,Invoice,Date,Open',
    'Total Wine,1001,11/20/2026,25.00',
    'Total Total Wine,,,25.00',
    'TOTAL,,,25.00',
  ].join('\n')
  const { answer } = await it.check(file, 'invoices.csv')
  expect(told(answer)).toEqual([])
  expect(answer.totals).toMatchObject({ count: 1, totalCents: 25_00 })
  expect(answer.skipped).toMatchObject({ subtotal: 2 })
})

test('products: prices to four decimals, either decimal mark, words for how they are sold', async () => {
  const file =
    'Código;Descripción;Se vende por;Tipo de unidad;Precio A;Tallos por ramo;Activo\nR60;Rosa;cajas;tallos;0,3825;25;sí\nEU;Eucalipto;unidad;ramo;6,20;10;\n'
  const { plan, answer, rows } = await it.check(file, 'productos.csv')
  expect(plan.kind).toBe('products')
  expect(told(answer)).toEqual([])
  expect(rows.map(row => row.values)).toMatchObject([
    { soldBy: 'box', unitType: 'stem', priceAE4: 3825, stemsPerBunch: 25 },
    { soldBy: 'unit', unitType: 'bunch', priceAE4: 62_000 },
  ])
})
