import { expect, test } from 'vitest'
import type { PaymentsAccount } from '../../../shared/domain/company/payments-account.ts'
import { paymentsAccount } from '../../words/payments-account.ts'
import { settings } from '../../words/settings.ts'
import type { Words } from '../../words/use-words.ts'
import { accountSentence } from './account-sentence.ts'

const words = { settings: settings.en, paymentsAccount: paymentsAccount.en } as Words

function account(status: PaymentsAccount['status'], takesPayments: boolean): PaymentsAccount {
  return { gateway: 'stripe', status, stripe: { takesPayments } } as PaymentsAccount
}

test('back from Stripe, Setup names the button that a person still has to press', () => {
  const said = accountSentence(account('paused', true), words)
  expect(said).toContain('Stripe takes payments for this account')
  expect(said).toContain(`Press ${settings.en.activate}`)
  expect(paymentsAccount.es.ready).toContain(`Pulse ${settings.es.activate}`)
})

test.each([
  ['active and taking payments', account('active', true), settings.en.activeText],
  ['active, closed at Stripe', account('active', false), paymentsAccount.en.closed],
  ['paused before Stripe is ready', account('paused', false), settings.en.pausedText],
  ['a paused sandbox', { gateway: 'sandbox', status: 'paused' } as PaymentsAccount, settings.en.pausedText],
])('%s', (_, held, sentence) => {
  expect(accountSentence(held, words)).toBe(sentence)
})
