import type { DisputeRow } from '../../../../shared/domain/dispute/dispute-row.ts'
import type { MailRow } from '../../../../shared/domain/mail/mail-row.ts'
import { standsFor } from '../../../../shared/domain/payment/dispute-entries.ts'
import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import type { PaymentLinkRow } from '../../../../shared/domain/payment-link/payment-link-row.ts'
import type { PayoutRow } from '../../../../shared/domain/payout/payout-row.ts'
import type { LinkPaymentEvent, LinkPaymentView } from '../../../../shared/protocol/link-money-asks.ts'
import { LINK_PAYMENT_STATE } from './link-payments-list.ts'
import { paymentsOne } from './payments-one.ts'
import type { QueryContext } from './query-context.ts'

/** `link-payments.one`: a payment that came by link and all that happened on its way; null where there is none. */
export function linkPaymentsOne(q: QueryContext, paymentId: string): LinkPaymentView | null {
  const view = paymentsOne(q, paymentId)
  if (view?.payment.kind !== 'payment' || view.payment.source !== 'link') return null
  const { payment, customerName, applications, disputes } = view
  const state = q
    .sql(`SELECT ${LINK_PAYMENT_STATE} FROM payments p WHERE p.id = ?`)
    .pluck()
    .get(paymentId) as LinkPaymentView['state']
  const applied = new Map<string, LinkPaymentView['invoices'][number]>()
  for (const { invoiceId, invoiceNumber, amountCents } of applications) {
    const before = applied.get(invoiceId)?.amountCents ?? 0
    applied.set(invoiceId, { invoiceId, number: invoiceNumber, amountCents: before + amountCents })
  }
  const reversals = q.rows.answer({
    kind: 'rows',
    table: 'payments',
    ref: 'reversesId',
    value: paymentId,
  }) as PaymentRow[]
  const events = [
    ...linkEvents(q, payment),
    event('paid', payment.recordedAt, { amountCents: payment.totalCents, detail: payment.reference }),
    ...mailEvents(q, payment, [payment, ...reversals]),
    ...reversals.flatMap(reversal => reversalEvents(reversal, disputes)),
    ...disputes.flatMap(disputeEvents),
    ...payoutEvents(q, [payment, ...reversals]),
  ]
  return {
    payment,
    customerName,
    state,
    disputes,
    invoices: [...applied.values()].filter(({ amountCents }) => amountCents !== 0),
    events: events.toSorted((a, b) => a.at - b.at),
  }
}

function linkEvents(q: QueryContext, { linkId }: PaymentRow): LinkPaymentEvent[] {
  const link =
    linkId === null
      ? null
      : (q.rows.answer({ kind: 'row', table: 'payment_links', id: linkId }) as PaymentLinkRow | null)
  if (!link) return []
  const told: LinkPaymentEvent[] = []
  const { sentAt, deliveredAt, openedAt } = link
  if (sentAt !== null)
    told.push(event('link-sent', sentAt, { amountCents: link.askedCents, detail: link.sentTo.join(', ') }))
  if (deliveredAt !== null) told.push(event('link-delivered', deliveredAt))
  if (openedAt !== null) told.push(event('link-opened', openedAt))
  return told
}

function mailEvents(q: QueryContext, { customerId }: PaymentRow, of: readonly PaymentRow[]) {
  const mails = q
    .sql(
      `SELECT kind, recipient, state, queuedAt, sentAt FROM mails
       WHERE customerId = ? AND kind IN ('receipt', 'refund') AND paymentId IN (SELECT value FROM json_each(?))`,
    )
    .all(customerId, JSON.stringify(of.map(({ id }) => id))) as Pick<
    MailRow,
    'kind' | 'recipient' | 'state' | 'queuedAt' | 'sentAt'
  >[]
  return mails.map(({ kind, recipient, state, queuedAt, sentAt }) =>
    event(kind === 'receipt' ? 'receipt' : 'refund-mail', sentAt ?? queuedAt, { detail: recipient, state }),
  )
}

/** What went back. A chargeback that a won dispute took back stands with its end; what was voided by hand never counted. */
function reversalEvents(reversal: PaymentRow, disputes: readonly DisputeRow[]): LinkPaymentEvent[] {
  const { id, kind, number, totalCents, recordedAt, refundState, status } = reversal
  const about = { amountCents: -totalCents, detail: number, subjectId: id }
  if (status !== 'posted') {
    const won = disputes.find(each => standsFor(reversal, each) && each.state === 'won')
    if (!won?.closedAt) return []
    return [event('chargeback', recordedAt, about), event('chargeback-withdrawn', won.closedAt, about)]
  }
  if (kind === 'refund') return [event('refund', recordedAt, { ...about, state: refundState })]
  return [event('chargeback', recordedAt, about)]
}

function disputeEvents({ reason, state, amountCents, openedAt, closedAt }: DisputeRow): LinkPaymentEvent[] {
  const isOpen = state === 'inquiry' || state === 'open'
  const opened = event('dispute', openedAt, { amountCents, detail: reason, state: isOpen ? state : '' })
  return closedAt === null ? [opened] : [opened, event('dispute-over', closedAt, { state })]
}

function payoutEvents(q: QueryContext, of: readonly PaymentRow[]): LinkPaymentEvent[] {
  const entries = q
    .sql(
      `SELECT p.id, p.reference, p.state, e.netCents, max(e.at, p.createdAt) AS at
       FROM payout_entries e JOIN payouts p ON p.id = e.payoutId
       WHERE e.paymentId IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(of.map(({ id }) => id))) as (Pick<PayoutRow, 'id' | 'reference' | 'state'> & {
    netCents: number
    at: number
  })[]
  return entries.map(({ id, reference, state, netCents, at }) =>
    event('payout', at, { amountCents: netCents, detail: reference, state, subjectId: id }),
  )
}

function event(
  kind: LinkPaymentEvent['kind'],
  at: number,
  more: Partial<Omit<LinkPaymentEvent, 'kind' | 'at'>> = {},
): LinkPaymentEvent {
  return { kind, at, amountCents: null, detail: '', state: '', subjectId: null, ...more }
}
