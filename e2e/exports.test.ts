import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { readXlsx } from '../electron/backend/testing/read-xlsx.ts'
import { readPdf } from '../shared/documents/testing/read-pdf.ts'
import { furnish, give, orderPayload } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { test } from './support/page-test.ts'

test.describe.configure({ timeout: 120_000 })
test.use({ expectedErrors: ['WebSocket connection to', '/desk-access?token='] })

const house = eachInAHouse()

test('open invoices go to Excel and PDF as they are shown, and columns and filters survive a reload', async ({
  page,
}) => {
  const first = await house.desktop('first')
  const desk = await connectDesk(first.ready)
  const { customerId } = await furnish(desk, house)
  for (const issuedOn of ['2026-08-20', '2026-11-20']) {
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

async function exported(page: Page, format: string): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format }).click(),
  ])
  return download.path()
}
