import { linkStateAt } from '../../../../shared/domain/payment-link/link-offer.ts'
import type { MailSummary } from '../../../../shared/protocol/document-views.ts'
import type { LinkSummary } from '../../../../shared/protocol/link-summary.ts'
import type { QueryContext } from './query-context.ts'

/** The columns of a link `l`, prefixed, for {@link linkOf}. */
export const LINK_COLUMNS = `
  l.id AS l_id, l.state AS l_state, l.sentAt AS l_sentAt, l.openedAt AS l_openedAt, l.activeUntilAt AS l_activeUntilAt,
  l.unopenedUntilAt AS l_unopenedUntilAt, l.triedAt AS l_triedAt, l.tryOutcome AS l_tryOutcome, l.paidAt AS l_paidAt, l.deliveredAt AS l_deliveredAt,
  l.revokedAt AS l_revokedAt`

/** SQL: nobody paid the link `l` itself, and none of its invoices has anything open any more. */
export const LINK_SETTLED = `(l.state NOT IN ('paid', 'revoked', 'undelivered') AND l.paidAt IS NULL
  AND EXISTS (SELECT 1 FROM payment_link_invoices s WHERE s.linkId = l.id)
  AND NOT EXISTS (SELECT 1 FROM payment_link_invoices s JOIN invoices i ON i.id = s.invoiceId
    WHERE s.linkId = l.id AND i.openCents > 0))`

/** The link of a record read with {@link LINK_COLUMNS}; null where there was none. Settled by `l_settled`, where that was read. */
export function linkOf(record: Record<string, unknown>, now: number): LinkSummary | null {
  if (record.l_id === null || record.l_id === undefined) return null
  const activeUntilAt = record.l_activeUntilAt as number | null
  const unopenedUntilAt = record.l_unopenedUntilAt as number
  return {
    linkId: record.l_id as string,
    state:
      record.l_settled === 1
        ? 'settled'
        : linkStateAt({ state: record.l_state as string, activeUntilAt, unopenedUntilAt }, now),
    sentAt: record.l_sentAt as number | null,
    openedAt: record.l_openedAt as number | null,
    activeUntilAt,
    triedAt: record.l_triedAt as number | null,
    tryOutcome: record.l_tryOutcome as LinkSummary['tryOutcome'],
    paidAt: record.l_paidAt as number | null,
    deliveredAt: record.l_deliveredAt as number | null,
    revokedAt: record.l_revokedAt as number | null,
  }
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
