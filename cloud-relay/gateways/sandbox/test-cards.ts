/** What happens to a payment made with a test card or test bank account. */
export type Outcome =
  | 'success'
  | 'declined'
  | 'insufficient-funds'
  | 'expired-card'
  | 'challenge'
  | 'lost-answer'
  | 'server-error'
  | 'dispute'
  | 'dispute-lost'
  | 'dispute-won'
  | 'dispute-reinstated'
  | 'inquiry'
  | 'refund-fails'
  | 'ach-clears'
  | 'ach-fails'
  | 'ach-returned'

type Words = { en: string; es: string }

export type TestCard = { number: string; brand: string; outcome: Outcome; words: Words }

/** The only card numbers the sandbox takes, each with what becomes of a payment by it. */
export const testCards: readonly TestCard[] = [
  card('4242424242424242', 'visa', 'success', 'Succeeds', 'Se aprueba'),
  card('5555555555554444', 'mastercard', 'success', 'Succeeds (Mastercard)', 'Se aprueba (Mastercard)'),
  card('378282246310005', 'amex', 'success', 'Succeeds (American Express)', 'Se aprueba (American Express)'),
  card('4000000000000002', 'visa', 'declined', 'Declined', 'Rechazada'),
  card('4000000000009995', 'visa', 'insufficient-funds', 'Insufficient funds', 'Fondos insuficientes'),
  card('4000000000000069', 'visa', 'expired-card', 'Declined as expired', 'Rechazada por vencida'),
  card('4000002760003184', 'visa', 'challenge', '3-D Secure: the bank asks', '3-D Secure: el banco pregunta'),
  card(
    '4000000000000507',
    'visa',
    'lost-answer',
    'Succeeds, the answer is lost',
    'Se aprueba, la respuesta se pierde',
  ),
  card(
    '4000000000000515',
    'visa',
    'server-error',
    'Succeeds, answers an error',
    'Se aprueba, responde con error',
  ),
  card('4000000000000259', 'visa', 'dispute', 'Succeeds, disputed later', 'Se aprueba, luego se disputa'),
  card(
    '4000000000002685',
    'visa',
    'dispute-lost',
    'Succeeds, disputed, then lost',
    'Se aprueba, se disputa y se pierde',
  ),
  card(
    '4000000000005423',
    'visa',
    'dispute-won',
    'Succeeds, disputed, then won',
    'Se aprueba, se disputa y se gana',
  ),
  card(
    '4000000000009235',
    'visa',
    'dispute-reinstated',
    'Succeeds, lost, then won on appeal',
    'Se aprueba, se pierde y se gana al apelar',
  ),
  card(
    '4000000000001976',
    'visa',
    'inquiry',
    'Succeeds, the bank asks later',
    'Se aprueba, el banco pregunta',
  ),
  card(
    '4000000000007767',
    'visa',
    'refund-fails',
    'Succeeds, refunds fail',
    'Se aprueba, el reembolso falla',
  ),
]

export type TestBankAccount = { number: string; outcome: Outcome; words: Words }

/** The routing number of all test bank accounts. */
export const testRoutingNumber = '110000000'

/** The only bank accounts the sandbox takes. */
export const testBankAccounts: readonly TestBankAccount[] = [
  { number: '000123456789', outcome: 'ach-clears', words: { en: 'Clears later', es: 'Se acredita después' } },
  {
    number: '000111111116',
    outcome: 'ach-fails',
    words: { en: 'Fails before it clears', es: 'Falla antes de acreditarse' },
  },
  {
    number: '000222222227',
    outcome: 'ach-returned',
    words: { en: 'Clears, then is returned', es: 'Se acredita y luego se devuelve' },
  },
]

function card(number: string, brand: string, outcome: Outcome, en: string, es: string): TestCard {
  return { number, brand, outcome, words: { en, es } }
}
