import { openCreditsCents } from '../../../../shared/domain/payment/open-credits.ts'
import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import { linkAsk, netsCredits } from '../../../../shared/domain/payment-link/link-ask.ts'
import type { LinkView } from '../../../../shared/protocol/send-asks.ts'
import { LINK_COLUMNS, LINK_SETTLED, linkReader } from './link-summary.ts'
import { orderAsked } from './orders-mail-draft.ts'
import { ownCustomers, type QueryContext } from './query-context.ts'

/** `links.one`: a payment link with its invoices as they are now and its mails; null for one that is not there, or another's. */
export function linksOne(q: QueryContext, linkId: string): LinkView | null {
  const record = q
    .sql(
      `SELECT ${LINK_COLUMNS}, ${LINK_SETTLED} AS l_settled, l.customerId, l.kind, l.statementOn, l.askedCents, l.currency, l.sentTo, l.tokenLast4,
         l.createdAt, l.orderId, coalesce(c.name, '') AS customerName, coalesce(u.name, '') AS createdByName,
         coalesce(r.name, '') AS revokedByName,
         coalesce((SELECT nullif(m.statementKind, '') FROM mails m WHERE m.linkId = l.id LIMIT 1), 'unpaid') AS statementKind
       FROM payment_links l LEFT JOIN customers c ON c.id = l.customerId LEFT JOIN users u ON u.id = l.createdBy
         LEFT JOIN users r ON r.id = l.revokedBy
       WHERE l.id = @linkId ${ownCustomers(q, 'l.customerId')}`,
    )
    .get({ linkId, ownerId: q.ownerId }) as Record<string, unknown> | undefined
  const summary = record && linkReader(q)(record)
  if (!record || !summary) return null
  const invoices = q
    .sql(
      `SELECT i.id AS invoiceId, i.number, i.dueOn, i.totalCents, i.openCents, i.status = 'void' AS isVoid,
         nullif(i.lastLinkId, @linkId) AS newerLinkId
       FROM payment_link_invoices s JOIN invoices i ON i.id = s.invoiceId
       WHERE s.linkId = @linkId ORDER BY i.dueOn, i.number`,
    )
    .all({ linkId }) as (Omit<LinkView['invoices'][number], 'isVoid'> & { isVoid: number })[]
  const orderId = record.orderId as string | null
  const found = orderId === null || invoices.length > 0 ? null : orderAsked(q, orderId)
  const order = found && {
    orderId: found.order.id,
    number: found.order.number,
    totalCents: found.asked.totalCents,
    openCents: found.asked.openCents,
    isVoid: found.asked.status === 'void',
  }
  return {
    link: {
      id: linkId,
      customerId: record.customerId as string,
      kind: record.kind as LinkView['link']['kind'],
      statementOn: record.statementOn as string,
      statementKind: record.statementKind as LinkView['link']['statementKind'],
      askedCents: record.askedCents as number,
      currency: record.currency as string,
      sentTo: JSON.parse(record.sentTo as string) as string[],
      tokenLast4: record.tokenLast4 as string,
      createdAt: record.createdAt as number,
      unopenedUntilAt: record.l_unopenedUntilAt as number,
    },
    summary,
    customerName: record.customerName as string,
    createdByName: record.createdByName as string,
    revokedByName: record.revokedByName as string,
    order,
    openCents: order?.openCents ?? askedNow(q, record, invoices),
    invoices: invoices.map(invoice => ({ ...invoice, isVoid: invoice.isVoid === 1 })),
    mails: q
      .sql(
        `SELECT id AS mailId, kind, recipient, subject, message, state, lastError, queuedAt, sentAt, deliveredAt, bouncedAt
         FROM mails WHERE linkId = ? ORDER BY queuedAt, id`,
      )
      .all(linkId) as LinkView['mails'],
  }
}

/** What its page asks for now, open credits taken off where it does so. */
function askedNow(
  q: QueryContext,
  { kind, customerId, currency }: Record<string, unknown>,
  invoices: readonly { dueOn: string; number: string; openCents: number; isVoid: number }[],
): number {
  const nets = netsCredits({ kind: kind as LinkView['link']['kind'] })
  const entries = nets
    ? (q
        .sql(
          `SELECT p.status, p.currency, p.unappliedCents, p.heldForOrderId FROM payments p
           WHERE p.customerId = (SELECT coalesce(mergedIntoId, id) FROM customers WHERE id = ?) AND p.unappliedCents > 0`,
        )
        .all(customerId) as PaymentRow[])
    : []
  const open = invoices.map(each => ({
    ...each,
    status: each.isVoid === 1 ? ('void' as const) : ('open' as const),
  }))
  return linkAsk(open, openCreditsCents(entries, currency as string)).dueCents
}
