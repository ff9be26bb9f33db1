/**
 * Every refusal, in order of precedence: where several apply, a decision gives the first. The words for people are the
 * renderer's; `params` carries the figures and names a sentence needs.
 */
export const REJECTIONS = [
  // The message itself
  'invalid', // field: what does not fit its schema
  'unknown-command', // name
  'quarantined', // the relay's own code failed on it: kept there, alerted, never given by a decision
  // The person
  'unknown-user',
  'not-allowed', // right
  'not-your-customer', // customer
  // What it is about
  'unknown-company',
  'unknown-customer',
  'unknown-product',
  'unknown-order',
  'unknown-line',
  'unknown-charge',
  'unknown-invoice',
  'unknown-payment',
  'unknown-link',
  'unknown-credit',
  'unknown-picture',
  'unknown-task',
  'unknown-suppression',
  'unknown-import',
  'already-exists',
  // Its state
  'customer-inactive', // customer
  'customer-merged', // customer
  'order-confirmed', // number
  'order-voided', // number
  'order-not-confirmed', // number
  'order-not-placed', // number
  'change-not-allowed', // number, policy
  'order-empty', // number
  'invoice-void', // number
  'payment-void', // number
  'payment-from-gateway', // number
  'payment-taken-back', // number, kind, by
  'payment-disputed', // number, state
  'payment-returned', // number
  'payment-refunded', // number, amountCents
  'not-a-payment', // number
  'not-a-refund', // number
  'refund-not-open', // number, state
  'gateway-payment-fixed', // number
  'card-not-nsf', // number
  'finance-charge-exempt', // customer
  'finance-charge-issued', // customer, period
  'finance-charge-changed', // customer, expectedCents, amountCents
  'payment-not-on-invoice', // number
  'entry-is-credit', // number
  'credit-moved-on', // number, status
  'credit-changed', // number, expectedCents, totalCents
  'credit-in-use', // number, invoices, amountCents
  'credit-refunded', // number, refunds, amountCents
  'invoice-has-payments', // number, amountCents
  'import-ended', // file
  'period-closed', // on, closedThrough
  'control-totals-differ', // figure, typed, file
  'order-changed', // expectedCents, totalCents
  'order-revised', // number, expectedRevision, revision
  'link-paid',
  'changed-meanwhile', // field, yours, theirs; who, where it is known
  // Its content
  'login-taken', // login
  'customer-code-taken', // code
  'product-code-taken', // code
  'number-used', // number
  'no-numbers-left',
  'own-admin-role',
  'period-closed-already', // closedThrough
  'period-not-over', // through
  'period-open-already', // closedThrough
  'before-payment', // number, receivedOn
  'refund-without-source', // number
  'refund-too-late-for-source', // number, days, receivedOn
  'refund-method-required',
  'credit-not-received',
  'unknown-terms', // terms
  'unknown-ship-to',
  'po-required', // customer
  'quantity-required', // line
  'box-type-required', // line
  'stems-not-whole-bunches', // quantity, stemsPerBunch
  'amount-too-large', // maxCents
  'charges-below-zero', // belowCents
  'total-below-applied', // number, totalCents, appliedCents
  'too-many-charges', // most
  'applied-more-than-received', // appliedCents, totalCents
  'applied-more-than-open', // number, amountCents, openCents
  'applied-more-than-unapplied', // amountCents, unappliedCents
  'payment-held', // number, order, heldCents, freeCents
  'credited-more-units-than-line', // line, quantity, creditedQuantity, lineQuantity
  'credited-more-than-line', // line, amountCents, creditedCents, lineCents
  'credited-more-than-invoice', // number, amountCents, creditedCents, totalCents
  'not-a-picture', // name
  'picture-too-large', // name, maxKb
  'too-many-pictures', // most
  'overpayment-used', // number, where
  'refund-above-left', // number, amountCents, leftCents
  'other-customer', // number
  'other-currency', // number, currency
  'customers-differ-in-currency', // customer, currency, other, otherCurrency
  'currency-in-use', // customer, currency
  'too-many-documents', // customer, count, most
  'list-too-long', // count, most
  'override-too-small', // amountCents, shortCents
  'payment-required', // customer, totalCents, prepaidCents
  'credit-hold', // customer
  'over-credit-limit', // customer, limitCents, openCents, creditsCents, pendingCents, overrideCents, shortCents
  'link-not-offered', // reason
  'links-not-offered', // customer, reason
  'order-not-charged', // number
  'relay-before-orders',
  'no-address', // customer
  'addresses-blocked', // customer, addresses, count
  'folder-not-writable', // folder
] as const

export type RejectionCode = (typeof REJECTIONS)[number]

export type RefusalParams = Record<string, string | number>

/** A refusal is a value: what is refused, the figures a person needs, and the field it belongs to. */
export interface Refusal {
  code: RejectionCode
  params: RefusalParams
  /** The payload's field, dotted (`lines.0.boxes`); empty when it is about the whole. */
  field: string
}

/** Makes a refusal. */
export function refuse(code: RejectionCode, params: RefusalParams = {}, field = ''): Refusal {
  return { code, params, field }
}

/** Of several refusals, the one that comes first in the order of precedence. */
export function firstRefusal(refusals: readonly (Refusal | null)[]): Refusal | null {
  let first: Refusal | null = null
  for (const refusal of refusals) {
    if (refusal && (!first || REJECTIONS.indexOf(refusal.code) < REJECTIONS.indexOf(first.code)))
      first = refusal
  }
  return first
}
