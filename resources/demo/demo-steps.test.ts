import { expect, test } from 'vitest'
import { STARTER_SETTINGS } from '../../shared/domain/company/starter-settings.ts'
import { sumCents } from '../../shared/domain/money.ts'
import { ROLES } from '../../shared/domain/user/user-row.ts'
import { addDays, daysBetween } from '../../shared/lib/dates.ts'
import { password } from '../../shared/protocol/sync.ts'
import { aDesk, type Desk } from '../../shared/testing/desk.ts'
import { instantAt } from './demo-calendar.ts'
import type { DemoCommand, DemoDeed } from './demo-stage.ts'
import { demoSteps } from './demo-steps.ts'
import users from './demo-users.json' with { type: 'json' }

const TODAY = '2026-11-25'

function play(
  today: string,
  withPayers = true,
): {
  desk: Desk
  commands: DemoCommand[]
  deeds: DemoDeed[]
  refusals: unknown[]
  jobs: string[]
} {
  const desk = aDesk({ ...STARTER_SETTINGS, addressLines: [], phone: '' })
  const last = { order: 10_000, payment: 5_000 }
  const options = {
    today,
    adminUserId: desk.userId,
    company: desk.ledger.row('companies', 'company'),
    takeNumber: (series: 'order' | 'payment') => String(++last[series]),
    withPayers,
  }
  const steps = [...demoSteps(options)]
  const deeds = steps.filter(step => 'deed' in step)
  const commands = steps.flatMap(step =>
    'deed' in step ? (step.deed === 'post' ? [step.command] : []) : [step],
  )
  const jobs: string[] = []
  const refusals = commands.flatMap(({ id, name, payload, at, userId }) => {
    const actor = { kind: 'user' as const, userId, deviceId: desk.deviceId }
    const ended = desk.ledger.enter({ id, name, payload, actor, at })
    const { refusal } = ended
    if ('jobs' in ended) jobs.push(...ended.jobs.map(job => job.kind))
    return refusal ? [{ name, refusal }] : []
  })
  return { desk, commands, deeds, refusals, jobs }
}

test.each(['2026-11-23', '2027-02-14', '2028-02-29', '2027-05-10', '2026-08-03'])(
  'up to %s every command is accepted and the figures are those of such a company',
  today => {
    const { desk, deeds, refusals, jobs } = play(today)
    expect(refusals).toEqual([])
    const { ledger } = desk
    const orders = ledger.all('orders')
    expect(orders.length).toBeGreaterThan(1_150)
    expect(orders.length).toBeLessThan(1_550)
    const byStatus = Object.groupBy(orders, order => order.status)
    expect(byStatus.confirmed!.length).toBeGreaterThan(orders.length * 0.9)
    expect(byStatus.draft!.length).toBeGreaterThan(0)
    expect(byStatus.pending!.length).toBeGreaterThan(2)
    expect(ledger.all('tasks')).toContainEqual(
      expect.objectContaining({ kind: 'possible-duplicate-payment' }),
    )
    expect(byStatus.voided!.length).toBeGreaterThan(10)
    const sizes = Object.values(Object.groupBy(ledger.all('order_lines'), line => line.orderId))
    expect(sizes).toHaveLength(orders.length)
    for (const lines of sizes) expect(lines!.length).toBeGreaterThanOrEqual(2)
    for (const lines of sizes) expect(lines!.length).toBeLessThanOrEqual(12)

    const open = ledger.all('invoices').filter(invoice => invoice.openCents > 0)
    expect(open.length).toBeGreaterThanOrEqual(90)
    expect(open.length).toBeLessThanOrEqual(190)
    const ages = open.map(invoice => daysBetween(invoice.issuedOn, today))
    for (const [from, to] of [
      [0, 30],
      [31, 60],
      [61, 90],
      [91, 366],
    ] as const) {
      expect(ages.filter(age => age >= from && age <= to).length, `${from}–${to} days`).toBeGreaterThan(1)
    }
    expect(open.some(invoice => invoice.openCents < invoice.totalCents)).toBe(true)

    // Nothing of the year is mailed by itself: what was mailed last evening asks several customers for what is open.
    const mails = ledger.all('mails')
    expect(mails.length).toBeLessThan(45)
    expect(mails.every(mail => mail.cause === '')).toBe(true)
    const links = ledger.all('payment_links')
    const evening = instantAt(addDays(today, -1), 18 * 60)
    const waiting = links.filter(link => link.createdAt >= evening)
    expect(waiting.filter(link => link.state === 'queued').length).toBeGreaterThanOrEqual(5)
    expect(new Set(links.map(link => link.customerId)).size).toBe(links.length)
    for (const { linkId, invoiceId } of ledger.all('payment_link_invoices')) {
      if (ledger.row('payment_links', linkId).createdAt < evening) continue
      expect(ledger.row('invoices', invoiceId).openCents).toBeGreaterThan(0)
    }
    // Receivables chases what has been open the longest: whoever opens the list sees it.
    const longest = open.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1)).slice(0, 20)
    expect(longest.filter(({ lastLinkId }) => lastLinkId !== null).length).toBeGreaterThanOrEqual(5)
    // Those of the weeks before went out then, all of them, and their payers did what they do.
    const told = Object.groupBy(deeds, each => each.deed)
    expect(told.post).toHaveLength(links.length - waiting.length)
    expect(told.post).toHaveLength(16)
    expect(told.open).toHaveLength(12)
    expect(told.pay).toHaveLength(10)
    expect(told.approve).toHaveLength(1)
    const first = instantAt(addDays(today, -28), 0)
    for (const { at } of deeds) expect(at).toBeGreaterThan(first)
    for (const { at } of deeds) expect(at).toBeLessThan(instantAt(today, 0))
    expect(jobs.filter(job => job === 'invoice.automatic')).toEqual([])
    expect(ledger.all('customers').some(({ automaticInvoices }) => automaticInvoices !== 'off')).toBe(true)

    const payments = ledger.all('payments')
    expect(payments.some(payment => payment.unappliedCents > 0)).toBe(true)
    expect(payments.some(payment => payment.status === 'void')).toBe(true)
    const methods = new Set(payments.map(payment => payment.method))
    expect(methods).toEqual(new Set(['Check', 'Wire', 'Cash', 'Credit memo']))
    expect(payments.some(payment => payment.kind === 'nsf')).toBe(true)
    const standing = new Set(ledger.all('credits').map(credit => credit.status))
    expect(standing).toEqual(new Set(['approved', 'rejected', 'pending-review']))
    const sold = sumCents(ledger.all('invoices').map(invoice => invoice.totalCents))
    const owed = sumCents(open.map(invoice => invoice.openCents))
    expect(owed / sold).toBeGreaterThan(0.04)
    expect(owed / sold).toBeLessThan(0.2)
  },
)

const once = play(TODAY)

test('the same day gives the same steps', () => {
  const again = play(TODAY)
  expect(again.commands).toEqual(once.commands)
  expect(again.deeds).toEqual(once.deeds)
})

test('without payers, no link is sent before last evening', () => {
  const { desk, deeds, refusals } = play(TODAY, false)
  expect(deeds).toEqual([])
  expect(refusals).toEqual([])
  const evening = instantAt(addDays(TODAY, -1), 18 * 60)
  const links = desk.ledger.all('payment_links')
  expect(links.length).toBeGreaterThanOrEqual(8)
  for (const { createdAt } of links) expect(createdAt).toBeGreaterThanOrEqual(evening)
})

test('nothing happens in the future, and every day follows the one before', () => {
  const { commands } = once
  const endOfYesterday = Date.parse(`${TODAY}T05:00:00Z`)
  expect(Math.max(...commands.map(command => command.at))).toBeLessThan(endOfYesterday)
  let day = 0
  for (const { at } of commands) {
    const next = Math.floor((at - 5 * 3_600_000) / 86_400_000)
    expect(next).toBeGreaterThanOrEqual(day)
    day = next
  }
})

test('there is enough to try everything on', () => {
  const { ledger } = once.desk
  const customers = ledger.all('customers')
  expect(customers.length).toBeGreaterThanOrEqual(45)
  expect(customers.find(customer => customer.code === 'PETAL')?.name).toBe('Petal & Stem Atelier')
  for (const language of ['en', 'es']) expect(customers.some(c => c.language === language)).toBe(true)
  for (const limit of [null, 0]) expect(customers.some(c => c.creditLimitCents === limit)).toBe(true)
  expect(customers.some(customer => customer.creditHold)).toBe(true)
  expect(customers.some(customer => !customer.active)).toBe(true)
  expect(customers.some(customer => !customer.paymentLinksEnabled)).toBe(true)
  for (const { invoiceEmails, statementEmails, contacts } of customers) {
    const addresses = [...invoiceEmails, ...statementEmails, ...contacts.map(contact => contact.email)]
    for (const address of addresses) expect(address).toMatch(/^[a-z.]+@[a-z]+\.example$/)
  }
  const products = ledger.all('products')
  expect(products.length).toBeGreaterThanOrEqual(160)
  expect(new Set(products.map(product => product.soldBy)).size).toBe(3)
  expect(products.some(product => product.priceAE4 % 100 !== 0)).toBe(true)
  expect(products.find(p => p.description === 'Rose White Playa Blanca 60cm')?.priceAE4).toBe(4200)
  expect(ledger.row('companies', 'company').paymentsAccount?.status).toBe('active')
})

test('most customers may order on, and some have used up their credit', () => {
  const { ledger } = once.desk
  const used = ledger.all('customers').filter(({ id, creditLimitCents }) => {
    const { openCents, unappliedCents, pendingCents } = ledger.row('customer_balances', id)
    return creditLimitCents !== null && creditLimitCents + unappliedCents < openCents + pendingCents
  })
  expect(used.length).toBeGreaterThan(0)
  expect(used.length, used.map(({ code }) => code).join()).toBeLessThan(10)
  expect(ledger.all('tasks').filter(task => task.kind === 'credit-limit-exceeded')).toEqual([])
})

test('there is a person for every role, with a password that is long enough', () => {
  const { ledger } = once.desk
  expect(new Set(users.flatMap(user => user.roles))).toEqual(new Set(ROLES))
  for (const user of users) expect(password.safeParse(user.password).success).toBe(true)
  const logins = ledger.all('users').map(user => user.login)
  for (const user of users.slice(1)) expect(logins).toContain(user.login)
})
