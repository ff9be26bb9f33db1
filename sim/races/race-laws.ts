import type { ApplicationRow, PaymentRow } from '../../shared/domain/payment/payment-row.ts'
import { row, rows } from '../../shared/domain/view.ts'
import type { Booked, RaceWorld } from './race-world.ts'
import type { Press } from './racing-payer.ts'

interface Race {
  customerId: string
  linkIds: readonly string[]
  invoiceIds: readonly string[]
  presses: readonly Press[]
  /** What the gateway's own books say of the race. */
  books: readonly Booked[]
  /** Whether checks, credits and edits were posted in between. */
  isDeskBusy: boolean
}

/**
 * What a race broke: charged = shown; every capture posted once and nothing else; nothing over-applied; what was captured
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
    violations.push(...overpaymentOf(payment, view.list('applications', 'paymentId', payment.id), view, race))
  }
  for (const id of race.invoiceIds) {
    const invoice = view.get('invoices', id)
    if (!invoice || invoice.openCents < 0 || invoice.openCents > invoice.totalCents)
      violations.push(`invoice ${id} is open by ${invoice?.openCents}`)
  }
  const places = race.invoiceIds.map((_, at) => `$${at + 2}`).join(', ')
  const leases = await world.store.read(sql =>
    sql.all(`SELECT invoice_id FROM pay_lease WHERE company_id = $1 AND invoice_id IN (${places})`, [
      companyId,
      ...race.invoiceIds,
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
  const over = payments.filter(each => each.source === 'link' && each.unappliedCents > 0)
  return { violations, captures: captured.length, overpayments: over.length }
}

function overpaymentOf(
  payment: PaymentRow,
  applications: readonly ApplicationRow[],
  view: Awaited<ReturnType<RaceWorld['relay']['gatherIn']>>,
  { isDeskBusy }: Race,
): string[] {
  // What an edit or a void took off its invoice at the desk is the desk's; what capture left over needs its task.
  const atCapture = applications.filter(
    each => each.amountCents > 0 && each.recordedAt === payment.recordedAt,
  )
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
