import type { LinkSummary } from '../../shared/protocol/link-summary.ts'
import { useWords } from '../words/use-words.ts'
import { formatAgo } from './format-date.ts'
import classes from './status-tag.module.css'

export type Tone = 'blue' | 'grey' | 'green' | 'red' | 'amber'

/** A small rounded label. */
export function Tag({ tone, children, title }: { tone: Tone; children: React.ReactNode; title?: string }) {
  return (
    <span className={`${classes.tag} ${classes[tone]}`} title={title}>
      {children}
    </span>
  )
}

export type Status = keyof ReturnType<typeof useWords>['parts']['tag']

const TONES: Record<Status, Tone> = {
  draft: 'grey',
  pending: 'amber',
  confirmed: 'green',
  voided: 'grey',
  open: 'blue',
  part: 'amber',
  paid: 'green',
  void: 'grey',
  posted: 'green',
  queued: 'grey',
  waiting: 'amber',
  sent: 'grey',
  'probably-sent': 'grey',
  undelivered: 'red',
  canceled: 'grey',
  opened: 'blue',
  expired: 'amber',
  settled: 'green',
  revoked: 'grey',
  declined: 'red',
  processing: 'green',
  active: 'green',
  inactive: 'grey',
  hold: 'red',
  unapplied: 'amber',
  payment: 'grey',
  refund: 'blue',
  credit: 'blue',
  'refund-pending': 'amber',
  'refund-canceled': 'grey',
  'refund-failed': 'red',
  bounced: 'red',
  'charged-back': 'red',
  refunded: 'blue',
  'part-refunded': 'blue',
  failed: 'red',
  nsf: 'red',
  chargeback: 'red',
  new: 'grey',
  'pending-review': 'amber',
  approved: 'green',
  rejected: 'red',
  resubmitted: 'amber',
}

/** The tag of a status of an order, invoice, payment, mail or link. */
export function StatusTag({ status }: { status: Status }) {
  const w = useWords().parts
  return <Tag tone={TONES[status]}>{w.tag[status]}</Tag>
}

/** The tag of a payment link, with when it last moved: `Opened 2 h ago`. */
export function LinkTag({ link }: { link: LinkSummary | null }) {
  const w = useWords().parts
  if (!link) return null
  const ago = (at: number | null) => (at === null ? '' : formatAgo(at, Date.now()))
  if (link.state === 'opened' && link.tryOutcome === 'processing') return <StatusTag status="processing" />
  if (link.state === 'opened' && link.tryOutcome === 'declined') return <StatusTag status="declined" />
  if (link.state === 'sent' && link.deliveredAt !== null)
    return <Tag tone="grey">{w.linkTag.delivered(ago(link.deliveredAt))}</Tag>
  if (link.state === 'sent') return <Tag tone="grey">{w.linkTag.sent(ago(link.sentAt))}</Tag>
  if (link.state === 'opened') return <Tag tone="blue">{w.linkTag.opened(ago(link.openedAt))}</Tag>
  if (link.state === 'paid') return <Tag tone="green">{w.linkTag.paid(ago(link.paidAt))}</Tag>
  if (link.state === 'queued') return <Tag tone="grey">{w.linkTag.queued}</Tag>
  return <StatusTag status={link.state} />
}
