import { row } from '../../shared/domain/view.ts'
import type { Movement } from '../gateways/gateway.ts'
import type { CompanyTransaction, RelayPorts } from '../ports.ts'
import { applySnapshot } from './apply-snapshot.ts'
import { comparePayouts } from './compare-payouts.ts'
import { attemptsWithReturns, compareReturns } from './compare-returns.ts'
import { hashId } from './hash-id.ts'
import { keepMovement } from './keep-movement.ts'
import type { NamedGateway } from './named-gateway.ts'
import { placeMovement } from './place-movement.ts'
import { type Difference, tellDifference } from './tell-difference.ts'

const DAY_MS = 86_400_000
/** What is written down in these last minutes may still be on its way to us. */
const SETTLING_MS = 15 * 60_000
/** How far back the first comparison goes. */
const REACH_MS = 35 * DAY_MS
/** Money that went back is looked at for some nights: the two sides may write it down days apart. */
const RETURNS_MS = 3 * DAY_MS

/**
 * Compares what we posted with the gateway's own books, to the cent and both ways: every movement has its entry here, one
 * to one, every captured payment has its movement there, every payout is the sum of its movements. Each difference becomes one
 * task, however often it is seen. Answers how many movements were looked at.
 */
export async function compareBooks(
  ports: RelayPorts,
  companyId: string,
  named: NamedGateway,
): Promise<number> {
  const { name, gateway } = named
  const { books } = gateway
  if (!books) return 0
  const now = ports.clock.now()
  const position = await ports.store.read(sql =>
    sql.one<{ books_until: number }>(
      'SELECT books_until FROM gateway_position WHERE company_id = $1 AND gateway = $2',
      [companyId, name],
    ),
  )
  const from = Math.max(position?.books_until ?? 0, now - REACH_MS)
  const until = now - SETTLING_MS
  if (until <= from) return 0
  const movements = await books.movements(from, until)
  for (const movement of movements) await compareMovement(ports, companyId, named, movement)
  const since = from - RETURNS_MS
  const returned = await ports.store.read(sql => attemptsWithReturns(sql, companyId, name, since))
  for (const attemptId of returned)
    await ports.inCompany(companyId, tx => compareReturns(tx, name, attemptId, until))
  await ports.inCompany(companyId, async tx => {
    for (const missing of await missingInBooks(tx, name, from, until)) await tellDifference(tx, name, missing)
    await tx.sql.run(
      `INSERT INTO gateway_position (company_id, gateway, cursor, books_until) VALUES ($1, $2, '', $3)
       ON CONFLICT (company_id, gateway) DO UPDATE SET books_until = excluded.books_until`,
      [companyId, name, until],
    )
  })
  await comparePayouts(ports, companyId, named)
  return movements.length
}

async function compareMovement(
  ports: RelayPorts,
  companyId: string,
  named: NamedGateway,
  told: Movement,
): Promise<void> {
  const readAt = ports.clock.now()
  const { movement, snapshot, isOthers } = await placeMovement(ports, companyId, named, told)
  await ports.inCompany(companyId, async tx => {
    const report = { from: 'look' as const, gateway: named.name, readAt, address: null }
    if (snapshot) await applySnapshot(tx, snapshot, report, ports.log)
    await keepMovement(tx, named.name, movement)
    const difference = isOthers ? null : await differenceOf(tx, movement)
    if (difference) await tellDifference(tx, named.name, difference)
  })
}

/** What is wrong with a movement by itself; money that went back of a payment of ours is compared payment by payment. */
async function differenceOf(tx: CompanyTransaction, movement: Movement): Promise<Difference | null> {
  const { kind, attemptId, amountCents, feeCents, currency } = movement
  if (kind === 'fee' || kind === 'payout' || kind === 'payout-failed') return null
  const paymentId = attemptId === null ? null : hashId(tx.companyId, 'payment', attemptId)
  const view = await tx.gather(() => (paymentId === null ? [] : [row('payments', paymentId)]))
  const payment = paymentId === null ? null : view.get('payments', paymentId)
  const about = {
    paymentId: payment?.id ?? null,
    reference: movement.id,
    currency,
    happenedAt: movement.at,
  }
  if (kind !== 'payment') {
    const isCompared = payment !== null && kind !== 'other'
    return isCompared ? null : { ...about, what: whatOf(kind), oursCents: 0, theirsCents: amountCents }
  }
  const isItsOwn = payment?.currency === currency && (await isFirst(tx, movement))
  const oursCents = isItsOwn ? payment.totalCents : 0
  if (oursCents !== amountCents) return { ...about, what: 'amount', oursCents, theirsCents: amountCents }
  const ourFee = payment?.feeCents ?? 0
  return ourFee === feeCents ? null : { ...about, what: 'fee', oursCents: ourFee, theirsCents: feeCents }
}

/** One payment explains one movement: a second of the same amount is a difference. */
async function isFirst(tx: CompanyTransaction, { id, attemptId }: Movement): Promise<boolean> {
  const first = await tx.sql.one<{ movement_id: string }>(
    `SELECT movement_id FROM movement WHERE company_id = $1 AND attempt_id = $2 AND kind = 'payment'
     ORDER BY happened_at, movement_id LIMIT 1`,
    [tx.companyId, attemptId],
  )
  return first?.movement_id === id
}

function whatOf(kind: Movement['kind']): Difference['what'] {
  switch (kind) {
    case 'refund':
    case 'payment-returned':
      return 'returned'
    case 'refund-failed':
    case 'dispute':
    case 'dispute-won':
      return kind
    default:
      return 'other'
  }
}

/** Payments of this gateway's that we posted in that time and its books know nothing of. */
async function missingInBooks(
  tx: CompanyTransaction,
  gateway: string,
  from: number,
  until: number,
): Promise<Difference[]> {
  const found = await tx.sql.all<{
    payment_id: string
    attempt_id: string
    amount_cents: number
    currency: string
    updated_at: number
  }>(
    `SELECT r.payment_id, r.attempt_id, r.amount_cents, r.currency, r.updated_at
     FROM provider_effect e JOIN pay_request r ON r.company_id = e.company_id AND r.attempt_id = e.object_id
     WHERE e.company_id = $1 AND e.effect = 'captured' AND e.done_at >= $3 AND e.done_at < $4 AND r.gateway = $2
       AND r.payment_id IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM movement m WHERE m.company_id = e.company_id AND m.attempt_id = e.object_id AND m.kind = 'payment')`,
    [tx.companyId, gateway, from, until],
  )
  return found.map(each => ({
    paymentId: each.payment_id,
    what: 'not-in-books' as const,
    reference: each.attempt_id,
    oursCents: each.amount_cents,
    theirsCents: 0,
    currency: each.currency,
    happenedAt: each.updated_at,
  }))
}
