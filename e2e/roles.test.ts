import { expect, type Locator, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { refusals } from '../renderer/words/refusals.ts'
import type { CommandName } from '../shared/domain/commands.ts'
import type { Role } from '../shared/domain/user/user-row.ts'
import type { DeskAnswer } from '../shared/protocol/desk.ts'
import { aLine } from '../shared/testing/builders.ts'
import {
  type DeskClient,
  furnish,
  give,
  type House,
  newId,
  orderPayload,
  startHouse,
} from './support/company.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { addPeople, aSaleOf, takeOver, typeLogin } from './support/people.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({ expectedErrors: ['WebSocket connection to', '/desk-access?token='] })

const shot = shotsIn('roles')

const ROLES: readonly Role[] = [
  'admin',
  'receivables',
  'cashier',
  'credit-manager',
  'sales-manager',
  'sales',
  'sales-allocations',
]
const SALES: readonly Role[] = ['sales', 'sales-allocations']
const but = (...roles: Role[]) => ROLES.filter(role => !roles.includes(role))

/** What the probes are about: a customer who is the seller's own, one who is nobody's, and an invoice of each. */
interface Trade {
  own: { customerId: string; invoiceId: string }
  other: { customerId: string; invoiceId: string }
}

const command = (desk: DeskClient, name: CommandName, payload: Record<string, unknown>) =>
  desk.answer('command', { name, payload })
const names = { newId, nextNumber: () => newId().slice(-8) }
const email = (desk: DeskClient, invoiceId: string) =>
  command(desk, 'document.email', {
    invoiceId,
    recipients: [{ mailId: newId(), address: 'ines@petal.example' }],
    subject: 'Invoice',
    message: '',
    linkId: null,
  })
const receive = (desk: DeskClient, of: Trade['own']) =>
  command(desk, 'payment.receive', {
    paymentId: newId(),
    customerId: of.customerId,
    receivedOn: '2026-11-21',
    method: 'Check',
    reference: '',
    totalCents: 1_00,
    note: '',
    applications: [{ invoiceId: of.invoiceId, amountCents: 1_00 }],
  })
const changeCustomer = (desk: DeskClient, changes: object) =>
  command(desk, 'customer.change', { customerId: newId(), changes })

/** The rows of the table of rights (domain §7): an act of each, asked of the desk directly, and who may do it. */
const ACTS: {
  act: string
  may: readonly Role[]
  ask(desk: DeskClient, trade: Trade): Promise<DeskAnswer>
}[] = [
  {
    act: 'create an order',
    may: but('receivables', 'credit-manager'),
    ask: (desk, { own }) => command(desk, 'order.create', orderPayload(own.customerId)),
  },
  {
    act: 'email a document',
    may: but('credit-manager'),
    ask: (desk, { own }) => email(desk, own.invoiceId),
  },
  {
    act: 'see an own customer’s invoice',
    may: ROLES,
    ask: (desk, { own }) => desk.answer('invoices.one', { invoiceId: own.invoiceId }),
  },
  {
    act: 'see another’s invoice',
    may: but(...SALES),
    ask: (desk, { other }) => desk.answer('invoices.one', { invoiceId: other.invoiceId }),
  },
  { act: 'receive a payment of an own customer', may: ROLES, ask: (desk, { own }) => receive(desk, own) },
  {
    act: 'receive a payment of another’s customer',
    may: but(...SALES),
    ask: (desk, { other }) => receive(desk, other),
  },
  {
    act: 'void a payment',
    may: ['admin', 'receivables', 'cashier'],
    ask: desk => command(desk, 'payment.void', { paymentId: newId(), voidedOn: '2026-11-21' }),
  },
  {
    act: 'create a credit',
    may: but('cashier'),
    ask: (desk, { own }) =>
      command(desk, 'credit.create', {
        creditId: newId(),
        customerId: own.customerId,
        invoiceId: null,
        reason: 'Damaged',
        creditedOn: '2026-11-21',
        lines: [{ lineId: null, description: 'Botrytis', amountCents: 1_00 }],
        note: '',
        submit: false,
      }),
  },
  {
    act: 'approve a credit',
    may: ['admin', 'credit-manager', 'sales-manager'],
    ask: desk =>
      command(desk, 'credit.approve', {
        creditId: newId(),
        approvedOn: '2026-11-21',
        expectedTotalCents: 1_00,
      }),
  },
  {
    act: 'reopen a credit',
    may: ['admin', 'credit-manager'],
    ask: desk => command(desk, 'credit.reopen', { creditId: newId(), reopenedOn: '2026-11-21', note: '' }),
  },
  {
    act: 'let an order go out beyond the limit',
    may: ['admin', 'credit-manager'],
    ask: desk => command(desk, 'order.release-hold', { orderId: newId() }),
  },
  {
    act: 'edit a customer',
    may: ['admin', 'receivables', 'credit-manager', 'sales-manager'],
    ask: desk => changeCustomer(desk, { notes: { from: '', to: 'Closed on Mondays' } }),
  },
  {
    act: 'edit a customer’s Advanced tab',
    may: ['admin'],
    ask: desk => changeCustomer(desk, { paymentLinksEnabled: { from: true, to: false } }),
  },
  {
    act: 'change the settings',
    may: ['admin'],
    ask: desk => command(desk, 'company.change', { changes: { linkHours: { from: 24, to: 24 } } }),
  },
  {
    act: 'add a user',
    may: ['admin'],
    ask: desk =>
      command(desk, 'user.add', {
        userId: newId(),
        name: 'Someone',
        login: `${newId()}@bloem.example`,
        roles: ['sales'],
        language: 'en',
        manageOwnCustomers: false,
      }),
  },
  { act: 'see earlier imports', may: ['admin'], ask: desk => desk.answer('imports.list', {}) },
]

/** The sections that not everyone has, and who has them. */
const SECTIONS: { name: string; path: string; may: readonly Role[] }[] = [
  { name: 'New order', path: '/orders/new', may: but('receivables', 'credit-manager') },
  { name: 'Open Invoices', path: '/invoices', may: ROLES },
  { name: 'Receive Payment', path: '/receive-payment', may: ROLES },
  { name: 'Payment History', path: '/payments', may: ROLES },
  { name: 'Credits', path: '/credits', may: ROLES },
  { name: 'Aging / Statements', path: '/aging', may: ROLES },
  { name: 'Journals', path: '/journals', may: ROLES },
  { name: 'Blocked addresses', path: '/blocked-addresses', may: but('credit-manager') },
  { name: 'Users & devices', path: '/team', may: ['admin'] },
  { name: 'Import', path: '/import', may: ['admin'] },
  { name: 'Numbers', path: '/numbers', may: ['admin'] },
  { name: 'Settings', path: '/settings', may: ['admin'] },
]

/** What screens offer to some, and tell the others who may do it. */
const OFFERS: { path: string; name: RegExp; may: readonly Role[] }[] = [
  {
    path: '/customers',
    name: /^New customer/,
    may: ['admin', 'receivables', 'credit-manager', 'sales-manager'],
  },
  { path: '/credits', name: /^New credit/, may: but('cashier') },
  { path: '/orders', name: /^New order/, may: but('receivables', 'credit-manager') },
  { path: '/products', name: /^New product/, may: ['admin', 'sales-manager'] },
]

let house: House
let desk: DeskClient
let address: { url: string; token: string }
let trade: Trade
let salesIds: Record<Role, string>

test.beforeAll(async () => {
  house = await startHouse()
  const { ready } = await house.desktop('first')
  address = ready
  desk = await connectDesk(ready)
  await furnish(desk, house)
  salesIds = await addPeople(desk, ROLES)
  trade = { own: await aSaleOf(desk, salesIds.sales), other: await aSaleOf(desk, null) }
})
test.afterAll(() => house.stop())

async function logIn(page: Page, role: Role): Promise<void> {
  await desk.ask('session.logout', {})
  // A window that is given its token anew starts anew, under what is typed into it.
  if (!page.url().startsWith(address.url)) await page.goto(`${address.url}/#token=${address.token}`)
  await typeLogin(page, role)
}

for (const role of ROLES) {
  test(`${role} sees what is theirs to do, and is refused the rest in words`, async ({ page }) => {
    // The own customer is handed on to the second of those who have customers of their own.
    if (role === 'sales-allocations') {
      await desk.ask('session.logout', {})
      await takeOver(desk, 'admin')
      const changes = { salespersonId: { from: salesIds.sales, to: salesIds[role] } }
      await give(desk, 'customer.change', { customerId: trade.own.customerId, changes })
    }
    await logIn(page, role)
    const navigation = page.getByRole('navigation', { name: 'Sections' })
    for (const section of SECTIONS) {
      const link = navigation.getByRole('link', { name: section.name })
      await expect(link, section.name).toHaveCount(section.may.includes(role) ? 1 : 0)
    }
    const hidden = SECTIONS.find(({ may }) => !may.includes(role))
    if (hidden) {
      await page.goto(`${address.url}/#${hidden.path}`)
      await expect(page.getByText('Your roles do not include this screen.')).toBeVisible()
    }
    for (const { path, name, may } of OFFERS) {
      await page.goto(`${address.url}/#${path}`)
      await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
      const offer = page
        .getByRole('main')
        .getByRole('button', { name })
        .or(page.getByRole('main').getByRole('link', { name }))
      await expect(offer, `${path} ${name}`).toHaveCount(1)
      if (may.includes(role)) await expect(offer).not.toHaveAttribute('aria-disabled', 'true')
      else {
        await expect(offer).toHaveAttribute('aria-disabled', 'true')
        await expect(offer).toHaveAccessibleDescription(
          /does not include this\. Someone with the role .*Admin/,
        )
        await page.keyboard.press('Tab')
        await offer.focus()
        await expect(page.getByRole('tooltip').last()).toContainText('can do it')
        if (role === 'cashier') await expectAccessible(page, `${path} of a ${role}`)
      }
    }
    const wrong: string[] = []
    for (const { act, may, ask } of ACTS) {
      const answer = await ask(desk, trade)
      const isRefused = isForbidden(answer)
      if (isRefused === may.includes(role)) wrong.push(`${act}: ${JSON.stringify(answer).slice(0, 200)}`)
      if (isRefused && 'refusal' in answer) {
        const { code, params } = answer.refusal
        for (const words of [refusals.en, refusals.es])
          expect(words.refusal[code](params as never), `${code} in words`).toMatch(/\w{3,}.*\./)
      }
    }
    expect(wrong).toEqual([])
  })
}

/** Refused for who asks; another’s document is not there at all. */
function isForbidden(answer: DeskAnswer): boolean {
  if (answer.ok) return false
  if ('fault' in answer) return answer.fault === 'not-found'
  return ['not-allowed', 'not-your-customer'].includes(answer.refusal.code)
}

test('what a role may not do with a draft, statements and a credit’s pictures is shown with who may', async ({
  page,
}) => {
  await takeOver(desk, 'admin')
  const draft = { ...orderPayload(trade.other.customerId), lines: [aLine(names)] }
  await give(desk, 'order.create', draft)
  const creditId = newId()
  await give(desk, 'credit.create', {
    creditId,
    customerId: trade.other.customerId,
    invoiceId: null,
    reason: 'Damaged',
    creditedOn: '2026-11-21',
    lines: [{ lineId: null, description: 'Botrytis', amountCents: 1_00 }],
    note: '',
    submit: true,
  })
  const picture = {
    attachmentId: newId(),
    subject: `credits:${creditId}`,
    name: 'boxes.png',
    mime: 'image/png',
  }
  await give(desk, 'attachment.add', { ...picture, content: PIXEL })

  await logIn(page, 'credit-manager')
  await page.goto(`${address.url}/#/orders/${draft.orderId}`)
  for (const name of ['Save as pending', /^Confirm/])
    await expectRefused(page.getByRole('main').getByRole('button', { name }), /Cashier/)
  await page.keyboard.press('Control+Enter')
  expect((await desk.ask('orders.one', { orderId: draft.orderId })).order.status).toBe('draft')
  await shot(page, 'draft')
  await expectAccessible(page, 'a draft that one may not edit')
  await page.goto(`${address.url}/#/aging`)
  await page.getByRole('row').filter({ hasText: 'Shop' }).first().getByRole('checkbox').check()
  const bar = page.getByRole('region', { name: /selected/ })
  await expectRefused(bar.getByRole('button', { name: 'Email statement' }), /A\/R/)
  await bar.getByRole('button', { name: 'Email statement' }).hover()
  await shot(page, 'bar')
  await expectAccessible(page, 'a bar of what one may not do')
  await bar.getByRole('button', { name: 'Print' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('radio', { name: 'Email them' })).toBeDisabled()
  await expect(dialog.getByText(/does not include this\. Someone with the role .*A\/R/)).toBeVisible()
  await shot(page, 'statements')

  await logIn(page, 'cashier')
  await page.goto(`${address.url}/#/credits/${creditId}`)
  const panel = page.getByRole('dialog')
  await expectRefused(panel.getByRole('button', { name: 'Add photos' }), /Credit Manager/)
  await expectRefused(panel.getByRole('button', { name: 'Remove boxes.png' }), /Credit Manager/)
  await panel.getByRole('button', { name: 'Remove boxes.png' }).click({ force: true })
  expect((await desk.ask('credits.one', { creditId })).pictures).toHaveLength(1)
  await shot(page, 'pictures')
  await expectAccessible(page, 'pictures that one may not change')
})

async function expectRefused(offer: Locator, who: RegExp): Promise<void> {
  await expect(offer).toHaveAttribute('aria-disabled', 'true')
  await expect(offer).toHaveAccessibleDescription(who)
}

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
