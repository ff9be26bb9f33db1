import type { ApplicationRow, PaymentRow } from '../../shared/domain/payment/payment-row.ts'
import { row, rows } from '../../shared/domain/view.ts'
import type { Booked, RaceWorld } from './race-world.ts'
import type { Press } from './racing-payer.ts'

interface Race {
  customerId: string
  linkIds: readonly string[]
  invoiceIds: readonly string[]
  /** The orders that were emailed before they had an invoice. */
  orderIds: readonly string[]
  presses: readonly Press[]
  /** What the gateway's own books say of the race. */
  books: readonly Booked[]
  /** Whether checks, credits and edits were posted in between. */
  isDeskBusy: boolean
}

/**
 * What a race broke: charged = shown; who paid all of what they were shown left nothing open; no more is held for an order
 * than it asks for, and what is left of it has its task; every capture posted once and nothing else; nothing over-applied; what was captured
 * beyond what is open is an overpayment with its task, and only where the desk was at work; nothing under way at the end.
 */
export async function raceViolations(
  world: RaceWorld,
  race: Race,
): Promise<{ violations: string[]; captures: number; overpayments: number }> {
  const violations: string[] = []
  const { companyId } = world.device
  const view = await world.relay.gatherIn(companyId, soFar => {
    const payments = soFar.list('payments', 'customerId', race.customerId)
    return [
      rows('payments', 'customerId', race.customerId),
      ...race.invoiceIds.map(id => row('invoices', id)),
      ...race.orderIds.flatMap(id => [row('orders', id), rows('payments', 'heldForOrderId', id)]),
      ...race.linkIds.flatMap(id => [row('payment_links', id), rows('payment_link_invoices', 'linkId', id)]),
      ...payments.flatMap(({ id }) => [
        rows('applications', 'paymentId', id),
        rows('tasks', 'subject', `payments:${id}`),
      ]),
    ]
  })
  const payments = view.list('payments', 'customerId', race.customerId)
  const captured = race.books.filter(each => each.state === 'succeeded')
  for (const attempt of captured) {
    const posted = payments.filter(each => each.attemptId === attempt.id)
    if (posted.length !== 1) violations.push(`capture ${attempt.id} is posted ${posted.length} times`)
    if (posted.some(each => each.totalCents !== attempt.amountCents))
      violations.push(`capture ${attempt.id} is posted with another amount`)
    const [linkId = ''] = attempt.reference.split(':')
    const isShown = race.presses.some(
      press => press.linkId === linkId && press.shownCents === attempt.amountCents,
    )
    if (!isShown)
      violations.push(`${attempt.amountCents} was charged, which no button on link ${linkId} had named`)
  }
  const known = new Set(captured.map(each => each.id))
  for (const payment of payments.filter(each => each.source === 'link' && each.kind === 'payment')) {
    if (!known.has(payment.attemptId ?? '')) violations.push(`payment ${payment.number} was never captured`)
    const isAhead = view.get('payment_links', payment.linkId ?? '')?.orderId
    if (isAhead) violations.push(...leftAhead(payment, view))
    else
      violations.push(
        ...overpaymentOf(payment, view.list('applications', 'paymentId', payment.id), view, race),
      )
  }
  for (const id of race.invoiceIds) {
    const invoice = view.get('invoices', id)
    if (!invoice || invoice.openCents < 0 || invoice.openCents > invoice.totalCents)
      violations.push(`invoice ${id} is open by ${invoice?.openCents}`)
  }
  for (const id of race.orderIds) {
    const order = view.get('orders', id)!
    const held = view.list('payments', 'heldForOrderId', id)
    const heldCents = held.reduce((sum, each) => sum + each.unappliedCents, 0)
    if (
      held.length > 0 &&
      ((order.status !== 'pending' && order.status !== 'draft') || order.invoiceId !== null)
    )
      violations.push(`money is held for order ${order.number}, which is ${order.status}`)
    if (!race.isDeskBusy && heldCents > order.totalCents)
      violations.push(`${heldCents} is held for order ${order.number} of ${order.totalCents}`)
  }
  const leasable = [...race.invoiceIds, ...race.orderIds]
  const places = leasable.map((_, at) => `$${at + 2}`).join(', ')
  const leases = await world.store.read(sql =>
    sql.all(`SELECT invoice_id FROM pay_lease WHERE company_id = $1 AND invoice_id IN (${places})`, [
      companyId,
      ...leasable,
    ]),
  )
  if (leases.length > 0) violations.push(`${leases.length} leases are stuck`)
  const under = await world.store.read(sql =>
    sql.all<{ id: string; state: string }>(
      `SELECT id, state FROM pay_request WHERE company_id = $1 AND link_id IN (${race.linkIds.map((_, at) => `$${at + 2}`).join(', ')})
        AND state NOT IN ('open', 'declined', 'succeeded', 'canceled')`,
      [companyId, ...race.linkIds],
    ),
  )
  for (const { id, state } of under) violations.push(`request ${id} is still ${state}`)
  if (!race.isDeskBusy) violations.push(...(await leftOpen(world, race, view)))
  const holds = await world.store.read(sql =>
    sql.all(
      `SELECT h.request_id FROM pay_credit_hold h JOIN pay_request r ON r.company_id = h.company_id AND r.id = h.request_id
        WHERE h.company_id = $1 AND r.link_id IN (${race.linkIds.map((_, at) => `$${at + 2}`).join(', ')})`,
      [companyId, ...race.linkIds],
    ),
  )
  if (holds.length > 0) violations.push(`${holds.length} open credits are stuck`)
  const over = payments.filter(each => each.source === 'link' && each.unappliedCents > 0)
  return { violations, captures: captured.length, overpayments: over.length }
}

type Seen = Awaited<ReturnType<RaceWorld['relay']['gatherIn']>>

/** What stays open on invoices whose payers paid all that their button named, where nobody was at the desk. */
async function leftOpen(world: RaceWorld, race: Race, view: Seen): Promise<string[]> {
  const { companyId } = world.device
  const paid = await world.store.read(sql =>
    sql.all<{ link_id: string; picks: string; amount_cents: number }>(
      `SELECT link_id, picks, amount_cents FROM pay_request WHERE company_id = $1 AND state = 'succeeded'
        AND link_id IN (${race.linkIds.map((_, at) => `$${at + 2}`).join(', ')})`,
      [companyId, ...race.linkIds],
    ),
  )
  return paid.flatMap(({ link_id: linkId, picks, amount_cents: amountCents }) => {
    const presses = race.presses.filter(each => each.linkId === linkId && each.shownCents === amountCents)
    if (presses.some(each => !each.isWhole)) return []
    const set = view.list('payment_link_invoices', 'linkId', linkId).map(each => each.invoiceId)
    const asked: string[] = picks === '' ? set : JSON.parse(picks)
    const open = asked.filter(id => (view.get('invoices', id)?.openCents ?? 0) > 0)
    return open.map(id => `invoice ${id} stays open although all that link ${linkId} named was paid`)
  })
}

/** What came in for an order is held for it, applied, or told of. */
function leftAhead(payment: PaymentRow, view: Seen): string[] {
  if (payment.unappliedCents === 0 || payment.heldForOrderId !== null) return []
  const tasks = view.list('tasks', 'subject', `payments:${payment.id}`)
  return tasks.some(task => task.kind === 'overpayment')
    ? []
    : [`payment ${payment.number} for an order left ${payment.unappliedCents} over without a task`]
}

function overpaymentOf(
  payment: PaymentRow,
  applications: readonly ApplicationRow[],
  view: Awaited<ReturnType<RaceWorld['relay']['gatherIn']>>,
  { isDeskBusy }: Race,
): string[] {
  // What an edit or a void took off its invoice at the desk is the desk's; what capture left over needs its task.
  const atCapture = applications.filter(each => each.amountCents > 0 && each.bookedWith === payment.id)
  const appliedCents = atCapture.reduce((sum, each) => sum + each.amountCents, 0)
  const leftCents = payment.totalCents - appliedCents
  if (leftCents === 0) return []
  if (!isDeskBusy) return [`payment ${payment.number} left ${leftCents} over although nobody was at the desk`]
  const tasks = view.list('tasks', 'subject', `payments:${payment.id}`)
  const isTold = tasks.some(
    task => task.kind === 'overpayment' && Number(task.params.amountCents) === leftCents,
  )
  return isTold ? [] : [`payment ${payment.number} left ${leftCents} over without a task`]
}
