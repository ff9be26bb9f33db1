import type { ConformanceMethod } from '../../gateways/conformance/harness.ts'

/** A payment method as Stripe's test mode knows it, with what becomes of a payment by it. */
export interface TestMethod {
  id: string
  /** `ach-microdeposits` is Stripe's alone: a bank account typed by hand, proved by small deposits. */
  outcome: ConformanceMethod | 'ach-microdeposits'
  type: 'card' | 'us_bank_account'
  brand: string
  last4: string
  /** What a payer types for it on the stand-in's own pages. */
  number: string
}

/** Stripe's own test ids where it has them; the last two cards are ours. */
export const TEST_METHODS: readonly TestMethod[] = [
  card('pm_card_visa', 'success', '4242424242424242'),
  card('pm_card_visa_chargeDeclined', 'declined', '4000000000000002'),
  card('pm_card_visa_chargeDeclinedInsufficientFunds', 'insufficient-funds', '4000000000009995'),
  card('pm_card_chargeDeclinedExpiredCard', 'expired-card', '4000000000000069'),
  card('pm_card_threeDSecure2Required', 'challenge', '4000000000003220'),
  card('pm_card_createDispute', 'dispute', '4000000000000259'),
  card('pm_card_refundFail', 'refund-fails', '4000000000005126'),
  bank('pm_usBankAccount_success', 'ach-clears', '000123456789'),
  bank('pm_usBankAccount_insufficientFunds', 'ach-fails', '000222222227'),
  bank('pm_usBankAccount_dispute', 'ach-returned', '000666666661'),
  bank('pm_florin_microdeposits', 'ach-microdeposits', '000123450001'),
  card('pm_florin_lostAnswer', 'lost-answer', '4000000000000507'),
  card('pm_florin_serverError', 'server-error', '4000000000000515'),
]

/** Stripe's test method for an outcome. */
export function testMethod(outcome: TestMethod['outcome']): TestMethod {
  return TEST_METHODS.find(each => each.outcome === outcome)!
}

function card(id: string, outcome: TestMethod['outcome'], number: string): TestMethod {
  return { id, outcome, type: 'card', brand: 'visa', last4: number.slice(-4), number }
}

function bank(id: string, outcome: TestMethod['outcome'], number: string): TestMethod {
  return { id, outcome, type: 'us_bank_account', brand: 'STRIPE TEST BANK', last4: number.slice(-4), number }
}
