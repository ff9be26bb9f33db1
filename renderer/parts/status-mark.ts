import { type LinkSummary, linkTag } from '../../shared/protocol/link-summary.ts'
import type { Words } from '../words/use-words.ts'
import { formatAgo } from './format-date.ts'
import type { Mark, Tone } from './mark.ts'

export type Status = keyof Words['parts']['tag']

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

/** How a status of an order, invoice, payment, mail or link looks. */
export function statusMark({ tag }: Words['parts'], status: Status): Mark {
  return { tag: TONES[status], text: tag[status] }
}

/** How a payment link looks, with when it last moved: `Opened 2 h ago`. */
export function linkMark(parts: Words['parts'], link: LinkSummary): Mark {
  const w = parts.linkTag
  const ago = (at: number | null) => (at === null ? '' : formatAgo(at, Date.now()))
  if (link.state === 'opened' && link.tryOutcome === 'processing') return statusMark(parts, 'processing')
  const tag = linkTag(link)
  if (tag !== link.state) return statusMark(parts, tag)
  if (link.state === 'opened' && link.tryOutcome === 'declined') return statusMark(parts, 'declined')
  if (link.state === 'sent' && link.deliveredAt !== null)
    return { tag: 'grey', text: w.delivered(ago(link.deliveredAt)) }
  if (link.state === 'sent') return { tag: 'grey', text: w.sent(ago(link.sentAt)) }
  if (link.state === 'opened') return { tag: 'blue', text: w.opened(ago(link.openedAt)) }
  if (link.state === 'paid' && link.paidAt !== null) return { tag: 'green', text: w.paid(ago(link.paidAt)) }
  if (link.state === 'queued') return { tag: 'grey', text: w.queued }
  return statusMark(parts, link.state)
}
