import { expect, type Page } from '@playwright/test'
import type { Role } from '../../shared/domain/user/user-row.ts'
import { aLine, customerFields } from '../../shared/testing/builders.ts'
import { type DeskClient, give, newId, orderPayload, until } from './company.ts'

/** Of everyone that {@link addPeople} adds. */
const PASSWORD = 'poppies in may'

const names = { newId, nextNumber: () => newId().slice(-8) }
const loginOf = (role: Role) => `${role}@bloem.example`

/** Adds someone of each role, `Ms role`, who can log in; answers their ids. */
export async function addPeople<R extends Role>(desk: DeskClient, roles: readonly R[]) {
  const ids = Object.fromEntries(roles.map(role => [role, newId()])) as Record<R, string>
  for (const role of roles) {
    const person = { name: `Ms ${role}`, login: loginOf(role), roles: [role], language: 'en' }
    await give(desk, 'user.add', { userId: ids[role], ...person, manageOwnCustomers: false })
  }
  await until(
    () => desk.ask('sync.status', {}),
    status => status.queuedCount === 0,
  )
  for (const role of roles) await desk.ask('users.set-password', { userId: ids[role], password: PASSWORD })
  return ids
}

/** A new customer of a salesperson with an invoice of 228.00. */
export async function aSaleOf(desk: DeskClient, salespersonId: string | null) {
  const customerId = newId()
  const code = customerId.slice(-8).toUpperCase()
  await give(desk, 'customer.add', {
    customerId,
    ...customerFields(names, { code, name: `Shop ${code}`, salespersonId }),
  })
  const order = { ...orderPayload(customerId), lines: [aLine(names)] }
  await give(desk, 'order.create', order)
  await give(desk, 'order.confirm', {
    orderId: order.orderId,
    issuedOn: '2026-11-20',
    expectedTotalCents: 228_00,
  })
  const { invoice } = await desk.ask('orders.one', { orderId: order.orderId })
  return { customerId, invoiceId: invoice!.id }
}

/** Logs someone in at a desktop without its screens. */
export async function takeOver(desk: DeskClient, role: Role): Promise<void> {
  await desk.ask('session.login', { login: loginOf(role), password: PASSWORD })
}

/** Types someone's login where the screen asks for one. */
export async function typeLogin(page: Page, role: Role): Promise<void> {
  await page.getByLabel('Email').fill(loginOf(role))
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByRole('navigation', { name: 'Sections' })).toBeVisible()
}
