import { linkStateAt } from '../../../../shared/domain/payment-link/link-offer.ts'
import { addDays } from '../../../../shared/lib/dates.ts'
import type { MailSummary } from '../../../../shared/protocol/document-views.ts'
import type { WentBack } from '../../../../shared/protocol/entry-tag.ts'
import type { LinkSummary } from '../../../../shared/protocol/link-summary.ts'
import type { QueryContext } from './query-context.ts'
import { WENT_BACK } from './went-back.ts'

/** The columns of a link `l`, prefixed, for {@link linkReader}. */
export const LINK_COLUMNS = `
  l.id AS l_id, l.state AS l_state, l.sentAt AS l_sentAt, l.openedAt AS l_openedAt, l.activeUntilAt AS l_activeUntilAt,
  l.unopenedUntilAt AS l_unopenedUntilAt, l.triedAt AS l_triedAt, l.tryOutcome AS l_tryOutcome, l.paidAt AS l_paidAt, l.deliveredAt AS l_deliveredAt,
  l.revokedAt AS l_revokedAt, l.customerId AS l_customerId`

/** SQL: nobody paid all that the link `l` asked by it, and none of its invoices has anything open any more. */
export const LINK_SETTLED = `(l.state NOT IN ('paid', 'revoked', 'undelivered') AND l.paidAt IS NULL
  AND EXISTS (SELECT 1 FROM payment_link_invoices s WHERE s.linkId = l.id)
  AND NOT EXISTS (SELECT 1 FROM payment_link_invoices s JOIN invoices i ON i.id = s.invoiceId
    WHERE s.linkId = l.id AND i.openCents > 0))`

/** SQL: the money that came in by each link, less what went back, as `m`, of links sent at most so many days ago as {@link moneySince} says. */
export const ITS_MONEY = `LEFT JOIN (
    SELECT linkId, sum(totalCents - returnedCents) AS paidCents FROM payments
    WHERE receivedOn >= @moneyFromOn AND linkId IS NOT NULL AND kind = 'payment' AND status = 'posted' GROUP BY linkId
  ) m ON m.linkId = l.id`

/** SQL: what came in by the link `l`, less what went back. */
export const PAID_CENTS = 'coalesce(m.paidCents, 0)'

/** From which business date on money counts in {@link ITS_MONEY}: none comes by a link before it is sent, but clocks and time zones differ. */
export function moneySince(q: Pick<QueryContext, 'today'>, days: number): { moneyFromOn: string } {
  return { moneyFromOn: addDays(q.today, -days - 7) }
}

/**
 * Reads the links of records that have {@link LINK_COLUMNS}; null where there was none. Settled by `l_settled`, where that was
 * read. Use one for a page: what came in by links is read once for each customer.
 */
export function linkReader(
  q: Pick<QueryContext, 'sql' | 'now'>,
): (record: Record<string, unknown>) => LinkSummary | null {
  const known = new Map<string, Map<string, LinkMoney>>()
  return record => {
    if (record.l_id === null || record.l_id === undefined) return null
    const linkId = record.l_id as string
    const openedAt = record.l_openedAt as number | null
    const paidAt = record.l_paidAt as number | null
    const activeUntilAt = record.l_activeUntilAt as number | null
    const unopenedUntilAt = record.l_unopenedUntilAt as number
    const customerId = record.l_customerId as string
    const triedAt = record.l_triedAt as number | null
    const tryOutcome = record.l_tryOutcome as LinkSummary['tryOutcome']
    // Who pays has opened it.
    const isTouched = openedAt !== null || paidAt !== null
    if (isTouched && !known.has(customerId)) known.set(customerId, moneyOf(q, customerId))
    const { paidCents, wentBack, lastPaidAt } = (isTouched && known.get(customerId)?.get(linkId)) || NO_MONEY
    const link = { state: record.l_state as string, activeUntilAt, unopenedUntilAt }
    return {
      linkId,
      state: record.l_settled === 1 ? (paidCents > 0 ? 'paid' : 'settled') : linkStateAt(link, q.now),
      sentAt: record.l_sentAt as number | null,
      openedAt,
      activeUntilAt,
      triedAt,
      // A bank debit over a part that cleared is under way no more; only what pays a link whole ends its try.
      tryOutcome: tryOutcome === 'processing' && lastPaidAt >= (triedAt ?? 0) ? '' : tryOutcome,
      paidAt,
      paidCents,
      wentBack,
      deliveredAt: record.l_deliveredAt as number | null,
      revokedAt: record.l_revokedAt as number | null,
    }
  }
}

interface LinkMoney extends Pick<LinkSummary, 'paidCents' | 'wentBack'> {
  lastPaidAt: number
}

const NO_MONEY: LinkMoney = { paidCents: 0, wentBack: '', lastPaidAt: -1 }

/** What came in by each link of a customer, merged ones with the one kept. */
function moneyOf(q: Pick<QueryContext, 'sql'>, customerId: string): Map<string, LinkMoney> {
  const found = q
    .sql(
      `SELECT p.linkId, p.totalCents - p.returnedCents AS leftCents, p.recordedAt, ${WENT_BACK} AS wentBack FROM payments p
       WHERE p.customerId = coalesce((SELECT mergedIntoId FROM customers WHERE id = @customerId), @customerId)
         AND p.linkId IS NOT NULL AND p.kind = 'payment' AND p.status = 'posted' ORDER BY p.returnedCents`,
    )
    .all({ customerId }) as { linkId: string; leftCents: number; recordedAt: number; wentBack: WentBack }[]
  const money = new Map<string, LinkMoney>()
  for (const { linkId, leftCents, recordedAt, wentBack } of found) {
    const before = money.get(linkId) ?? NO_MONEY
    money.set(linkId, {
      paidCents: before.paidCents + leftCents,
      wentBack: wentBack === '' ? before.wentBack : wentBack,
      lastPaidAt: Math.max(before.lastPaidAt, recordedAt),
    })
  }
  return money
}

/** The mails about an invoice, or with a link over it, newest first. */
export function mailsOfInvoice(q: QueryContext, invoiceId: string): MailSummary[] {
  return q.sql(mailsSql('')).all({ invoiceId }) as MailSummary[]
}

/** The same of an order, also those from before it had an invoice. */
export function mailsOfOrder(q: QueryContext, orderId: string, invoiceId: string | null): MailSummary[] {
  return q
    .sql(mailsSql('UNION SELECT id FROM mails WHERE orderId = @orderId'))
    .all({ orderId, invoiceId }) as MailSummary[]
}

function mailsSql(more: string): string {
  return `SELECT id AS mailId, recipient, subject, kind, linkId, state, lastError, queuedAt, sentAt, deliveredAt
    FROM mails WHERE id IN (
      SELECT id FROM mails WHERE invoiceId = @invoiceId
      UNION SELECT m.id FROM payment_link_invoices s JOIN mails m ON m.linkId = s.linkId WHERE s.invoiceId = @invoiceId ${more}
    ) ORDER BY queuedAt DESC, id DESC`
}
