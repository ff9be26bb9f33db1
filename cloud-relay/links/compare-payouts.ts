import type { PayloadOf } from '../../shared/domain/commands.ts'
import { sumCents } from '../../shared/domain/money.ts'
import { row, rows } from '../../shared/domain/view.ts'
import { businessDateAt } from '../../shared/lib/dates.ts'
import type { Payout } from '../gateways/gateway.ts'
import type { CompanyTransaction, RelayPorts } from '../ports.ts'
import { applySnapshot } from './apply-snapshot.ts'
import { hashId } from './hash-id.ts'
import { keepMovement } from './keep-movement.ts'
import type { NamedGateway } from './named-gateway.ts'
import { type PlacedMovement, placeMovement } from './place-movement.ts'

/** So long after it began a payout is looked at until it is explained. */
const REACH_MS = 35 * 86_400_000

/** A payout's states only move on in this order: another node may have read it later and told first. */
const RANK = { unknown: 0, pending: 0, 'in-transit': 1, paid: 2, canceled: 3, failed: 3 } as const

type Entry = NonNullable<PayloadOf<'payout.record'>['entries']>[number]

/** Writes down what the gateway paid out to the bank, and what each payout is made of; one that is explained stays so. */
export async function comparePayouts(
  ports: RelayPorts,
  companyId: string,
  named: NamedGateway,
): Promise<void> {
  const { name, gateway } = named
  const { books } = gateway
  if (!books) return
  const now = ports.clock.now()
  const explained = await ports.store.read(sql =>
    sql.all<{ payout_id: string; state: string }>(
      'SELECT payout_id, state FROM payout WHERE company_id = $1 AND gateway = $2 AND is_explained = 1',
      [companyId, name],
    ),
  )
  const known = new Set(explained.map(each => `${each.payout_id} ${each.state}`))
  // One that is reported the second it begins is there, too.
  for (const payout of await books.payouts(now - REACH_MS, now + 60_000)) {
    // A payout that arrived may still be turned away: its state counts, too.
    if (known.has(`${payout.id} ${payout.state}`)) continue
    const parts: PlacedMovement[] | null = payout.isAutomatic ? [] : null
    for (const movement of payout.isAutomatic ? await books.movementsOf(payout.id) : [])
      parts?.push(await placeMovement(ports, companyId, named, movement))
    await ports.inCompany(companyId, async tx => {
      for (const { snapshot } of parts ?? []) {
        const report = { from: 'look' as const, gateway: name, readAt: now, address: null }
        if (snapshot) await applySnapshot(tx, snapshot, report, ports.log)
      }
      await keepPayout(tx, name, payout, parts, now)
    })
  }
}

async function keepPayout(
  tx: CompanyTransaction,
  gateway: string,
  payout: Payout,
  parts: readonly PlacedMovement[] | null,
  now: number,
): Promise<void> {
  for (const { movement } of parts ?? []) await keepMovement(tx, gateway, movement, payout.id)
  const kept = await tx.sql.one<{ state: Payout['state'] }>(
    'SELECT state FROM payout WHERE company_id = $1 AND payout_id = $2',
    [tx.companyId, payout.id],
  )
  if (kept !== null && RANK[payout.state] < RANK[kept.state]) return
  const entries = parts === null ? null : await entriesOf(tx, parts)
  const sum = sumCents((entries ?? []).map(({ netCents }) => netCents))
  const isExplained =
    entries !== null &&
    sum === payout.amountCents &&
    entries.every(({ kind, paymentId, isKnown }) => paymentId !== null || isKnown || kind === 'fee')
  await tx.sql.run(
    `INSERT INTO payout (company_id, payout_id, gateway, state, amount_cents, currency, arrives_at, created_at, is_explained)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (company_id, payout_id) DO UPDATE SET state = excluded.state, arrives_at = excluded.arrives_at,
       is_explained = excluded.is_explained`,
    [
      tx.companyId,
      payout.id,
      gateway,
      payout.state,
      payout.amountCents,
      payout.currency,
      payout.arrivesAt,
      payout.createdAt,
      isExplained ? 1 : 0,
    ],
  )
  const payload: PayloadOf<'payout.record'> = {
    payoutId: hashId(tx.companyId, 'payout', gateway, payout.id),
    gateway,
    reference: payout.id,
    state: stateOf(payout.state),
    currency: payout.currency,
    amountCents: payout.amountCents,
    // A day at the bank, which gateways tell as its midnight in UTC.
    arrivesOn: businessDateAt(payout.arrivesAt, 'UTC'),
    createdAt: payout.createdAt,
    entries,
  }
  await tx.run({
    id: hashId(tx.companyId, 'payout.record', JSON.stringify(payload)),
    name: 'payout.record',
    payload,
    actor: { kind: 'relay' },
    at: now,
  })
}

async function entriesOf(tx: CompanyTransaction, parts: readonly PlacedMovement[]): Promise<Entry[]> {
  const ids = parts.map(({ movement: { attemptId } }) =>
    attemptId === null ? null : hashId(tx.companyId, 'payment', attemptId),
  )
  const view = await tx.gather(() =>
    ids.flatMap(id => (id === null ? [] : [row('payments', id), rows('payments', 'reversesId', id)])),
  )
  return parts.map(({ movement, isOthers }, at) => {
    const id = ids[at] ?? null
    const payment = id === null ? null : view.get('payments', id)
    const kind = kindOf(movement.kind)
    const reversal =
      payment &&
      view.list('payments', 'reversesId', payment.id).find(each => {
        if (kind === 'refund') return each.kind === 'refund' && each.reference === movement.objectId
        return kind === 'dispute' && (each.kind === 'chargeback' || each.kind === 'nsf')
      })
    return {
      reference: movement.id,
      kind,
      paymentId: reversal?.id ?? payment?.id ?? null,
      isKnown: isOthers || movement.kind === 'payout-failed',
      grossCents: movement.amountCents,
      feeCents: movement.feeCents,
      netCents: movement.netCents,
      at: movement.at,
    }
  })
}

function kindOf(kind: PlacedMovement['movement']['kind']): Entry['kind'] {
  switch (kind) {
    case 'payment':
    case 'payment-returned':
      return 'payment'
    case 'refund':
    case 'refund-failed':
      return 'refund'
    case 'dispute':
    case 'dispute-won':
      return 'dispute'
    case 'fee':
      return 'fee'
    default:
      return 'other'
  }
}

function stateOf(state: Payout['state']): PayloadOf<'payout.record'>['state'] {
  return state === 'paid' || state === 'failed' || state === 'canceled' ? state : 'pending'
}
