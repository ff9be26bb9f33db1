import { expect, test } from 'vitest'
import { PERMISSIONS, type Permission } from '../../../shared/domain/permissions.ts'
import { TASK_KINDS, type TaskKind } from '../../../shared/domain/task/task-row.ts'
import { overrideGranters } from './override-granters.ts'
import { settleWays } from './settle-ways.ts'

const ALL = Object.keys(PERMISSIONS) as Permission[]
const labels = (kind: TaskKind, rights = ALL, subject = 'payments:p', params = {}) =>
  settleWays({ kind, subject, params, customerId: 'c', causedBy: 'maria' }, rights, 'admin').map(
    ({ label }) => label,
  )

test.each(TASK_KINDS)('an admin settles %s in one click', kind => {
  expect(labels(kind, ALL, 'payments:p', { twinId: 't' })).not.toEqual([])
})

test('each deed is for those who have its right', () => {
  expect(labels('possible-duplicate-payment', ['tasks.close'])).toEqual(['keepBoth'])
  expect(labels('possible-duplicate-payment')).toEqual(['lookAtBoth', 'keepBoth', 'voidSecond'])
  expect(labels('credit-limit-exceeded', ['tasks.close', 'orders.edit'])).toEqual([])
  expect(labels('overpayment', ['payments.receive'])).toEqual(['applyOldest'])
  expect(labels('overpayment')).toEqual(['applyOldest', 'keepCredit', 'refundIt'])
  expect(labels('refund-failed', ['tasks.close'])).toEqual(['keepCredit'])
})

test('a credit override is granted or not by those who may, withdrawn by who asked, and nobody else’s to close', () => {
  const task = { kind: 'credit-override-asked', subject: 'orders:o', params: {}, customerId: 'c' } as const
  const ways = (userId: string, rights: Permission[]) =>
    settleWays({ ...task, causedBy: 'maria' }, rights, userId).map(({ label, deed }) => `${label} ${deed}`)
  const granting: Permission[] = ['tasks.close', 'credit.override']
  expect(ways('daniel', granting)).toEqual(['grantOverride grant-override', 'notGranted close'])
  expect(ways('maria', granting)).toEqual(['grantOverride grant-override', 'notGranted close'])
  expect(ways('maria', ['tasks.close', 'orders.edit'])).toEqual(['withdrawAsk close'])
  expect(ways('jorge', ['tasks.close', 'orders.edit'])).toEqual([])
})

test('a request waits for the credit managers, and without one for whoever may grant it', () => {
  const user = { active: true, manageOwnCustomers: false }
  const admin = { ...user, name: 'Ann', roles: ['admin' as const] }
  const cashier = { ...user, name: 'Maria', roles: ['cashier' as const] }
  const daniel = { ...user, name: 'Daniel', roles: ['credit-manager' as const] }
  expect(overrideGranters([admin, cashier, daniel])).toEqual(['Daniel'])
  expect(overrideGranters([admin, cashier, { ...daniel, active: false }])).toEqual(['Ann'])
})

test('what is no payment is not voided, and customers without a known twin are not merged', () => {
  expect(labels('fact-needs-review', ALL, 'customers:c')).toEqual(['isRight'])
  expect(labels('duplicate-customer', ALL, 'customers:c')).toEqual(['twoCustomers'])
})

test('a kind that only a newer Florin knows can be called done', () => {
  expect(labels('from-the-future' as TaskKind)).toEqual(['done'])
})
