import type { PayloadOf } from '../../shared/domain/commands.ts'
import type { PaymentRow } from '../../shared/domain/payment/payment-row.ts'
import { row, rows } from '../../shared/domain/view.ts'
import type { GatewayBooks, Movement, Payout } from '../gateways/gateway.ts'
import type { CompanyTransaction, RelayPorts } from '../ports.ts'
import { applySnapshot } from './apply-snapshot.ts'
import { hashId } from './hash-id.ts'
import type { NamedGateway } from './named-gateway.ts'

const DAY_MS = 86_400_000
/** What is written down in these last minutes may still be on its way to us. */
const SETTLING_MS = 15 * 60_000
/** How far back the first comparison goes; a payout is looked at so long after it began. */
const REACH_MS = 35 * DAY_MS

type Difference = Omit<PayloadOf<'payment.record-difference'>, 'gateway'>

/**
 * Compares what we posted with the gateway's own books, to the cent and both ways: every movement has its entry here, every
 * captured payment has its movement there, every payout is the sum of its movements. Each difference becomes one task,
 * however often it is seen. Answers how many movements were looked at.
 */
export async function compareBooks(
  ports: RelayPorts,
  companyId: string,
  { name, gateway }: NamedGateway,
): Promise<number> {
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
  for (const movement of movements) await compareMovement(ports, companyId, { name, gateway }, movement)
  await ports.inCompany(companyId, async tx => {
    for (const missing of await missingInBooks(tx, name, from, until)) await tell(tx, name, missing)
    await tx.sql.run(
      `INSERT INTO gateway_position (company_id, gateway, cursor, books_until) VALUES ($1, $2, '', $3)
       ON CONFLICT (company_id, gateway) DO UPDATE SET books_until = excluded.books_until`,
      [companyId, name, until],
    )
  })
  await comparePayouts(ports, companyId, name, books, now)
  return movements.length
}

async function compareMovement(
  ports: RelayPorts,
  companyId: string,
  { name, gateway }: NamedGateway,
  movement: Movement,
): Promise<void> {
  const readAt = ports.clock.now()
  // A payment that nothing reported, or one of a Checkout page whose charge names the page's own intent.
  const { attemptId: id } = movement
  const isPosted = id !== null && (await isKnown(ports, companyId, id))
  const snapshot = id === null || isPosted ? null : await gateway.retrieve(id)
  // Sold at the same account by another way than Florin: only the payouts need it.
  const isOthers = id !== null && !isPosted && snapshot === null
  await ports.inCompany(companyId, async tx => {
    if (snapshot) await applySnapshot(tx, snapshot, { from: 'look', readAt, address: null }, ports.log)
    const attemptId = snapshot?.id ?? movement.attemptId
    await keep(tx, name, { ...movement, attemptId })
    const difference = isOthers ? null : await differenceOf(tx, { ...movement, attemptId })
    if (difference) await tell(tx, name, difference)
  })
}

async function isKnown(ports: RelayPorts, companyId: string, attemptId: string): Promise<boolean> {
  const paymentId = hashId(companyId, 'payment', attemptId)
  const view = await ports.gatherIn(companyId, () => [row('payments', paymentId)])
  return view.get('payments', paymentId) !== null
}

async function differenceOf(tx: CompanyTransaction, movement: Movement): Promise<Difference | null> {
  const { kind, attemptId, amountCents, feeCents, currency } = movement
  if (kind === 'fee' || kind === 'payout' || kind === 'payout-failed') return null
  const paymentId = attemptId === null ? null : hashId(tx.companyId, 'payment', attemptId)
  const view = await tx.gather(() =>
    paymentId === null ? [] : [row('payments', paymentId), rows('payments', 'reversesId', paymentId)],
  )
  const payment = paymentId === null ? null : view.get('payments', paymentId)
  const about = {
    paymentId: payment?.id ?? null,
    reference: movement.id,
    currency,
    happenedAt: movement.at,
  }
  if (kind === 'payment') {
    const oursCents = payment?.totalCents ?? 0
    if (oursCents !== amountCents) return { ...about, what: 'amount', oursCents, theirsCents: amountCents }
    const ourFee = payment?.feeCents ?? 0
    return ourFee === feeCents ? null : { ...about, what: 'fee', oursCents: ourFee, theirsCents: feeCents }
  }
  const taken = paymentId === null ? [] : view.list('payments', 'reversesId', paymentId)
  if (amountCents < 0 && taken.some(each => answers(each, movement))) return null
  return { ...about, what: whatOf(kind), oursCents: 0, theirsCents: amountCents }
}

/** Whether an entry of ours is the one that this movement tells of. */
function answers(entry: PaymentRow, { kind, amountCents }: Movement): boolean {
  if (entry.status === 'void' || entry.totalCents !== amountCents) return false
  if (kind === 'refund') return entry.kind === 'refund' && !['failed', 'canceled'].includes(entry.refundState)
  return entry.kind === 'chargeback' || entry.kind === 'nsf'
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

async function comparePayouts(
  ports: RelayPorts,
  companyId: string,
  gateway: string,
  books: GatewayBooks,
  now: number,
): Promise<void> {
  const explained = await ports.store.read(sql =>
    sql.all<{ payout_id: string }>(
      "SELECT payout_id FROM payout WHERE company_id = $1 AND gateway = $2 AND is_explained = 1 AND state = 'paid'",
      [companyId, gateway],
    ),
  )
  const known = new Set(explained.map(each => each.payout_id))
  for (const payout of await books.payouts(now - REACH_MS, now)) {
    if (known.has(payout.id)) continue
    const parts = payout.isAutomatic ? await books.movementsOf(payout.id) : null
    await ports.inCompany(companyId, tx => keepPayout(tx, gateway, payout, parts))
  }
}

/** A payout that moved money adds up to its movements, or there is a difference. */
async function keepPayout(
  tx: CompanyTransaction,
  gateway: string,
  payout: Payout,
  parts: readonly Movement[] | null,
): Promise<void> {
  const sumCents = parts?.reduce((sum, each) => sum + each.netCents, 0) ?? null
  const isExplained = sumCents === payout.amountCents
  for (const each of parts ?? []) await keep(tx, gateway, each, payout.id)
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
  if (sumCents === null || isExplained) return
  await tell(tx, gateway, {
    paymentId: null,
    what: 'payout',
    reference: payout.id,
    oursCents: sumCents,
    theirsCents: payout.amountCents,
    currency: payout.currency,
    happenedAt: payout.createdAt,
  })
}

async function keep(
  tx: CompanyTransaction,
  gateway: string,
  movement: Movement,
  payoutId = '',
): Promise<void> {
  await tx.sql.run(
    `INSERT INTO movement (company_id, movement_id, gateway, kind, attempt_id, amount_cents, fee_cents, net_cents, currency,
       payout_id, happened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (company_id, movement_id) DO UPDATE
       SET payout_id = CASE WHEN excluded.payout_id = '' THEN movement.payout_id ELSE excluded.payout_id END`,
    [
      tx.companyId,
      movement.id,
      gateway,
      movement.kind,
      movement.attemptId ?? '',
      movement.amountCents,
      movement.feeCents,
      movement.netCents,
      movement.currency,
      payoutId,
      movement.at,
    ],
  )
}

/** One task for one difference: the command's id is the difference's own. */
async function tell(tx: CompanyTransaction, gateway: string, difference: Difference): Promise<void> {
  await tx.run({
    id: hashId(tx.companyId, 'payment.record-difference', difference.reference, difference.what),
    name: 'payment.record-difference',
    payload: { ...difference, gateway },
    actor: { kind: 'relay' },
    at: difference.happenedAt,
  })
}
