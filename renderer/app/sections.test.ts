import { expect, test, vi } from 'vitest'
import { grantFor, PERMISSIONS, type Permission } from '../../shared/domain/permissions.ts'
import type { Role } from '../../shared/domain/user/user-row.ts'

const storage = { getItem: () => null, setItem: () => undefined }
vi.stubGlobal('window', {
  localStorage: storage,
  sessionStorage: storage,
  location: { hash: '' },
  addEventListener: () => undefined,
})
const { maySee, sectionsFor } = await import('./sections.ts')

/** What a role may do, as the session says it. */
function rightsOf(role: Role): Permission[] {
  const user = { roles: [role], active: true, manageOwnCustomers: false }
  return (Object.keys(PERMISSIONS) as Permission[]).filter(right => grantFor(user, right) !== null)
}

const NARROWED = [
  'newOrder',
  'receivePayment',
  'invoices',
  'payments',
  'links',
  'suppressed',
  'team',
  'numbers',
  'settings',
] as const
const shown = (role: Role) => {
  const routes: string[] = sectionsFor(rightsOf(role)).flatMap(section =>
    section.links.map(link => link.route),
  )
  return NARROWED.filter(route => routes.includes(route))
}

test.each([
  ['receivables', ['newOrder', 'team', 'numbers', 'settings']],
  ['cashier', ['team', 'numbers', 'settings']],
  ['credit-manager', ['newOrder', 'suppressed', 'team', 'numbers', 'settings']],
  ['sales-manager', ['team', 'numbers', 'settings']],
  ['sales', ['team', 'numbers', 'settings']],
  ['sales-allocations', ['team', 'numbers', 'settings']],
] as const)('%s is shown all screens but these', (role, hidden) => {
  const all = shown('admin')
  expect(all).toEqual(NARROWED)
  expect(all.filter(route => !shown(role).includes(route))).toEqual(hidden)
})

test('a screen that is not offered may not be entered by its address, and everyone has a first one', () => {
  expect(maySee('settings', rightsOf('sales-manager'))).toBe(false)
  expect(maySee('newOrder', rightsOf('credit-manager'))).toBe(false)
  expect(maySee('order', rightsOf('credit-manager'))).toBe(true)
  for (const role of [
    'admin',
    'receivables',
    'cashier',
    'credit-manager',
    'sales-manager',
    'sales',
    'sales-allocations',
  ] as const)
    expect(maySee('home', rightsOf(role))).toBe(true)
})
