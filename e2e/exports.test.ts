import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { readXlsx } from '../electron/backend/testing/read-xlsx.ts'
import { readPdf } from '../shared/documents/testing/read-pdf.ts'
import { furnish, give, newId, orderPayload } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({ expectedErrors: ['WebSocket connection to', '/desk-access?token='] })

const house = eachInAHouse()

const shot = shotsIn('exports')

test('open invoices go to Excel and PDF as they are shown, and columns and filters survive a reload', async ({
  page,
}) => {
  const first = await house.desktop('first')
  const desk = await connectDesk(first.ready)
  const { customerId } = await furnish(desk, house)
  const { today } = await desk.ask('session.state', {})
  for (const issuedOn of ['2026-08-20', today]) {
    const order = orderPayload(customerId)
    await give(desk, 'order.create', order)
    await give(desk, 'order.confirm', { orderId: order.orderId, issuedOn, expectedTotalCents: 22_800 })
  }
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await page.goto(`${first.ready.url}/#/invoices`)
  await page.getByRole('button', { name: /^Past due/ }).click()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'PO' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByText('1 invoice', { exact: true })).toBeVisible()

  const sheet = readXlsx(readFileSync(await exported(page, 'Excel workbook')))
  expect(sheet.name).toBe('Open Invoices')
  const headers = sheet.rows[0]!.map(({ value }) => value)
  expect(headers).toContain('Customer')
  expect(headers).not.toContain('PO')
  expect(sheet.rows).toHaveLength(3)
  expect(sheet.rows[2]!.map(({ value }) => value)).toEqual(['Total', 228, 228])
  const [pdf] = await readPdf(new Uint8Array(readFileSync(await exported(page, 'PDF'))))
  for (const text of [
    'Open Invoices',
    'Petal & Stem Atelier',
    'Aug 20, 2026',
    '|228.00|',
    'Past due',
    'Page 1 of 1',
  ])
    expect(pdf!.text).toContain(text)

  await page.reload()
  await expect(page.getByText('1 invoice', { exact: true })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'PO' })).toHaveCount(0)
  await page.getByRole('gridcell', { name: 'Petal' }).first().focus()
  await page.keyboard.press('Control+a')
  await expect(page.getByText('1 selected')).toBeVisible()
})

/** Each list with its path and what it is called. */
const LISTS = [
  ['/orders', 'Order Summary'],
  ['/invoices', 'Open Invoices'],
  ['/payments', 'Payment History'],
  ['/credits', 'Credits'],
  ['/aging', 'Aging / Statements'],
  ['/customers', 'Customers'],
  ['/products', 'Products'],
  ['/team', 'Users'],
] as const

test('every list goes to Excel and PDF with all of its columns, and keeps its search', async ({ page }) => {
  const first = await house.desktop('first')
  const desk = await connectDesk(first.ready)
  const { customerId } = await furnish(desk, house)
  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  await give(desk, 'order.confirm', {
    orderId: order.orderId,
    issuedOn: '2026-08-20',
    expectedTotalCents: 22_800,
  })
  const { today } = await desk.ask('session.state', {})
  await give(desk, 'payment.receive', {
    paymentId: newId(),
    customerId,
    receivedOn: today,
    method: 'Check',
    reference: '',
    totalCents: 12_00,
    note: '',
    applications: [],
  })
  await give(desk, 'credit.create', {
    creditId: newId(),
    customerId,
    invoiceId: null,
    reason: 'Quality',
    creditedOn: today,
    lines: [{ lineId: null, description: 'Broken stems', amountCents: 5_00 }],
    note: '',
    submit: false,
  })
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  for (const [at, [path, name]] of LISTS.entries()) {
    await page.goto(`${first.ready.url}/#${path}`)
    const hidden = page.getByRole('menuitemcheckbox', { checked: false })
    await page.getByRole('button', { name: 'Columns' }).click()
    await expect(page.getByRole('menuitemcheckbox').first()).toBeVisible()
    while ((await hidden.count()) > 0) await hidden.first().click()
    await page.keyboard.press('Escape')
    const sheet = readXlsx(readFileSync(await exported(page, 'Excel workbook')))
    const named = name.replace('/', ' ')
    expect(sheet.name, path).toBe(path === '/aging' ? `${named} ${today}` : named)
    expect(sheet.rows.length, path).toBeGreaterThan(1)
    const [pdf] = await readPdf(new Uint8Array(readFileSync(await exported(page, 'PDF'))))
    expect(pdf!.text, path).toContain(name)
    await page.getByRole('main').getByRole('searchbox').fill('e')
    await page.waitForFunction(
      count => Object.values(localStorage).filter(text => text.includes('"search":"e"')).length === count,
      at + 1,
    )
  }
  await page.goto(`${first.ready.url}/#/home`)
  for (const [path] of LISTS) {
    await page.goto(`${first.ready.url}/#${path}`)
    await expect(page.getByRole('main').getByRole('searchbox'), path).toHaveValue('e')
  }
  await shot(page, 'users')
})

test('many invoices are printed in a run, which says what had none', async ({ page }) => {
  const first = await house.desktop('first')
  const desk = await connectDesk(first.ready)
  const { customerId } = await furnish(desk, house)
  for (const isConfirmed of [true, true, false]) {
    const order = orderPayload(customerId)
    await give(desk, 'order.create', order)
    if (!isConfirmed) continue
    await give(desk, 'order.confirm', {
      orderId: order.orderId,
      issuedOn: '2026-11-20',
      expectedTotalCents: 22_800,
    })
  }
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await page.goto(`${first.ready.url}/#/orders`)
  await page.getByRole('gridcell', { name: 'Petal' }).first().focus()
  await page.keyboard.press('Control+a')
  await page.getByRole('button', { name: 'Print', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('status')).toContainText('2 invoices ready to print')
  await expect(dialog.getByText('It has no invoice.')).toHaveCount(1)
  await shot(page, 'print')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download the PDF' }).click(),
  ])
  expect(await readPdf(new Uint8Array(readFileSync(await download.path())))).toHaveLength(2)
})

test('a tab without the address’s token says what to do; under one’s name another one opens', async ({
  page,
  context,
}) => {
  const first = await house.desktop('first')
  await furnish(await connectDesk(first.ready), house)
  await page.goto(first.ready.url)
  await expect(page.getByText('This tab can’t reach Florin')).toBeVisible()
  await shot(page, 'no-token')
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await page.getByTitle('Your menu').click()
  const [other] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('menuitem', { name: 'Open another tab' }).click(),
  ])
  await expect(other.getByTitle('Your menu')).toBeVisible()
  expect(other.url()).not.toContain('token')
})

async function exported(page: Page, format: string): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format }).click(),
  ])
  return download.path()
}
