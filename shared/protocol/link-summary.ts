import type { WentBack } from './entry-tag.ts'

/** How far a payment link has come, as lists and documents show it. Instants in epoch ms. */
export interface LinkSummary {
  linkId: string
  /** `settled`: all it asked for was paid another way, or withdrawn; only lists and panels of links tell it. */
  state: 'queued' | 'sent' | 'opened' | 'paid' | 'revoked' | 'undelivered' | 'expired' | 'settled'
  sentAt: number | null
  openedAt: number | null
  activeUntilAt: number | null
  triedAt: number | null
  tryOutcome: '' | 'declined' | 'processing' | 'paid'
  paidAt: number | null
  /** What came in by it, less what went back. */
  paidCents: number
  /** How that went back. */
  wentBack: WentBack
  /** When a recipient's server said it has the mail, where one said so. */
  deliveredAt: number | null
  revokedAt: number | null
}

/** The one word for how a link stands, on screen and in files; what became of the money comes before what became of the link. */
export function linkTag({
  state,
  paidCents,
  wentBack,
}: Pick<LinkSummary, 'state' | 'paidCents' | 'wentBack'>) {
  if (state === 'settled' || state === 'revoked' || state === 'undelivered') return state
  if (wentBack !== '') return wentBack
  return paidCents > 0 && state !== 'paid' ? 'part' : state
}
