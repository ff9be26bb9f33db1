import type { RelayPorts, Sql, Store } from '../ports.ts'
import { type Ask, askOf, askReads, heldBy, isExpired } from './ask.ts'
import { isLocked } from './card-testing.ts'
import { mayPick } from './choose.ts'
import { heldByOthers } from './credit-holds.ts'
import { type Lease, leasesOn, type PayRequest, requestsOfLink } from './pay-requests.ts'
import { isUnderWay, waitsForPayer } from './request-states.ts'

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
  /** Invoices that someone is paying while the others can be paid, and whether a bank takes its days. */
  held: ReadonlyMap<string, 'busy' | 'processing'>
}

const NONE_HELD: LinkPage['held'] = new Map()

/** Loads links as their pages need them. */
export interface LinkPages {
  /** For a browser (`visitor`; empty for one not seen before); null for a link that does not exist. */
  load(companyId: string, linkId: string, visitor: string): Promise<LinkPage | null>
}

const MAX_KEPT = 2_000

/** What a link's page is made from, and what the database looked like then. */
interface Kept {
  head: number
  changes: number
  ask: Ask
  payState: PayState
}

/**
 * Business rows change only with their company's head, payments under way only with `pay_change`. So what was loaded is
 * kept while both stand still: they are asked of the database every time, so other processes' commits count at once.
 */
export function createLinkPages(ports: Pick<RelayPorts, 'store' | 'gatherIn' | 'clock'>): LinkPages {
  const kept = new Map<string, Kept>()
  const versions = createVersions(ports.store)

  async function current(companyId: string, linkId: string): Promise<Kept | null> {
    const known = kept.get(linkId)
    const version = await versions.of(companyId)
    if (known && known.head === version.head && known.changes === version.changes) return known
    // Read after the version, so it may be newer than that, never older.
    const view = await ports.gatherIn(companyId, askReads(linkId))
    const held = await ports.store.read(sql => heldByOthers(sql, companyId, linkId, view))
    const ask = askOf(linkId, view, held)
    if (ask === null) return null
    const payState = await ports.store.read(sql => payStateOf(sql, companyId, ask))
    const fresh = { ...version, ask, payState }
    kept.delete(linkId)
    kept.set(linkId, fresh)
    if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value!)
    return fresh
  }

  return {
    async load(companyId, linkId, visitor) {
      const page = await current(companyId, linkId)
      return page && stateOf(page.ask, page.payState, visitor, ports.clock.now())
    },
  }
}

type Version = Pick<Kept, 'head' | 'changes'>

/** Requests of one turn of the event loop share a look at the database, which is taken after all of them came in. */
function createVersions(store: Store): { of(companyId: string): Promise<Version> } {
  const awaited = new Map<string, Promise<Version>>()
  return {
    of(companyId) {
      const known = awaited.get(companyId)
      if (known) return known
      const next = new Promise<Version>((resolve, reject) => {
        setImmediate(() => {
          awaited.delete(companyId)
          store.read(sql => versionOf(sql, companyId)).then(resolve, reject)
        })
      })
      awaited.set(companyId, next)
      return next
    },
  }
}

async function versionOf(sql: Sql, companyId: string): Promise<Version> {
  const row = await sql.one<{ head: number; changes: number | null }>(VERSION, [companyId])
  return { head: row?.head ?? -1, changes: row?.changes ?? 0 }
}

const VERSION = `SELECT c.head, p.changes FROM company c LEFT JOIN pay_change p ON p.company_id = c.company_id
  WHERE c.company_id = $1`

/** What is going on with the payments of a link. */
interface PayState {
  requests: readonly PayRequest[]
  leases: readonly Lease[]
  locked: boolean
}

async function payStateOf(sql: Sql, companyId: string, ask: Ask): Promise<PayState> {
  const invoiceIds = heldBy(ask.invoices)
  return {
    requests: await requestsOfLink(sql, companyId, ask.link.id),
    leases: await leasesOn(sql, companyId, invoiceIds),
    locked: await isLocked(sql, companyId, ask.link.id),
  }
}

/** The state of a link's page. One taken back is gone, but for who had begun to pay before: they see the end of that. */
function stateOf(ask: Ask, payState: PayState, visitor: string, now: number): LinkPage {
  const page = stateWhileThere(ask, payState, visitor, now)
  const isTheirs = visitor !== '' && page.request?.visitor === visitor && UNDER_WAY.has(page.state)
  if (ask.link.state !== 'revoked' || isTheirs) return page
  return { state: 'gone', ask, request: null, held: NONE_HELD }
}

const UNDER_WAY: ReadonlySet<PageState> = new Set(['confirming', 'processing', 'done'])

/** The state of a link's page that was not taken back, first match first. */
function stateWhileThere(ask: Ask, payState: PayState, visitor: string, now: number): LinkPage {
  const { requests, locked } = payState
  const held = heldInvoices(ask, payState, visitor, now)
  const page = (state: PageState, request: PayRequest | null): LinkPage => ({
    state,
    ask,
    request,
    held: state === 'payable' ? held : NONE_HELD,
  })
  const waiting = waitOf(ask, payState, held, visitor, now)
  if (waiting !== null) return page(waiting.state, waiting.request)
  const own = requests.find(request => request.visitor === visitor) ?? null
  const paid = requests.find(request => request.state === 'succeeded') ?? null
  if (ask.dueCents === 0 && paid) return page('done', paid)
  if (ask.dueCents === 0 && (ask.link.state === 'paid' || !isExpired(ask.link, now))) {
    const isVoid = ask.invoices.every(each => each.row.status === 'void')
    return page(isVoid ? 'void' : 'paid', null)
  }
  if (isExpired(ask.link, now)) return page('expired', own)
  return page(locked ? 'locked' : 'payable', own)
}

/** The payment that everyone waits for: none while other invoices of the link can be picked. */
function waitOf(
  ask: Ask,
  { leases }: PayState,
  held: LinkPage['held'],
  visitor: string,
  now: number,
): { state: PageState; request: PayRequest } | null {
  const underWay = leases.filter(lease => isUnderWay(lease.request))
  const sure = underWay.filter(lease => !waitsForPayer(lease.request)).map(lease => lease.request)
  const own = sure.find(request => request.visitor === visitor && request.state !== 'processing')
  if (own) return { state: 'confirming', request: own }
  const isFree = ({ row, dueCents }: Ask['invoices'][number]) => dueCents > 0 && !held.has(row.id)
  if (mayPick(ask) && ask.invoices.some(isFree)) return null
  const first = sure[0]
  if (first?.state === 'processing') return { state: 'processing', request: first }
  if (first) return { state: 'busy', request: first }
  const other = underWay.find(lease => lease.untilAt > now && lease.request.visitor !== visitor)
  return other ? { state: 'busy', request: other.request } : null
}

function heldInvoices(ask: Ask, { leases }: PayState, visitor: string, now: number): LinkPage['held'] {
  if (leases.length === 0 || !mayPick(ask)) return NONE_HELD
  const held = new Map<string, 'busy' | 'processing'>()
  for (const { invoiceId, untilAt, request } of leases) {
    if (!isUnderWay(request)) continue
    const isFree = waitsForPayer(request) && (untilAt <= now || request.visitor === visitor)
    const asked = ask.invoices.find(({ row }) => row.id === invoiceId || row.orderId === invoiceId)
    if (!isFree && asked) held.set(asked.row.id, request.state === 'processing' ? 'processing' : 'busy')
  }
  return held
}
