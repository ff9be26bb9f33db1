import type { TokenizedMethod } from './attempt-row.ts'
import { testBankAccounts, testCards, testRoutingNumber } from './test-cards.ts'

/** What a payer typed, digits and separators as they came. */
export type TypedMethod =
  | { kind: 'card'; number: string; expiry: string; cvc: string }
  | { kind: 'ach'; routing: string; account: string }

/** A field that can't be taken; `not-a-test-number` is a real or mistyped number, refused on purpose. */
export type MethodRefusal = {
  refused: 'not-a-test-number' | 'number' | 'expiry' | 'cvc' | 'routing' | 'account'
}

/** Keeps brand, last four digits and the outcome of a test number, and forgets the rest. */
export function readMethod(typed: TypedMethod, now: number): TokenizedMethod | MethodRefusal {
  return typed.kind === 'card' ? readCard(typed, now) : readBankAccount(typed)
}

function readCard(
  typed: { number: string; expiry: string; cvc: string },
  now: number,
): TokenizedMethod | MethodRefusal {
  const number = digits(typed.number)
  if (number.length < 12) return { refused: 'number' }
  const card = testCards.find(candidate => candidate.number === number)
  if (card === undefined) return { refused: 'not-a-test-number' }
  const expiry = /^(0[1-9]|1[0-2])(?:20)?(\d\d)$/.exec(digits(typed.expiry))
  if (expiry === null) return { refused: 'expiry' }
  const today = new Date(now)
  const month = today.getUTCFullYear() * 12 + today.getUTCMonth()
  if ((2000 + Number(expiry[2])) * 12 + Number(expiry[1]) - 1 < month) return { refused: 'expiry' }
  if (digits(typed.cvc).length !== (card.brand === 'amex' ? 4 : 3)) return { refused: 'cvc' }
  const expires = `20${expiry[2]}-${expiry[1]}`
  return { kind: 'card', brand: card.brand, last4: number.slice(-4), outcome: card.outcome, expires }
}

function readBankAccount(typed: { routing: string; account: string }): TokenizedMethod | MethodRefusal {
  if (digits(typed.routing).length !== 9) return { refused: 'routing' }
  const account = testBankAccounts.find(candidate => candidate.number === digits(typed.account))
  if (account === undefined || digits(typed.routing) !== testRoutingNumber)
    return { refused: 'not-a-test-number' }
  const last4 = account.number.slice(-4)
  return { kind: 'ach', brand: 'Test Bank', last4, outcome: account.outcome, expires: null }
}

function digits(text: string): string {
  return text.replace(/\D/g, '')
}
