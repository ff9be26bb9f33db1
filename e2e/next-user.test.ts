import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import type { Role } from '../shared/domain/user/user-row.ts'
import { type DeskClient, furnish, give, type House, startHouse, until } from './support/company.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { addPeople, aSaleOf, takeOver, typeLogin } from './support/people.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({ expectedErrors: ['WebSocket connection to', '/desk-access?token='] })

const shot = shotsIn('next-user')

let house: House
let desk: DeskClient
let address: { url: string; token: string }
let ids: Record<'admin' | 'receivables' | 'cashier' | 'sales', string>

test.beforeAll(async () => {
  house = await startHouse()
  address = (await house.desktop('first')).ready
  desk = await connectDesk(address)
  await furnish(desk, house)
  ids = await addPeople(desk, ['admin', 'receivables', 'cashier', 'sales'])
})
test.afterAll(() => house.stop())

async function logIn(page: Page, role: Role): Promise<void> {
  await desk.ask('session.logout', {})
  await page.goto(`${address.url}/#token=${address.token}`)
  await typeLogin(page, role)
}

test('a refused link stays the one it is when its reason goes, and whoever is on it stays on it', async ({
  page,
}) => {
  const elsewhere = await adminElsewhere()
  await logIn(page, 'cashier')
  await page.goto(`${address.url}/#/credits`)
  const offer = page.getByRole('main').getByRole('link', { name: /^New credit/ })
  await expect(offer).toHaveAttribute('aria-disabled', 'true')
  await offer.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/credits$/)
  await elsewhere.giveRoles('cashier', ['cashier', 'credit-manager'])
  await expect(offer).not.toHaveAttribute('aria-disabled', 'true')
  await expect(offer).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'New credit' })).toBeVisible()
  await elsewhere.giveRoles('cashier', ['cashier'])
})

test('nothing of one user is shown to the next at the same window, and who sees a part of the customers is told so', async ({
  page,
}) => {
  const elsewhere = await adminElsewhere()
  await takeOver(desk, 'admin')
  await aSaleOf(desk, ids.sales)
  await aSaleOf(desk, null)
  await logIn(page, 'sales')
  const sections = page.getByRole('navigation', { name: 'Sections' })
  const note = page.getByText('Your customers only')
  const owed = page.getByRole('region', { name: 'Open balances by age' })
  const save = page.getByRole('button', { name: 'Save file' })
  const totals = page.getByRole('region', { name: 'Control totals' })
  const figures = async () => {
    const { aging } = await desk.ask('home.figures', {})
    const { count } = await desk.ask('journals.totals', {
      journal: 'sales',
      from: '1990-01-01',
      to: (await desk.ask('session.state', {})).today,
    })
    return { owed: (aging.openCents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }), count }
  }
  const toJournals = async () => {
    await sections.getByRole('link', { name: 'Journals' }).click()
    // Remembered for each user.
    const lastMonth = page.getByRole('button', { name: 'Last month' })
    const allDates = page.getByRole('button', { name: 'All dates' })
    await expect(lastMonth.or(allDates)).toBeVisible()
    if (await lastMonth.isVisible()) {
      await lastMonth.click()
      await allDates.click()
    }
  }
  const logOutAndIn = async (role: Role) => {
    await page.getByRole('button', { name: /^Ms (sales|receivables) · / }).click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await typeLogin(page, role)
  }
  const seen: unknown[] = []
  for (const role of ['sales', 'receivables', 'sales'] as const) {
    if (seen.length > 0) await logOutAndIn(role)
    const own = await figures()
    seen.push(own)
    const isPart = role === 'sales'
    await sections.getByRole('link', { name: 'Home' }).click()
    await expect(owed).toContainText(own.owed)
    await expect(note).toHaveCount(isPart ? 1 : 0)
    await shot(page, `home-${role}`)
    await sections.getByRole('link', { name: 'Aging / Statements' }).click()
    await expect(page.getByRole('heading', { name: 'Aging / Statements' })).toBeVisible()
    await expect(note).toHaveCount(isPart ? 1 : 0)
    await shot(page, `aging-${role}`)
    await sections.getByRole('link', { name: 'Customers' }).click()
    await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible()
    await expect(note).toHaveCount(0)
    await toJournals()
    await expect(totals).toContainText(`Entries${own.count}`)
    await expect(note).toHaveCount(isPart ? 1 : 0)
    if (isPart) {
      await expect(save).toHaveAttribute('aria-disabled', 'true')
      await expect(save).toHaveAccessibleDescription(/needs all customers/)
      await expect(totals).toContainText('Of your customers, both journals agree with the aging.')
      await expect(totals).not.toContainText('Both journals')
      await expectAccessible(page, 'journals of own customers')
    } else {
      await expect(save).not.toHaveAttribute('aria-disabled', 'true')
      await expect(totals).toContainText('Both journals agree with the aging.')
    }
    await shot(page, `journals-${role}`)
  }
  expect(seen[0]).not.toEqual(seen[1])

  // More is theirs to see, and less again, on the screen that they are on.
  await sections.getByRole('link', { name: 'Home' }).click()
  await elsewhere.giveRoles('sales', ['sales', 'receivables'])
  await expect(owed).toContainText((seen[1] as { owed: string }).owed)
  await expect(note).toHaveCount(0)
  await elsewhere.giveRoles('sales', ['sales'])
  await expect(owed).toContainText((seen[0] as { owed: string }).owed)
  await expect(note).toHaveCount(1)

  await takeOver(desk, 'admin')
  await page.goto(`${address.url}/#/team`)
  const staff = page.getByRole('region', { name: 'Users' })
  await expect(staff.getByRole('row', { name: /Ms receivables/ })).toContainText('All customers')
  await expect(staff.getByRole('row', { name: /Ms sales sales@/ })).toContainText('All; A/R: own only')
  await shot(page, 'users')
  await staff
    .getByRole('row', { name: /Ms sales sales@/ })
    .getByText('sales@bloem.example')
    .click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Sees all customers, their orders and what each owes;')).toBeVisible()
  await shot(page, 'user')
  await dialog.getByRole('switch', { name: /^Own customers only/ }).click()
  await expect(dialog.getByText('Sees own customers only, with')).toBeVisible()
})

let second: Promise<DeskClient> | null = null

/** An administrator at another desktop, while someone else is logged in at the first. */
async function adminElsewhere() {
  second ??= (async () => {
    await takeOver(desk, 'admin')
    const { code } = await desk.ask('devices.invite', {})
    const client = await connectDesk((await house.desktop('second', code)).ready)
    await takeOver(client, 'admin')
    return client
  })()
  const admin = await second
  return {
    /** Gives someone these roles, and waits until the first desktop knows. */
    async giveRoles(role: keyof typeof ids, to: readonly Role[]) {
      const userId = ids[role]
      const rolesAt = async (client: DeskClient) =>
        (await client.ask('users.all', {})).find(({ id }) => id === userId)!.roles
      const from = await rolesAt(admin)
      await give(admin, 'user.change', { userId, changes: { roles: { from, to } } })
      await until(
        () => rolesAt(desk),
        roles => roles.join() === to.join(),
      )
    },
  }
}
