import { noLinkReason } from '../../shared/domain/payment-link/link-offer.ts'
import { newId } from '../../shared/lib/ids.ts'
import type { RelayPorts } from '../ports.ts'
import { askOf, askReads, isExpired } from './ask.ts'
import { isLocked } from './card-testing.ts'
import { hashId } from './hash-id.ts'
import type { Nonces } from './nonces.ts'

/** `already`: this form sent a new link before. */
export type Renewal = 'sent' | 'already' | 'too-often' | 'not-offered'

const RENEWALS_A_DAY = 3
const DAY_MS = 86_400_000

/**
 * Sends a new link for an expired or locked one to the addresses on file, three times a day per customer. A form that sent
 * one sends nothing more.
 */
export async function renewLink(
  ports: RelayPorts,
  nonces: Nonces,
  companyId: string,
  linkId: string,
  nonce: string,
): Promise<Renewal> {
  return ports.inCompany(companyId, async tx => {
    const { sql } = tx
    const now = ports.clock.now()
    if ((await nonces.spentOn(sql, companyId, nonce, linkId)) !== 'nothing') return 'already'
    const ask = askOf(linkId, await tx.gather(askReads(linkId)))
    if (ask === null || ask.link.state === 'revoked' || ask.link.sentTo.length === 0) return 'not-offered'
    if (!isExpired(ask.link, now) && !(await isLocked(sql, companyId, linkId))) return 'not-offered'
    const due = ask.invoices.filter(each => noLinkReason(ask.company, ask.customer, each.row) === null)
    if (due.length === 0 || ask.dueCents === 0) return 'not-offered'
    const { renewals } = (await sql.one<{ renewals: number }>(
      'SELECT count(*) AS renewals FROM link_renewal WHERE company_id = $1 AND customer_id = $2 AND renewed_at > $3',
      [companyId, ask.customer.id, now - DAY_MS],
    )) ?? { renewals: 0 }
    if (Number(renewals) >= RENEWALS_A_DAY) return 'too-often'
    const newLinkId = newId(ports.clock, ports.random)
    const { outcome } = await tx.run({
      id: hashId(companyId, 'link.renew', nonce),
      name: 'link.renew',
      payload: { oldLinkId: linkId, linkId: newLinkId },
      actor: { kind: 'relay' },
      at: now,
    })
    if (outcome !== 'accepted') return 'not-offered'
    await sql.run(
      'INSERT INTO link_renewal (company_id, customer_id, link_id, renewed_at) VALUES ($1, $2, $3, $4)',
      [companyId, ask.customer.id, newLinkId, now],
    )
    await nonces.spendOn(sql, companyId, nonce, linkId)
    return 'sent'
  })
}
