import { expect, test } from 'vitest'
import { aDesk } from '../../testing/desk.ts'
import { COMPANY_ROW } from './company-of.ts'
import { isTestAccount, type PaymentsAccount, type StripeAccount, takesPayments } from './payments-account.ts'

const stripe: StripeAccount = {
  mode: 'live',
  accountId: 'acct_1',
  isConnected: false,
  way: 'embedded',
  methods: ['card'],
  takesPayments: true,
  paysOut: true,
  missing: [],
  enteredAt: 1_000,
  checkedAt: 1_000,
}

function recorded(change: Partial<StripeAccount>, use: boolean, desk = aDesk()) {
  desk.relay('company.record-payments-account', { stripe: { ...stripe, ...change }, use })
  return { desk, account: desk.ledger.row('companies', COMPANY_ROW).paymentsAccount! }
}

test('keys that were just entered make Stripe the account in use', () => {
  const { account } = recorded({}, true)
  expect(account).toEqual({ gateway: 'stripe', status: 'active', stripe })
  expect([takesPayments(account), isTestAccount(account)]).toEqual([true, false])
})

test('an account that Stripe takes no payments for is paused', () => {
  const { account } = recorded({ takesPayments: false, missing: ['external_account'] }, true)
  expect(account).toMatchObject({ status: 'paused', stripe: { missing: ['external_account'] } })
  expect(takesPayments({ ...account, status: 'active' })).toBe(false)
})

test('a look at the account changes what is known of it and nothing else', () => {
  const { desk } = recorded({ mode: 'test' }, true)
  const { account } = recorded({ mode: 'test', paysOut: false, checkedAt: 2_000 }, false, desk)
  expect(account).toMatchObject({ gateway: 'stripe', stripe: { paysOut: false, checkedAt: 2_000 } })
  expect(isTestAccount(account)).toBe(true)
})

test('a look at an account whose keys were replaced meanwhile changes nothing', () => {
  const { desk } = recorded({}, true)
  const { account } = recorded({ enteredAt: 999, paysOut: false }, false, desk)
  expect(account.stripe).toEqual(stripe)
})

test('no one at a desk writes what is known of the account at Stripe, be it made up, late or left out', () => {
  const { desk, account } = recorded({ takesPayments: false }, true)
  const change = (from: PaymentsAccount | null, to: PaymentsAccount | null) =>
    desk.enter('company.change', { changes: { paymentsAccount: { from, to } } }).refusal
  const now = () => desk.ledger.row('companies', COMPANY_ROW).paymentsAccount
  const forged = { ...stripe, accountId: 'acct_other', takesPayments: true }
  expect(change(account, { ...account, status: 'active', stripe: forged })).toBeNull()
  expect(now()).toEqual({ ...account, status: 'active' })
  // The relay has looked at the account since the person did.
  recorded({ takesPayments: true, checkedAt: 9_000 }, false, desk)
  const seen: PaymentsAccount = { ...account, status: 'active' }
  expect(change(seen, { gateway: 'sandbox', status: 'paused' })).toBeNull()
  expect(now()).toMatchObject({ gateway: 'sandbox', status: 'paused', stripe: { checkedAt: 9_000 } })
  expect(change(seen, { ...seen, status: 'active' })?.code).toBe('changed-meanwhile')
  expect(change(now(), null)).toMatchObject({ code: 'invalid', field: 'changes.paymentsAccount' })
})
