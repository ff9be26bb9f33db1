import { BUCKETS } from '../../../../shared/domain/collections/age-bucket.ts'
import type { AgingStrip } from '../../../../shared/domain/collections/aging-strip.ts'
import { fold } from '../../../../shared/domain/fold.ts'
import type { MailState } from '../../../../shared/domain/mail/mail-row.ts'
import {
  AGING_CHIPS,
  type AgingAnswers,
  type AgingChip,
  type AgingListRow,
} from '../../../../shared/protocol/aging-asks.ts'
import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { AgedCustomer, AgingBook } from '../../aging/aging-book.ts'
import { nameOrderOf } from '../../memory/name-order.ts'
import type { QueryContext } from './query-context.ts'

/** `aging.customers`: who owes how much for how long on a day; totals and chips are over everyone the search finds. */
export async function agingCustomers(
  q: QueryContext,
  book: AgingBook,
  input: ParsedInput<'aging.customers'>,
): Promise<AgingAnswers['aging.customers']> {
  const { asOf, sort, descending, search, chip } = input
  const name = JSON.stringify([asOf, q.today, q.ownerId, search, chip, sort, descending])
  const list = await book.kept(name, () => listOf(q, book, input))
  const { sorted, ...rest } = list
  const rows = sorted.slice(input.offset, input.offset + input.limit).map(aged => listRow(q, aged, asOf))
  return { rows, count: sorted.length, ...rest }
}

/** All of `aging.customers` at one moment, for a file: `rows` reads some of them. */
export async function agingWhole(q: QueryContext, book: AgingBook, input: ParsedInput<'aging.customers'>) {
  const { sorted, totals } = await listOf(q, book, input)
  return {
    totals,
    count: sorted.length,
    rows: (offset: number, limit: number): AgingListRow[] =>
      sorted.slice(offset, offset + limit).map(aged => listRow(q, aged, input.asOf)),
  }
}

async function listOf(q: QueryContext, book: AgingBook, input: ParsedInput<'aging.customers'>) {
  const found = await searched(q, book, input)
  const hasChip = chipTests(q, input.asOf)
  const chips = Object.fromEntries(
    AGING_CHIPS.map(chip => [chip, chip === 'all' ? found.length : countOf(found, hasChip[chip])]),
  ) as Record<AgingChip, number>
  const chosen = input.chip === 'all' ? found : found.filter(hasChip[input.chip])
  const basis = q.company.ageBasis
  const totals = totalsOf(basis, chosen)
  return { sorted: sortedBy(q, chosen, input.sort, input.descending), basis, totals, chips }
}

function countOf(found: readonly AgedCustomer[], has: (aged: AgedCustomer) => boolean): number {
  let count = 0
  for (const aged of found) if (has(aged)) count++
  return count
}

function totalsOf(basis: AgingStrip['basis'], chosen: readonly AgedCustomer[]): AgingStrip {
  const bucketCents = BUCKETS[basis].map(() => 0)
  const sums = { openCents: 0, openCreditsCents: 0, netCents: 0, pastDueCents: 0 }
  for (const aged of chosen) {
    sums.openCents += aged.openCents
    sums.openCreditsCents += aged.openCreditsCents
    sums.netCents += aged.netCents
    sums.pastDueCents += aged.pastDueCents
    for (let place = 0; place < bucketCents.length; place++) bucketCents[place]! += aged.bucketCents[place]!
  }
  return { basis, bucketCents, ...sums }
}

/** `aging.chosen`: everyone the filter finds, by name. */
export async function agingChosen(
  q: QueryContext,
  book: AgingBook,
  input: ParsedInput<'aging.chosen'>,
): Promise<AgingAnswers['aging.chosen']> {
  const has = chipTests(q, input.asOf)[input.chip]
  const chosen = (await searched(q, book, input)).filter(has)
  return chosen.map(({ customerId, customer }) => ({ customerId, name: customer.name }))
}

async function searched(
  q: QueryContext,
  book: AgingBook,
  { asOf, search }: { asOf: string; search: string },
): Promise<readonly AgedCustomer[]> {
  const aged = await book.aged(q, asOf)
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
    'no-statement': aged => mailed.size === 0 || !mailed.has(aged.customerId),
  }
}

/** The customers, who come by name, in another order; equal ones stay by name. */
function sortedBy(
  q: QueryContext,
  aged: readonly AgedCustomer[],
  sort: string,
  descending: boolean,
): readonly AgedCustomer[] {
  const key = sortKey(q, sort)
  if (key === null) return descending ? aged.toReversed() : aged
  const sign = descending ? -1 : 1
  const keyed = aged.map(each => ({ each, key: key(each) }))
  keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0))
  return keyed.map(({ each }) => each)
}

function sortKey(q: QueryContext, sort: string): ((aged: AgedCustomer) => number | string) | null {
  const bucket = /^bucket(\d)$/.exec(sort)
  if (bucket) return aged => aged.bucketCents[Number(bucket[1])] ?? 0
  if (sort === 'openCents' || sort === 'openCreditsCents' || sort === 'netCents') return aged => aged[sort]
  if (sort === 'creditLimitCents') return aged => aged.customer.creditLimitCents ?? Number.MAX_SAFE_INTEGER
  if (sort === 'creditHold') return aged => Number(aged.customer.creditHold)
  if (sort === 'code') return aged => aged.customer.code
  if (sort === 'terms') return aged => aged.customer.termsCode
  if (sort !== 'salespersonName') return null
  const names = salespeople(q)
  return ({ customer }) => names.get(customer.salespersonId ?? '') ?? ''
}

function salespeople(q: QueryContext): Map<string, string> {
  // The statement is kept, and read elsewhere as rows without names: it must be read so here too.
  const users = q.sql('SELECT id, name FROM users').raw().all() as [string, string][]
  return new Map(users.map(([id, name]) => [id, nameOrderOf(name)]))
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
