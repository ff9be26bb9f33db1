import type { Page } from '@playwright/test'
import type { RouteName } from '../../renderer/app/router.ts'
import { aging } from '../../renderer/words/aging.ts'
import { audit } from '../../renderer/words/audit.ts'
import { credits } from '../../renderer/words/credits.ts'
import { customers } from '../../renderer/words/customers.ts'
import { orderEntry } from '../../renderer/words/order-entry.ts'
import { orders } from '../../renderer/words/orders.ts'
import { parts } from '../../renderer/words/parts.ts'
import { paymentActions } from '../../renderer/words/payment-actions.ts'
import { payments } from '../../renderer/words/payments.ts'
import { sending } from '../../renderer/words/sending.ts'
import { settings } from '../../renderer/words/settings.ts'
import { team } from '../../renderer/words/team.ts'

/** What of the demo company is shown. */
export interface Scene {
  customerId: string
  draftOrderId: string
  orderId: string
  invoiceId: string
  paymentId: string
  linkId: string
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
    audit: audit[language],
    credits: credits[language],
    customers: customers[language],
    orderEntry: orderEntry[language],
    orders: orders[language],
    parts: parts[language],
    payments: payments[language],
    paymentActions: paymentActions[language],
    sending: sending[language],
    settings: settings[language],
    team: team[language],
  }
}

const main = (page: Page) => page.getByRole('main')
const press = (page: Page, name: string) =>
  main(page).getByRole('button', { name, exact: true }).first().click()
const select = (page: Page) => main(page).locator('.ag-row input[type=checkbox]').first().check()
const firstCell = (page: Page) => main(page).locator('.ag-row [role=gridcell]').first()
const selectThree = async (page: Page) => {
  for (const nth of [0, 1, 2]) await main(page).locator('.ag-row input[type=checkbox]').nth(nth).check()
}
/** A deed of a payment's panel, by its word under More. */
const deed = (name: 'edit' | 'nsf' | 'chargeback' | 'void' | 'email'): Step => ({
  name: `${name}-dialog`,
  path: ({ paymentId }) => `/payments/${paymentId}`,
  async act(page, { paymentActions: w }) {
    await page.getByRole('dialog').getByRole('button', { name: w.more, exact: true }).click()
    await page.getByRole('menuitem', { name: w.deed[name] }).click()
  },
})
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
      act: async (page, { orders: w, orderEntry: more }) => {
        await press(page, more.more)
        await page.getByRole('menuitem', { name: w.void }).click()
      },
    },
  ],
  orders: [
    { name: 'selected', path: () => '/orders', act: select },
    { name: 'none-found', path: () => '/orders', act: page => fill(page, 'zzzz') },
    {
      name: 'docs-dialog',
      path: () => '/orders',
      async act(page, { orders: w, sending: more }) {
        await press(page, w.chips.confirmed)
        await page.waitForTimeout(1500)
        await selectThree(page)
        await press(page, more.emailDocs)
      },
    },
  ],
  invoices: [
    { name: 'selected', path: () => '/invoices', act: select },
    {
      name: 'links-dialog',
      path: () => '/invoices',
      async act(page, { sending: w }) {
        await selectThree(page)
        await main(page).getByRole('button', { name: w.sendLinks }).last().click()
      },
    },
  ],
  invoice: [{ name: 'panel', path: ({ invoiceId }) => `/invoices/${invoiceId}` }],
  receivePayment: [
    { name: 'customer-chosen', path: ({ customerId }) => `/receive-payment?customer=${customerId}` },
  ],
  periods: [],
  payments: [],
  payment: [
    { name: 'panel', path: ({ paymentId }) => `/payments/${paymentId}` },
    { name: 'panel-unapplied', path: ({ unappliedPaymentId }) => `/payments/${unappliedPaymentId}` },
    {
      name: 'refund-dialog',
      path: ({ unappliedPaymentId }) => `/payments/${unappliedPaymentId}`,
      act: (page, { paymentActions: w }) =>
        page
          .getByRole('dialog')
          .getByRole('button', { name: w.refundButton('').split(' · ')[0]! })
          .click(),
    },
    ...(['edit', 'nsf', 'chargeback', 'void', 'email'] as const).map(deed),
    {
      name: 'history',
      path: ({ paymentId }) => `/payments/${paymentId}`,
      async act(page, { audit: w }) {
        await page.getByRole('button', { name: w.show }).click()
        await page.waitForLoadState('networkidle')
      },
    },
  ],
  links: [],
  link: [{ name: 'panel', path: ({ linkId }) => `/payment-links/${linkId}` }],
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
  newCredit: [
    { name: 'customer-chosen', path: ({ customerId }) => `/credits/new?customer=${customerId}` },
    {
      name: 'unfinished',
      path: ({ customerId, invoiceId }) => `/credits/new?customer=${customerId}&invoice=${invoiceId}`,
      act: page => page.keyboard.press('Control+Enter'),
    },
  ],
  credits: [],
  credit: [{ name: 'panel', path: ({ creditId }) => `/credits/${creditId}` }],
  customers: [
    {
      name: 'new',
      path: () => '/customers',
      act: (page, { customers: w }) => main(page).getByText(w.newCustomer, { exact: true }).first().click(),
    },
  ],
  customer: [
    ...(['invoices', 'orders', 'payments', 'details', 'advanced'] as const).map(
      (tab): Step => ({
        name: tab,
        path: ({ customerId }) => `/customers/${customerId}`,
        act: (page, { customers: w }) => page.getByRole('tab', { name: w.tabs[tab] }).click(),
      }),
    ),
    {
      name: 'credits',
      path: ({ customerId }) => `/customers/${customerId}`,
      act: (page, { credits: w }) => page.getByRole('tab', { name: w.title }).click(),
    },
    {
      name: 'history',
      path: ({ customerId }) => `/customers/${customerId}`,
      act: (page, { audit: w }) => page.getByRole('tab', { name: w.title }).click(),
    },
  ],
  products: [{ name: 'panel', path: () => '/products', act: page => firstCell(page).click() }],
  suppressed: [],
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
    ...(['payments', 'receivables', 'links', 'mails', 'reminders'] as const).map(
      (section): Step => ({
        name: section,
        path: () => '/settings',
        act: (page, { settings: w }) => press(page, w.section[section]),
      }),
    ),
    {
      name: 'end',
      path: () => '/settings',
      act: page => main(page).getByRole('heading', { level: 2 }).last().scrollIntoViewIfNeeded(),
    },
  ],
  attention: [],
}
