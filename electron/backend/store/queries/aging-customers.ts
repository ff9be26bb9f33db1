import { BUCKETS } from '../../../../shared/domain/collections/age-bucket.ts'
import { fold } from '../../../../shared/domain/fold.ts'
import type { MailState } from '../../../../shared/domain/mail/mail-row.ts'
import { sumCents } from '../../../../shared/domain/money.ts'
import {
  AGING_CHIPS,
  type AgingAnswers,
  type AgingChip,
  type AgingListRow,
} from '../../../../shared/protocol/aging-asks.ts'
import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { AgingBook, AgingCustomer } from '../../aging/aging-book.ts'
import type { CustomerAging } from '../../aging/aging-figures.ts'
import type { QueryContext } from './query-context.ts'

/** A customer of the aging with their figures. */
export interface AgedCustomer extends CustomerAging {
  customer: AgingCustomer
  netCents: number
  isOverLimit: boolean
}

/** `aging.customers`: who owes how much for how long on a day; totals and chips are over everyone the search finds. */
export async function agingCustomers(
  q: QueryContext,
  book: AgingBook,
  input: ParsedInput<'aging.customers'>,
): Promise<AgingAnswers['aging.customers']> {
  const found = await searched(q, book, input)
  const hasChip = chipTests(q, input.asOf)
  const chips = Object.fromEntries(AGING_CHIPS.map(chip => [chip, 0])) as Record<AgingChip, number>
  for (const aged of found) for (const chip of AGING_CHIPS) if (hasChip[chip](aged)) chips[chip]++
  const chosen = input.chip === 'all' ? found : found.filter(hasChip[input.chip])
  const sorted = chosen.toSorted(comparing(q, input.sort, input.descending))
  const basis = q.company.ageBasis
  return {
    rows: sorted.slice(input.offset, input.offset + input.limit).map(aged => listRow(q, aged, input.asOf)),
    count: chosen.length,
    basis,
    totals: {
      basis,
      bucketCents: BUCKETS[basis].map((_, place) => sumCents(chosen.map(aged => aged.bucketCents[place]!))),
      openCents: sumCents(chosen.map(aged => aged.openCents)),
      openCreditsCents: sumCents(chosen.map(aged => aged.openCreditsCents)),
      netCents: sumCents(chosen.map(aged => aged.netCents)),
      pastDueCents: sumCents(chosen.map(aged => aged.pastDueCents)),
    },
    chips,
  }
}

/** `aging.chosen`: everyone the filter finds, by name. */
export async function agingChosen(
  q: QueryContext,
  book: AgingBook,
  input: ParsedInput<'aging.chosen'>,
): Promise<AgingAnswers['aging.chosen']> {
  const has = chipTests(q, input.asOf)[input.chip]
  const chosen = (await searched(q, book, input)).filter(has).toSorted(comparing(q, 'name', false))
  return chosen.map(({ customerId, customer }) => ({ customerId, name: customer.name }))
}

/** Everyone who owes or has credits on a day and may be seen, with their rows. */
export async function agedCustomers(q: QueryContext, book: AgingBook, on: string): Promise<AgedCustomer[]> {
  const figures = await book.figures(q, on)
  const customers = book.customers(q)
  const aged: AgedCustomer[] = []
  for (const aging of figures) {
    const customer = customers.get(aging.customerId)
    if (!customer || (q.ownerId !== null && customer.salespersonId !== q.ownerId)) continue
    const netCents = aging.openCents - aging.openCreditsCents
    const limit = customer.creditLimitCents
    aged.push({ ...aging, customer, netCents, isOverLimit: limit !== null && netCents > limit })
  }
  return aged
}

async function searched(
  q: QueryContext,
  book: AgingBook,
  { asOf, search }: { asOf: string; search: string },
): Promise<AgedCustomer[]> {
  const aged = await agedCustomers(q, book, asOf)
  const wanted = fold(search)
  return wanted === '' ? aged : aged.filter(({ customer }) => customer.folded.includes(wanted))
}

function chipTests(q: QueryContext, asOf: string): Record<AgingChip, (aged: AgedCustomer) => boolean> {
  const mailed = new Set(
    q
      .sql(
        `SELECT DISTINCT customerId FROM mails WHERE kind = 'statement' AND statementOn BETWEEN ? AND ?
         AND state NOT IN ('undelivered', 'canceled')`,
      )
      .pluck()
      .all(`${asOf.slice(0, 8)}01`, `${asOf.slice(0, 8)}31`) as string[],
  )
  return {
    all: () => true,
    'past-due': aged => aged.pastDueCents > 0,
    'over-limit': aged => aged.isOverLimit,
    'on-hold': aged => aged.customer.creditHold,
    credits: aged => aged.openCreditsCents > 0,
    'no-statement': aged => !mailed.has(aged.customerId),
  }
}

type Compare = (a: AgedCustomer, b: AgedCustomer) => number

function comparing(q: QueryContext, sort: string, descending: boolean): Compare {
  const by =
    (value: (aged: AgedCustomer) => number): Compare =>
    (a, b) =>
      value(a) - value(b)
  const name: Compare = (a, b) => compareText(a.customer.name, b.customer.name)
  const bucket = /^bucket(\d)$/.exec(sort)
  const sorts: Record<string, Compare> = {
    name,
    terms: (a, b) => compareText(a.customer.termsCode, b.customer.termsCode),
    creditLimitCents: by(aged => aged.customer.creditLimitCents ?? Number.MAX_SAFE_INTEGER),
    openCents: by(aged => aged.openCents),
    openCreditsCents: by(aged => aged.openCreditsCents),
    netCents: by(aged => aged.netCents),
    creditHold: by(aged => Number(aged.customer.creditHold)),
  }
  if (sort === 'salespersonName') {
    const names = salespeople(q)
    const of = ({ customer }: AgedCustomer) => names.get(customer.salespersonId ?? '') ?? ''
    sorts.salespersonName = (a, b) => compareText(of(a), of(b))
  }
  const compare = bucket ? by(aged => aged.bucketCents[Number(bucket[1])] ?? 0) : (sorts[sort] ?? name)
  const sign = descending ? -1 : 1
  return (a, b) => sign * compare(a, b) || name(a, b) || (a.customerId < b.customerId ? -1 : 1)
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

function compareText(a: string, b: string): number {
  return collator.compare(a, b)
}

function salespeople(q: QueryContext): Map<string, string> {
  const users = q.sql('SELECT id, name FROM users').all() as { id: string; name: string }[]
  return new Map(users.map(({ id, name }) => [id, name]))
}

function listRow(q: QueryContext, aged: AgedCustomer, asOf: string): AgingListRow {
  const { customer, customerId, bucketCents, openCents, openCreditsCents, pastDueCents, netCents } = aged
  const payment = q
    .sql(
      `SELECT receivedOn, totalCents FROM payments WHERE customerId = ? AND kind = 'payment' AND status = 'posted'
       AND receivedOn <= ? ORDER BY receivedOn DESC, recordedAt DESC LIMIT 1`,
    )
    .get(customerId, asOf) as { receivedOn: string; totalCents: number } | undefined
  const mail = q
    .sql(
      `SELECT statementOn AS "on", coalesce(sentAt, queuedAt) AS mailedAt, state FROM mails
       WHERE customerId = ? AND kind = 'statement' ORDER BY queuedAt DESC, id DESC LIMIT 1`,
    )
    .get(customerId) as { on: string; mailedAt: number; state: MailState } | undefined
  const salesperson = q
    .sql('SELECT name FROM users WHERE id = ?')
    .pluck()
    .get(customer.salespersonId ?? '')
  return {
    customerId,
    code: customer.code,
    name: customer.name,
    terms: q.company.terms.find(({ code }) => code === customer.termsCode)?.name ?? customer.termsCode,
    salespersonName: (salesperson as string | undefined) ?? '',
    creditLimitCents: customer.creditLimitCents,
    isOverLimit: aged.isOverLimit,
    creditHold: customer.creditHold,
    bucketCents,
    openCents,
    openCreditsCents,
    netCents,
    pastDueCents,
    lastPaymentOn: payment?.receivedOn ?? null,
    lastPaymentCents: payment?.totalCents ?? 0,
    statement: mail ?? null,
  }
}
