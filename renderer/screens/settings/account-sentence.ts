import { type PaymentsAccount, takesPayments } from '../../../shared/domain/company/payments-account.ts'
import type { Words } from '../../words/use-words.ts'

/** What holds for mails now and, where Stripe is ready and only a person has to act, which button does it. */
export function accountSentence(account: PaymentsAccount, words: Words): string {
  if (takesPayments(account)) return words.settings.activeText
  if (account.status === 'active') return words.paymentsAccount.closed
  const isReady = account.gateway === 'stripe' && account.stripe?.takesPayments === true
  return isReady ? words.paymentsAccount.ready : words.settings.pausedText
}
