import type { Gateway } from '../gateway.ts'

/** A payer's card or bank account by what becomes of it. */
export type ConformanceMethod =
  | 'success'
  | 'declined'
  | 'insufficient-funds'
  | 'expired-card'
  | 'challenge'
  | 'lost-answer'
  | 'server-error'
  | 'dispute'
  | 'refund-fails'
  | 'ach-clears'
  | 'ach-fails'
  | 'ach-returned'

export type Delivery = { rawBody: Uint8Array; headers: Headers }

/** One gateway under test, with a clock of its own. */
export type GatewayHarness = {
  gateway: Gateway
  /** The same adapter, at an address where nobody listens. */
  unreachable: Gateway
  /** The same adapter with a wrong key. */
  unauthorized: Gateway
  token(method: ConformanceMethod): Promise<string>
  answerChallenge(actionUrl: string, approve: boolean): Promise<void>
  /** The next call does its work, and its answer is lost. */
  loseNextAnswer(): Promise<void>
  /** Ends the wait of every call under way. */
  timeOut(): void
  /** Moves the clock, so that banks have done what they do by then. */
  passTime(ms: number): Promise<void>
  duplicateNextWebhook(): Promise<void>
  /** Sends what is due; answers all deliveries so far, in order of arrival. */
  deliveries(): Promise<Delivery[]>
  now(): number
  /** An event about an attempt in the gateway's own format; `type` is one of ours, or a word nobody knows. */
  eventBody(event: { id: string; type: string; attemptId: string }): string
  /** A delivery of that body, signed as the gateway would at that time. */
  sign(body: string, at: number): Delivery
  stop(): Promise<void>
}

/** Tests of the suite that a gateway under test can't pass, by their name, with the reason. */
export type KnownGaps = Readonly<Record<string, string>>
