import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { furnish, give, newId, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access'],
})

const house = eachInAHouse()

const take = shotsIn('import')

async function shot(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page, name)
    await take(page, `${name}-${colorScheme}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

const choose = (page: Page, name: string, text: string) =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') })

const CUSTOMERS = [
  '\ufeffCódigo;Nombre;Ciudad;Correo;Límite de crédito',
  'NANDU;Florería Ñandú;Cali;pagos@nandu.example;1.500,50',
  'ROSAS;Rosas & Más;Bogotá;;',
  'IRIS;Iris Design;Miami;iris@iris.example;12.000,00',
].join('\r\n')

const INVOICES = [
  'Open Invoices as of November 25,,,,,',
  'Invoice,Customer,Invoice Date,Due Date,Original Amount,Open Balance',
  '90001,NANDU,10/13/2026,11/12/2026,"1,500.00","1,250.25"',
  '90002,Rosas & Más,11/01/2026,12/01/2026,300.00,300.00',
  '90003,Iris Desing,11/14/2026,12/14/2026,99.50,99.50',
  ',,,Total,,"1,649.75"',
].join('\n')

const MORE = [
  'Invoice,Customer,Invoice Date,Due Date,Open Balance',
  '90001,NANDU,10/13/2026,11/12/2026,999.00',
  'B-1,NANDU,11/13/2026,12/13/2026,1.00',
  'B-1,NANDU,11/13/2026,12/13/2026,3.00',
  'B-1,NANDU,11/13/2026,12/13/2026,1.00',
].join('\n')

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })

test('customers and open invoices come in from files, once, mended in place and matched, and go again', async ({
  page,
}) => {
  const first = await house.desktop('first')
  const desk = await connectDesk(first.ready)
  await furnish(desk, house)
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await page.goto(`${first.ready.url}/#/import`)
  await expect(page.getByText('Nothing was imported yet.')).toBeVisible()
  await shot(page, '1-file')

  await choose(page, 'clientes.csv', CUSTOMERS)
  await expect(page.getByRole('button', { name: 'Customers', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('No errors. Every row can come in.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import 3 rows' })).toBeDisabled()
  await page.getByLabel('From your system: Rows').fill('4')
  await expect(page.getByText('Differs')).toBeVisible()
  await page.getByLabel('From your system: Rows').fill('3')
  await page.getByRole('button', { name: 'Import 3 rows' }).click()
  await expect(page.getByText('3 rows were added.')).toBeVisible()

  await page.getByRole('button', { name: 'Import another file' }).click()
  await choose(page, 'open invoices.csv', INVOICES)
  await expect(page.getByLabel('Row with the headers')).toHaveValue('2')
  await shot(page, '2-columns')
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('No customer has the code or name “Iris Desing”')).toBeVisible()
  await shot(page, '3-mend')
  const cell = page.getByLabel('Row 5, Customer')
  await cell.fill('Iris Design')
  await cell.press('Enter')
  await expect(page.getByText('No errors. Every row can come in.')).toBeVisible()
  await expect(page.getByText('3 rows come in.')).toBeVisible()
  await expect(page.getByText('1 row of totals')).toBeVisible()
  await page.getByLabel('From your system: Open in all').fill('1,649.75')
  for (const figure of await page.getByRole('checkbox', { disabled: false }).all()) await figure.check()
  await shot(page, '4-totals')
  await page.getByRole('button', { name: 'Import 3 rows' }).click()
  await expect(page.getByText('3 rows were added.')).toBeVisible()
  await shot(page, '5-result')
  const open = () => desk.ask('invoices.open', { search: '9000' })
  expect(await open()).toMatchObject({ count: 3, openCents: 1649_75 })
  await page.goto(`${first.ready.url}/#/invoices`)
  await page.getByRole('button', { name: 'Actions for invoice 90001' }).click()
  await expect(page.getByRole('menuitem', { name: 'Open the invoice' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Open the order' })).toHaveCount(0)
  await page.goto(`${first.ready.url}/#/import`)

  await page.getByRole('button', { name: 'Import another file' }).click()
  await choose(page, 'open invoices.csv', INVOICES.replace('Desing', 'Design'))
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('Everything in this file is here already.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Nothing to import' })).toBeDisabled()
  await expect(row(page, 'Open in all')).toHaveText('Open in all1,649.751,649.750.00')
  await shot(page, '5a-here')

  // A number that is here with another amount, one that repeats with another, and an exact copy.
  await page.getByRole('button', { name: 'Choose another file' }).click()
  await choose(page, 'more invoices.csv', MORE)
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('Here already, with another value: 1,250.25.')).toBeVisible()
  await expect(page.getByText('The same as in row 3, whose other values differ.')).toBeVisible()
  await shot(page, '5b-differs')
  await page.getByRole('button', { name: 'Leave row 2 out' }).click()
  await expect(page.getByText('Left out on purpose')).toBeVisible()
  await expect(page.getByText('1 error', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Take row 2 in again' }).click()
  await expect(page.getByText('2 errors', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Leave row 2 out' }).press('Enter')
  await expect(page.getByText('1 error', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Leave row 4 out' }).click()
  await expect(page.getByText('1 row comes in; 3 are left out or repeat another.')).toBeVisible()
  await expect(row(page, 'Open in all')).toHaveText('Open in all1,004.000.001,003.001.00')
  await page.getByLabel('From your system: Rows').fill('4')
  await page.getByLabel('From your system: Open in all').fill('1,004.00')
  for (const figure of await page.getByRole('checkbox', { disabled: false }).all()) await figure.check()
  await shot(page, '5c-left-out')
  await page.getByRole('button', { name: 'Import 1 row', exact: true }).click()
  await expect(page.getByText('1 row was added.')).toBeVisible()
  expect(await open()).toMatchObject({ count: 3, openCents: 1649_75 })
  expect(await desk.ask('invoices.open', { search: 'B-1' })).toMatchObject({ count: 1, openCents: 1_00 })

  const paid = (await open()).rows.find(row => row.number === '90002')!
  const part = (await open()).rows.find(row => row.number === '90001')!
  await give(desk, 'payment.receive', {
    paymentId: newId(),
    customerId: paid.customerId,
    receivedOn: '2026-11-20',
    method: 'Check',
    reference: '',
    totalCents: 300_00,
    note: '',
    applications: [{ invoiceId: paid.invoiceId, amountCents: 300_00 }],
  })
  await page.getByRole('button', { name: 'Import another file' }).click()
  await shot(page, '6-earlier')
  await page.getByRole('button', { name: 'Undo the import of open invoices.csv' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('2 rows of open invoices.csv are undone, 1 stays')).toBeVisible()
  await expect(page.getByText('90002 has something applied to it')).toBeVisible()
  await shot(page, '7-undone')
  expect(await open()).toMatchObject({ count: 0 })
  await page.getByRole('button', { name: 'Import another file' }).click()
  await expect(page.getByText('Undone in part')).toBeVisible()
  await page.getByRole('button', { name: 'Undo the import of open invoices.csv' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Nothing of open invoices.csv was undone: its row stays')).toBeVisible()
  await shot(page, '8-nothing-undone')

  // An invoice from a file has no order to open, and says what it came to before a part of it was paid.
  await page.goto(`${first.ready.url}/#/invoices/${paid.invoiceId}`)
  await expect(page.getByRole('dialog').getByRole('button', { name: 'View PDF' })).toBeVisible()
  await expect(page.getByText('Open the order')).toHaveCount(0)
  await page.goto(`${first.ready.url}/#/invoices/${part.invoiceId}`)
  await expect(page.getByRole('dialog')).toContainText('1,500.00 · 249.75 paid before the import')
  await expect(page.getByRole('dialog')).toContainText('1,250.25')
  await shot(page, '9-part')
  await until(
    () => desk.ask('sync.status', {}),
    status => status.queuedCount === 0 && status.refusedCount === 0,
  )
})

test('a cashier has no import', async ({ page }) => {
  const first = await house.desktop('first')
  const desk = await connectDesk(first.ready)
  await furnish(desk, house)
  const userId = newId()
  const maria = {
    userId,
    name: 'Maria Ospina',
    login: 'maria@bloem.example',
    roles: ['cashier'],
    language: 'es',
  }
  await give(desk, 'user.add', { ...maria, manageOwnCustomers: false })
  await until(
    () => desk.ask('sync.status', {}),
    status => status.queuedCount === 0,
  )
  await desk.ask('users.set-password', { userId, password: 'peonies in june' })
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await expect(page.getByRole('link', { name: 'Import' })).toBeVisible()
  await desk.ask('session.login', { login: 'maria@bloem.example', password: 'peonies in june' })
  await expect(page.getByRole('link', { name: 'Clientes' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Importar' })).toHaveCount(0)
  await page.goto(`${first.ready.url}/#/import`)
  await expect(page.getByText('Suelte un archivo aquí')).toHaveCount(0)
  expect(await desk.answer('imports.list', {})).toMatchObject({ refusal: { code: 'not-allowed' } })
})
