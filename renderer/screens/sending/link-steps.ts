import type { LinkView } from '../../../shared/protocol/send-asks.ts'

export type LinkStep =
  | 'made'
  | 'queued'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'opened'
  | 'declined'
  | 'processing'
  | 'tried'
  | 'paid'
  | 'activeUntil'
  | 'unopenedUntil'
  | 'expired'
  | 'revoked'

/** One thing that happened to a link, or is to come. */
export interface ToldStep {
  step: LinkStep
  /** null where nobody knows when. */
  at: number | null
  /** More about it: which address. */
  about: string
  isBad: boolean
}

/** What happened to a link, in order, and last of all when it ends. */
export function linkSteps({
  link,
  summary,
  mails,
}: Pick<LinkView, 'link' | 'summary' | 'mails'>): ToldStep[] {
  const past: ToldStep[] = []
  const tell = (step: LinkStep, at: number | null, about = '', isBad = false) =>
    at !== null && past.push({ step, at, about, isBad })
  const { state, activeUntilAt } = summary
  tell('made', link.createdAt)
  for (const mail of mails) {
    const about = mails.length > 1 ? mail.recipient : ''
    tell('sent', mail.sentAt, about)
    tell('delivered', mail.deliveredAt, about)
    if (mail.state === 'undelivered')
      past.push({ step: 'undelivered', at: mail.bouncedAt, about: mail.recipient, isBad: true })
  }
  tell('opened', summary.openedAt)
  const tried = { '': 'tried', declined: 'declined', processing: 'processing', paid: 'tried' } as const
  // Of a paid link, a try before the one that paid.
  if (summary.tryOutcome !== 'paid' || summary.triedAt !== summary.paidAt)
    tell(tried[summary.tryOutcome], summary.triedAt, '', summary.tryOutcome === 'declined')
  tell('paid', summary.paidAt)
  tell('revoked', summary.revokedAt)
  const endsAt = activeUntilAt ?? link.unopenedUntilAt
  if (state === 'expired') tell('expired', endsAt, '', true)
  past.sort((a, b) => (a.at ?? Number.MAX_SAFE_INTEGER) - (b.at ?? Number.MAX_SAFE_INTEGER))
  if (state === 'queued') past.push({ step: 'queued', at: null, about: '', isBad: false })
  const goesOn = state === 'sent' || state === 'opened'
  if (!goesOn) return past
  return [
    ...past,
    { step: activeUntilAt === null ? 'unopenedUntil' : 'activeUntil', at: endsAt, about: '', isBad: false },
  ]
}
