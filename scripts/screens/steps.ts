import type { Page } from '@playwright/test'
import type { RouteName } from '../../renderer/app/router.ts'
import { aging } from '../../renderer/words/aging.ts'
import { credits } from '../../renderer/words/credits.ts'
import { customers } from '../../renderer/words/customers.ts'
import { orderEntry } from '../../renderer/words/order-entry.ts'
import { orders } from '../../renderer/words/orders.ts'
import { parts } from '../../renderer/words/parts.ts'
import { payments } from '../../renderer/words/payments.ts'
import { team } from '../../renderer/words/team.ts'

/** What of the demo company is shown. */
export interface Scene {
  customerId: string
  draftOrderId: string
  orderId: string
  invoiceId: string
  paymentId: string
  unappliedPaymentId: string
  creditId: string
  linkPaymentId: string
  payoutId: string
}

/** A look at a screen beyond its first: where it is, and what is pressed there. */
export interface Step {
  name: string
  path(scene: Scene): string
  act?(page: Page, words: StepWords): Promise<void>
}

export type StepWords = ReturnType<typeof stepWords>

/** The words that steps press, in one language. */
export function stepWords(language: 'en' | 'es') {
  return {
    aging: aging[language],
    credits: credits[language],
    customers: customers[language],
    orderEntry: orderEntry[language],
    orders: orders[language],
    parts: parts[language],
    payments: payments[language],
    team: team[language],
  }
}

const main = (page: Page) => page.getByRole('main')
const press = (page: Page, name: string) =>
  main(page).getByRole('button', { name, exact: true }).first().click()
const select = (page: Page) => main(page).locator('.ag-row input[type=checkbox]').first().check()
const firstCell = (page: Page) => main(page).locator('.ag-row [role=gridcell]').first()
const fill = (page: Page, text: string) =>
  main(page).getByRole('searchbox').or(main(page).locator('input[placeholder$="…"]')).first().fill(text)

/**
 * What each route is looked at for besides its first sight; the sections themselves are found on the page. A route that is
 * not here fails the test beside this file.
 */
export const STEPS: Record<RouteName, Step[]> = {
  home: [
    { name: 'palette', path: () => '/home', act: page => page.keyboard.press('Control+k') },
    { name: 'shortcuts', path: () => '/home', act: page => page.keyboard.press('?') },
    {
      name: 'user-menu',
      path: () => '/home',
      act: page => page.getByRole('navigation').getByText('Elena Vos').click(),
    },
  ],
  newOrder: [{ name: 'customer-chosen', path: ({ customerId }) => `/orders/new?customer=${customerId}` }],
  order: [
    { name: 'draft', path: ({ draftOrderId }) => `/orders/${draftOrderId}` },
    { name: 'confirmed', path: ({ orderId }) => `/orders/${orderId}` },
    {
      name: 'email-dialog',
      path: ({ orderId }) => `/orders/${orderId}`,
      act: (page, { orders: w }) => press(page, w.email),
    },
    {
      name: 'pdf',
      path: ({ orderId }) => `/orders/${orderId}`,
      act: async (page, { orders: w, orderEntry: more }) => {
        await press(page, more.more)
        await page.getByRole('menuitem', { name: w.viewPdf }).click()
      },
    },
    {
      name: 'void-dialog',
      path: ({ orderId }) => `/orders/${orderId}`,
      act: (page, { orders: w }) => press(page, w.void),
    },
  ],
  orders: [
    { name: 'selected', path: () => '/orders', act: select },
    { name: 'none-found', path: () => '/orders', act: page => fill(page, 'zzzz') },
  ],
  invoices: [{ name: 'selected', path: () => '/invoices', act: select }],
  invoice: [{ name: 'panel', path: ({ invoiceId }) => `/invoices/${invoiceId}` }],
  receivePayment: [
    { name: 'customer-chosen', path: ({ customerId }) => `/receive-payment?customer=${customerId}` },
  ],
  periods: [],
  payments: [],
  payment: [
    { name: 'panel', path: ({ paymentId }) => `/payments/${paymentId}` },
    { name: 'panel-unapplied', path: ({ unappliedPaymentId }) => `/payments/${unappliedPaymentId}` },
  ],
  links: [],
  link: [
    {
      name: 'panel',
      path: () => '/payment-links',
      act: page => firstCell(page).click(),
    },
  ],
  linkPayments: [
    { name: 'payments', path: () => '/link-payments' },
    { name: 'none-found', path: () => '/link-payments', act: page => fill(page, 'zzzz') },
  ],
  linkPayment: [{ name: 'panel', path: ({ linkPaymentId }) => `/link-payments/${linkPaymentId}` }],
  payouts: [{ name: 'payouts', path: () => '/payouts' }],
  payout: [{ name: 'panel', path: ({ payoutId }) => `/payouts/${payoutId}` }],
  aging: [
    { name: 'statement', path: ({ customerId }) => `/aging?customer=${customerId}` },
    { name: 'selected', path: () => '/aging', act: select },
    {
      name: 'run-dialog',
      path: () => '/aging',
      act: (page, { aging: w }) => press(page, w.createAll),
    },
  ],
  journals: [
    {
      name: 'receivables',
      path: () => '/journals',
      act: page => main(page).locator('fieldset button').nth(1).click(),
    },
  ],
  newCredit: [{ name: 'customer-chosen', path: ({ customerId }) => `/credits/new?customer=${customerId}` }],
  credits: [],
  credit: [{ name: 'panel', path: ({ creditId }) => `/credits/${creditId}` }],
  customers: [
    {
      name: 'new',
      path: () => '/customers',
      act: (page, { customers: w }) => main(page).getByText(w.newCustomer, { exact: true }).first().click(),
    },
  ],
  customer: (['invoices', 'orders', 'payments', 'details', 'advanced'] as const).map(tab => ({
    name: tab,
    path: ({ customerId }) => `/customers/${customerId}`,
    act: (page, { customers: w }) => page.getByRole('tab', { name: w.tabs[tab] }).click(),
  })),
  products: [{ name: 'panel', path: () => '/products', act: page => firstCell(page).click() }],
  team: [{ name: 'user-dialog', path: () => '/team', act: (page, { team: w }) => press(page, w.addUser) }],
  importing: [
    {
      name: 'columns',
      path: () => '/import',
      act: page =>
        page
          .locator('input[type="file"]')
          .first()
          .setInputFiles({
            name: 'customers.csv',
            mimeType: 'text/csv',
            buffer: Buffer.from('Code,Name,Terms,Email\r\nNEW1,New Garden,Net 30,new@garden.example\r\n'),
          }),
    },
  ],
  numbers: [],
  settings: [
    {
      name: 'end',
      path: () => '/settings',
      act: page => main(page).getByRole('heading', { level: 2 }).last().scrollIntoViewIfNeeded(),
    },
  ],
  attention: [],
}
