import type { RelayPorts } from '../ports.ts'
import { type Ask, askOf, askReads, isExpired } from './ask.ts'
import { isUnderWay, waitsForPayer } from './begin-payment.ts'
import { isLocked } from './card-testing.ts'
import { type Lease, leasesOn, type PayRequest, requestsOfLink } from './pay-requests.ts'

/** What a link's page shows. */
export type PageState =
  | 'gone'
  | 'confirming'
  | 'processing'
  | 'busy'
  | 'done'
  | 'paid'
  | 'void'
  | 'expired'
  | 'locked'
  | 'payable'

/** A link as its page needs it. */
export interface LinkPage {
  state: PageState
  ask: Ask
  /** The request that the state is about, or the last one of this browser. */
  request: PayRequest | null
}

/** Loads a link's page for a browser (`visitor`; empty for one not seen before); null for a link that does not exist. */
export async function loadLinkPage(
  ports: Pick<RelayPorts, 'store' | 'gatherIn' | 'clock'>,
  companyId: string,
  linkId: string,
  visitor: string,
): Promise<LinkPage | null> {
  const ask = askOf(linkId, await ports.gatherIn(companyId, askReads(linkId)))
  if (ask === null) return null
  const [requests, leases, locked] = await ports.store.read(async sql => {
    const invoiceIds = ask.invoices.map(each => each.row.id)
    return [
      await requestsOfLink(sql, companyId, linkId),
      await leasesOn(sql, companyId, invoiceIds),
      await isLocked(sql, companyId, linkId),
    ] as const
  })
  return stateOf(ask, requests, leases, locked, visitor, ports.clock.now())
}

/** The state of a link's page, first match first. */
function stateOf(
  ask: Ask,
  requests: readonly PayRequest[],
  leases: readonly Lease[],
  locked: boolean,
  visitor: string,
  now: number,
): LinkPage {
  if (ask.link.state === 'revoked') return { state: 'gone', ask, request: null }
  const underWay = leases.filter(lease => isUnderWay(lease.request))
  const sure = underWay.find(lease => !waitsForPayer(lease.request))?.request
  if (sure?.state === 'processing') return { state: 'processing', ask, request: sure }
  if (sure) return { state: sure.visitor === visitor ? 'confirming' : 'busy', ask, request: sure }
  const held = underWay.find(lease => lease.untilAt > now && lease.request.visitor !== visitor)
  if (held) return { state: 'busy', ask, request: held.request }

  const own = requests.find(request => request.visitor === visitor) ?? null
  const paid = requests.find(request => request.state === 'succeeded') ?? null
  if (ask.dueCents === 0 && paid) return { state: 'done', ask, request: paid }
  if (ask.dueCents === 0 && (ask.link.state === 'paid' || !isExpired(ask.link, now))) {
    const isVoid = ask.invoices.every(each => each.row.status === 'void')
    return { state: isVoid ? 'void' : 'paid', ask, request: null }
  }
  if (isExpired(ask.link, now)) return { state: 'expired', ask, request: own }
  return { state: locked ? 'locked' : 'payable', ask, request: own }
}
