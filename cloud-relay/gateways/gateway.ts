/**
 * What Florin asks of a payment gateway. Every adapter passes the suite in `conformance.ts`.
 *
 * - An **attempt** is one intent to take one amount. A declined attempt may be confirmed again with another
 *   token, so all tabs of a payment request share one attempt.
 * - A repeated idempotency key answers what the first call answered, which may be out of date: `retrieve` tells
 *   the present state. Keys live 24 h at least.
 * - Refusals a payer or a clerk can cause are values ({@link GatewayRefusal}); faults are thrown
 *   ({@link GatewayUnknown}, {@link GatewayUnreachable}, {@link GatewayRejected}).
 */
export interface Gateway {
  capabilities(): GatewayCapabilities
  /** Opens an attempt; no money moves. `reference` is ours, different for every attempt we mean to open. */
  createAttempt(order: AttemptOrder): Promise<AttemptSnapshot>
  /**
   * Charges the tokenized card or bank account. On an attempt that is processing, succeeded or canceled it
   * changes nothing and answers the snapshot as it stands.
   */
  confirm(order: ConfirmOrder): Promise<AttemptSnapshot | GatewayRefusal>
  /** A page of the gateway's own where a payer without scripts pays this attempt until `expiresAt`. */
  hostedCheckout(order: HostedCheckoutOrder): Promise<{ url: string } | GatewayRefusal>
  retrieve(attemptId: string): Promise<AttemptSnapshot | null>
  /** The newest attempt with that reference; null proves nothing within `capabilities().referenceLagMs`. */
  findByReference(reference: string): Promise<AttemptSnapshot | null>
  /** Answers the attempt as it stands: anything but `canceled` means that it was too late. */
  cancel(attemptId: string): Promise<AttemptSnapshot>
  refund(order: RefundOrder): Promise<RefundSnapshot | GatewayRefusal>
  /** Checks signature, age and size of a delivery and reads it; an unknown type is an event, not a refusal. */
  parseWebhook(rawBody: Uint8Array, headers: Headers): WebhookEvent | WebhookRefusal
  /** Attempts changed since the cursor (null: as far back as the gateway tells), oldest change first. */
  listSince(cursor: string | null): Promise<AttemptPage>
  /** The gateway's own bookkeeping of the account; absent where it keeps none. */
  books?: GatewayBooks
  /** Cards and bank accounts kept for the next payment; absent where it keeps none. */
  saving?: GatewaySaving
}

/** Methods that payers had saved. Nothing is kept but what a payer asked for at a confirm. */
export type GatewaySaving = {
  /** Makes the gateway's own name for a customer of the company's, whom methods are saved for. `reference` is ours. */
  createHolder(order: { reference: string; idempotencyKey: string }): Promise<string>
  /** Forgets a method for good; one that it does not have (any more) is forgotten already. */
  forget(methodId: string): Promise<void>
}

/** What the gateway wrote down about the account's money, for the comparison to the cent. */
export type GatewayBooks = {
  /** Movements written in [from, to), epoch ms, oldest first. */
  movements(from: number, to: number): Promise<Movement[]>
  /** Payouts to the bank begun in [from, to), oldest first. */
  payouts(from: number, to: number): Promise<Payout[]>
  /** The movements that a payout paid out, without the payout's own. */
  movementsOf(payoutId: string): Promise<Movement[]>
  standing(): Promise<AccountStanding>
}

export const movementKinds = [
  'payment',
  'payment-returned',
  'refund',
  'refund-failed',
  'dispute',
  'dispute-won',
  'fee',
  'payout',
  'payout-failed',
  'other',
] as const

export type MovementKind = (typeof movementKinds)[number]

/** One line of the gateway's books. Amounts are signed: what leaves the account is negative; net = amount - fee. */
export type Movement = {
  id: string
  kind: MovementKind
  /** The attempt it is about, where it is about one. */
  attemptId: string | null
  /** The gateway's id of the charge, refund, dispute or payout. */
  objectId: string | null
  amountCents: number
  feeCents: number
  netCents: number
  currency: string
  at: number
}

export const payoutStates = ['pending', 'in-transit', 'paid', 'failed', 'canceled', 'unknown'] as const

export type Payout = {
  id: string
  amountCents: number
  currency: string
  state: (typeof payoutStates)[number]
  /** When the bank has it, epoch ms. */
  arrivesAt: number
  createdAt: number
  /** Only an automatic payout tells which movements it is made of. */
  isAutomatic: boolean
}

/** Whether the account may take payments and be paid out, and what its owner must still tell the gateway. */
export type AccountStanding = {
  accountId: string
  takesPayments: boolean
  paysOut: boolean
  /** The gateway's words for what is missing, such as `external_account`. */
  missing: string[]
}

export type GatewayCapabilities = {
  name: string
  /** No real money moves: every page that offers this gateway must say so. */
  test: boolean
  methods: readonly MethodKind[]
  minAmountCents: number
  maxAmountCents: number
  hostedCheckout: boolean
  /** How long a new attempt may stay invisible to `findByReference`. */
  referenceLagMs: number
  fields: GatewayFields
  /** Which methods a payer may have saved, typed on our page. */
  saves: readonly MethodKind[]
}

/**
 * Where the payer types the card or bank number, always served by the gateway's origin: a page for our frame (`url` takes
 * `&lang=en|es`, `&method=card|ach`, `&parent=ORIGIN`), Stripe's Payment Element, which draws frames of its own, or nothing
 * on our page at all, because payers go to the gateway's.
 */
export type GatewayFields =
  | { kind: 'frame'; origin: string; url: string }
  | {
      kind: 'payment-element'
      /** Origins of its frames and of the calls its script makes. */
      frameOrigins: readonly string[]
      connectOrigins: readonly string[]
      /** Where a press of Pay may lead: the bank's question, or its hosted page. */
      formOrigins: readonly string[]
      script: string
      publishableKey: string
      connectedAccount: string | null
    }
  | { kind: 'elsewhere'; origin: string }

export type MethodKind = 'card' | 'ach'

export type AttemptOrder = {
  reference: string
  amountCents: number
  /** ISO 4217, upper case. */
  currency: string
  description: string
  idempotencyKey: string
}

export type ConfirmOrder = {
  attemptId: string
  idempotencyKey: string
  /** Where the payer comes back to after a challenge. */
  returnUrl: string
} & PaidBy

/** What a payer pays by: what was typed just now, or what they had saved. */
export type PaidBy =
  | {
      /** What the gateway's fields gave the page in place of the number; good once. */
      methodToken: string
      /** Saves the method for this holder once it has paid; a decline saves nothing, and without it nothing is saved. */
      keepFor?: string
    }
  | {
      savedMethod: {
        holderId: string
        methodId: string
        kind: MethodKind
        /** From where the payer agrees to this debit of a bank account. */
        agreed: { ip: string; userAgent: string }
      }
    }

export type HostedCheckoutOrder = {
  attemptId: string
  returnUrl: string
  language: 'en' | 'es'
  expiresAt: number
}

export type RefundOrder = {
  attemptId: string
  amountCents: number
  reference: string
  idempotencyKey: string
}

export const attemptStates = [
  'created',
  'requires-action',
  'processing',
  'succeeded',
  'declined',
  'canceled',
  'unknown',
] as const

export type AttemptState = (typeof attemptStates)[number]

/** An attempt as the gateway tells it; a word of the gateway's that we don't know reads `unknown`. */
export type AttemptSnapshot = {
  id: string
  reference: string
  amountCents: number
  currency: string
  state: AttemptState
  /**
   * Where to send the payer's browser while the state is `requires-action`. While it is `processing`: where the payer proves,
   * days later, that the bank account is theirs; the debit waits for that.
   */
  actionUrl: string | null
  /** Why the last confirm was declined: for staff, never for the payer. */
  declineCode: string | null
  /** The gateway's fee of a succeeded attempt. */
  feeCents: number | null
  method: PaymentMethod | null
  capturedAt: number | null
  refunds: RefundSnapshot[]
  /** Oldest first: a charge may be disputed again. */
  disputes: DisputeSnapshot[]
  /** The method that was saved by this payment, because its payer asked for it. */
  saved: SavedMethod | null
}

/** A method the gateway keeps: its ids, and what its owner knows it by. */
export type SavedMethod = {
  holderId: string
  methodId: string
  kind: MethodKind
  brand: string
  last4: string
  /** 'YYYY-MM', the last month it is good in; null where it has no end. */
  expires: string | null
}

export type PaymentMethod = { kind: MethodKind | 'unknown'; brand: string; last4: string }

export const refundStates = ['pending', 'succeeded', 'failed', 'unknown'] as const

export type RefundSnapshot = {
  id: string
  attemptId: string
  reference: string
  amountCents: number
  state: (typeof refundStates)[number]
  failureCode: string | null
  createdAt: number
}

/** `inquiry` is a question of the bank's that moves no money (yet); one that ends quietly is `won`. */
export const disputeStates = ['inquiry', 'open', 'won', 'lost', 'unknown'] as const

export type DisputeSnapshot = {
  id: string
  amountCents: number
  state: (typeof disputeStates)[number]
  /** `ach-return` is a bank debit that came back after it had cleared. */
  reason: string
  /** What the gateway keeps for it, as far as it has said. */
  feeCents: number
  openedAt: number
  /** Until when it takes evidence, epoch ms; null where it says nothing. */
  dueAt: number | null
}

export type AttemptPage = { attempts: AttemptSnapshot[]; cursor: string; more: boolean }

export const eventTypes = [
  'attempt.succeeded',
  'attempt.failed',
  'attempt.processing',
  'attempt.canceled',
  'refund.updated',
  'dispute.updated',
  /** Names no attempt: how a payout stands is in the books. */
  'payout.updated',
] as const

/** A delivery says only that something happened; the handler reads the attempt again before it acts. */
export type WebhookEvent = {
  id: string
  type: (typeof eventTypes)[number] | 'unknown'
  /** The gateway's own word for the type. */
  rawType: string
  /** False where it is about another account behind the same secret: nothing of it is this one's. */
  isOurs: boolean
  attemptId: string | null
  createdAt: number
}

export type WebhookRefusal = {
  refused: 'too-large' | 'unsigned' | 'bad-signature' | 'stale' | 'from-the-future' | 'unreadable'
}

export const gatewayRefusals = [
  'attempt-closed',
  'method-token-unusable',
  'not-captured',
  'disputed',
  'exceeds-captured',
] as const

/** Nothing happened, and the reason is one that a person can act on. */
export type GatewayRefusal = { refused: (typeof gatewayRefusals)[number] }

/** The call may or may not have happened (timeout, 5xx, connection lost): look it up before anything else. */
export class GatewayUnknown extends Error {
  override name = 'GatewayUnknown'
}

/** The gateway was not reached, or turned the call away unread: nothing happened, try again later. */
export class GatewayUnreachable extends Error {
  override name = 'GatewayUnreachable'
}

/** The gateway read the call and won't have it (wrong key, malformed, idempotency key reused): repeating won't help. */
export class GatewayRejected extends Error {
  override name = 'GatewayRejected'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, detail: string) {
    super(`${code}: ${detail}`)
    this.status = status
    this.code = code
  }
}

/** Whether it is the gateway that failed, and not our own code. */
export function isGatewayFault(
  error: unknown,
): error is GatewayUnknown | GatewayUnreachable | GatewayRejected {
  return [GatewayUnknown, GatewayUnreachable, GatewayRejected].some(kind => error instanceof kind)
}
