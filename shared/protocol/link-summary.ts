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
  /** When a recipient's server said it has the mail, where one said so. */
  deliveredAt: number | null
  revokedAt: number | null
}
