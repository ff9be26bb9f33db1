import { verifyProfile } from '../../electron/backend/store/verify-profile.ts'
import type { Rows, TableName } from '../../shared/domain/tables.ts'
import { verifyBalances } from '../../shared/domain/verify-balances.ts'
import type { Booked } from '../parts/outside-gateway.ts'
import type { World } from '../world.ts'
import type { Entity } from './check-rows.ts'

/** The ledger equations hold, and the gateway's books and ours agree, capture by capture. */
export async function checkMoney(
  world: World,
  entities: readonly Entity[],
  historyIsWhole: boolean,
): Promise<void> {
  checkBalances(world, entities)
  const booked = (await world.gateway.books()).filter(attempt => attempt.state === 'succeeded')
  world.counts.captures += booked.length
  const payments = rowsOf(entities, 'payments').filter(payment => payment.attemptId !== null)
  for (const attempt of booked) {
    const posted = payments.filter(payment => payment.attemptId === attempt.id)
    if (posted.length === 1 && posted[0]!.totalCents === attempt.amountCents) continue
    world.violations.push({
      what: `${attempt.amountCents} captured as ${attempt.id} stand ${posted.length} times: ${JSON.stringify(posted)}`,
      ids: [attempt.id, ...attempt.reference.split(':')],
    })
  }
  const known = new Set(booked.map(attempt => attempt.id))
  for (const payment of payments) {
    if (known.has(payment.attemptId!)) continue
    const what = `payment ${payment.number} is of ${payment.attemptId}, which the gateway did not capture`
    world.violations.push({ what, ids: [payment.id, payment.attemptId!] })
  }
  if (historyIsWhole) checkOncePaid(world, entities, booked)
}

function checkBalances(world: World, entities: readonly Entity[]): void {
  const company = rowsOf(entities, 'companies')[0]
  const books = {
    boxTypes: company?.boxTypes ?? [],
    orderLines: rowsOf(entities, 'order_lines'),
    orders: rowsOf(entities, 'orders'),
    applications: rowsOf(entities, 'applications'),
    invoices: rowsOf(entities, 'invoices'),
    revisions: rowsOf(entities, 'invoice_revisions'),
    payments: rowsOf(entities, 'payments'),
    balances: rowsOf(entities, 'customer_balances'),
  }
  for (const finding of verifyBalances(books).findings) {
    world.violations.push({ what: `at the relay ${JSON.stringify(finding)}`, ids: [finding.id] })
  }
  for (const { name, backend } of world.desktops) {
    if (!backend) continue
    for (const finding of verifyProfile(backend.profile.reader).findings) {
      world.violations.push({ what: `at ${name} ${JSON.stringify(finding)}`, ids: [finding.id] })
    }
  }
}

/** While nothing of the relay's was lost, no invoice is charged for more than it ever asked. */
function checkOncePaid(world: World, entities: readonly Entity[], booked: readonly Booked[]): void {
  const invoiceOf = new Map(rowsOf(entities, 'payment_link_invoices').map(row => [row.linkId, row.invoiceId]))
  const reopened = new Set(
    rowsOf(entities, 'applications')
      .filter(row => row.amountCents < 0)
      .map(row => row.invoiceId),
  )
  const captured = new Map<string, number>()
  for (const { reference, amountCents } of booked) {
    const invoiceId = invoiceOf.get(reference.split(':')[0] ?? '')
    if (invoiceId) captured.set(invoiceId, (captured.get(invoiceId) ?? 0) + amountCents)
  }
  for (const { id, number, totalCents } of rowsOf(entities, 'invoices')) {
    const cents = captured.get(id) ?? 0
    if (cents <= totalCents || reopened.has(id)) continue
    world.violations.push({ what: `invoice ${number} of ${totalCents} was charged ${cents}`, ids: [id] })
  }
}

function rowsOf<T extends TableName>(entities: readonly Entity[], table: T): Rows[T][] {
  return entities.filter(({ tbl }) => tbl === table).map(({ doc }) => doc as unknown as Rows[T])
}
