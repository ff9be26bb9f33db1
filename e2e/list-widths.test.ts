import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { aLine, customerFields } from '../shared/testing/builders.ts'
import { type DeskClient, furnish, give, newId, orderPayload, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

// Scrollbars take their room, as in the app.
test.use({
  viewport: { width: 1280, height: 720 },
  launchOptions: {
    ignoreDefaultArgs: ['--hide-scrollbars'],
    ...(process.env.FLORIN_CHROMIUM ? { executablePath: process.env.FLORIN_CHROMIUM } : {}),
  },
})

const house = eachInAHouse()
const shot = shotsIn('list-widths')
const ON = '2026-11-20'
let lastNumber = 0
const names = { newId, nextNumber: () => String(++lastNumber) }

/** Books with what is widest: long names, seven-figure totals, all that a tag can say soon. */
async function books(desk: DeskClient): Promise<string> {
  await furnish(desk, house)
  const fields = { name: 'Ivy Hall Weddings & Celebrations of the Hudson Valley', code: 'IVYHALL' }
  const customerId = newId()
  const added = customerFields(names, { ...fields, invoiceEmails: ['ap@ivy.example'] })
  await give(desk, 'customer.add', { customerId, ...added })
  const invoiceIds: string[] = []
  for (let at = 0; at < 24; at++) {
    const order = {
      ...orderPayload(customerId),
      poNumber: `IVY-2026-${1000 + at}`,
      lines: [{ ...aLine(names), boxes: 1 + at }],
    }
    await give(desk, 'order.create', order)
    if (at % 4 === 0) continue
    const expectedTotalCents = 114_00 * (1 + at)
    await give(desk, 'order.confirm', { orderId: order.orderId, issuedOn: ON, expectedTotalCents })
    invoiceIds.push((await desk.ask('orders.one', { orderId: order.orderId })).invoice!.id)
  }
  for (const invoiceId of invoiceIds.slice(-3))
    await give(desk, 'document.email', {
      invoiceId,
      recipients: [{ mailId: newId(), address: 'ap@ivy.example' }],
      subject: 'Invoice',
      message: '',
      linkId: newId(),
    })
  const money = { customerId, receivedOn: ON, note: '' }
  const applications = invoiceIds.slice(-4, -1).map(invoiceId => ({ invoiceId, amountCents: 100_00 }))
  const bounced = newId()
  for (const payment of [
    { paymentId: bounced, method: 'Check', reference: '104233', totalCents: 2_300_00, applications },
    {
      paymentId: newId(),
      method: 'Wire',
      reference: 'FT609621188734',
      totalCents: 1_000_000_00,
      applications: [],
    },
  ])
    await give(desk, 'payment.receive', { ...money, ...payment })
  await give(desk, 'customer.change', { customerId, changes: { creditHold: { from: false, to: true } } })
  await until(
    () => desk.ask('sync.status', {}),
    status => status.queuedCount === 0,
  )
  return customerId
}

const LISTS = [
  '/orders',
  '/invoices',
  '/payments',
  '/credits',
  '/payment-links',
  '/link-payments',
  '/payouts',
  '/aging',
  '/periods',
  '/customers',
  '/products',
  '/team',
]

/** What does not fit in the lists of a screen, which are marked as measured: a bar, a header or a tag that is cut, a menu that is not whole. */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    for (const grid of document.querySelectorAll<HTMLElement>('.ag-root')) {
      grid.dataset.measured = ''
      const list = grid.closest('section')?.getAttribute('aria-label') ?? ''
      const view = grid.querySelector('.ag-body-horizontal-scroll-viewport')!
      if (view.scrollWidth > view.clientWidth)
        found.push(`${list}: ${view.scrollWidth} in ${view.clientWidth}`)
      const right = view.getBoundingClientRect().left + view.clientWidth
      for (const text of grid.querySelectorAll(
        '.ag-header-cell:not(.florin-unseen-header) .ag-header-cell-text',
      ))
        if (text.scrollWidth > text.clientWidth) found.push(`${list}: header ${text.textContent}`)
      for (const cell of grid.querySelectorAll<HTMLElement>('.ag-cell')) {
        const inner = cell.getBoundingClientRect()
        for (const whole of cell.querySelectorAll('[class*=tag], button')) {
          const box = whole.getBoundingClientRect()
          const isCut = box.right > Math.min(inner.right, right) || whole.scrollWidth > whole.clientWidth
          if (isCut)
            found.push(`${list}: ${whole.textContent || whole.ariaLabel} in ${cell.getAttribute('col-id')}`)
        }
        const isNumber = cell.classList.contains('ag-right-aligned-cell')
        if (isNumber && cell.scrollWidth > cell.clientWidth)
          found.push(`${list}: ${cell.textContent} in ${cell.getAttribute('col-id')}`)
      }
    }
    return found
  })
}

test('at 1280 by 720 every list fits beside its scrollbar, and no header, number, tag or menu is cut', async ({
  page,
}) => {
  // Every list in both languages, each with a picture.
  test.slow()
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const customerId = await books(desk)
  await page.goto(`${ready.url}/#token=${ready.token}`)
  let bars = 0
  for (const language of ['en', 'es'] as const) {
    if (language === 'es') {
      const { user } = await desk.ask('session.state', {})
      await give(desk, 'user.change', { userId: user!.id, changes: { language: { from: 'en', to: 'es' } } })
    }
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    for (const path of [...LISTS, `/customers/${customerId}`]) {
      await page.goto(`${ready.url}/#${path}`)
      const isTabbed = path.startsWith('/customers/')
      if (isTabbed) await page.getByRole('tab').first().waitFor()
      else if (path !== '/periods') await page.locator('.ag-root:not([data-measured])').waitFor()
      const tabs = isTabbed ? await page.getByRole('tab').count() : 1
      for (let tab = 0; tab < tabs; tab++) {
        if (isTabbed) await page.getByRole('tab').nth(tab).click()
        await page.evaluate(() => document.fonts.ready)
        await expect(page.getByText(/^(Loading|Cargando)…$/)).toHaveCount(0)
        await expect(page.locator('.ag-full-width-row')).toHaveCount(0)
        // Columns grow with what comes to stand in them.
        await expect
          .configure({ soft: true })
          .poll(() => misfits(page), `${language} ${path}`)
          .toEqual([])
        bars += await page.evaluate(
          () => document.querySelector<HTMLElement>('.ag-body-vertical-scroll-viewport')?.offsetWidth ?? 0,
        )
        await shot(page, `${language}${path.replaceAll('/', '-').slice(0, 20)}-${tab}`)
      }
    }
  }
  expect(bars, 'the scrollbars take no room').toBeGreaterThan(0)
})
