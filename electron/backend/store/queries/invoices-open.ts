import { ageBucket, BUCKETS } from '../../../../shared/domain/collections/age-bucket.ts'
import { bucketDates } from '../../../../shared/domain/collections/bucket-dates.ts'
import { soughtCents } from '../../../../shared/domain/sought-cents.ts'
import { daysBetween } from '../../../../shared/lib/dates.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { InvoiceListRow } from '../../../../shared/protocol/list-rows.ts'
import { LINK_COLUMNS, linkReader } from './link-summary.ts'
import { idsOf, type Listing, pageOf } from './listing.ts'
import { matchingCustomers } from './matching-customers.ts'
import {
  type ChipSums,
  filterKey,
  isRemembering,
  openInvoiceMatches,
  openInvoiceSums,
} from './open-invoice-matches.ts'
import { BACKWARDS, FEW, orderedInMemory } from './open-invoice-order.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS: Record<string, string | readonly string[]> = {
  number: ['length(i.number)', 'i.number'],
  customerName: 'c.nameOrder',
  issuedOn: 'i.issuedOn',
  dueOn: 'i.dueOn',
  terms: 'i.termsCode',
  poNumber: 'i.poNumber',
  salespersonName: 'u.nameOrder',
  totalCents: 'i.totalCents',
  paidCents: '(i.totalCents - i.openCents)',
  openCents: '(-i.openCents)',
  emailedAt: 'm.sentAt',
  link: 'l.sentAt',
}

// A void invoice has nothing open.
const OPEN = 'i.openCents > 0'
const DUE = 'i.dueOn < @today'
// The plus: most have none, so that the order is the better way.
const NO_LINK = '+i.lastLinkId IS NULL'
const OPENED = "l.openedAt IS NOT NULL AND l.state <> 'paid'"
const UNDELIVERED = "m.state = 'undelivered'"
const CHIPS: Record<Chip, string | null> = {
  all: null,
  'past-due': DUE,
  'no-link': NO_LINK,
  'opened-unpaid': OPENED,
  undelivered: UNDELIVERED,
}
const ITS_CUSTOMER = 'JOIN customers c ON c.id = i.customerId'
const ITS_USER = 'LEFT JOIN users u ON u.id = i.salespersonId'
const ITS_MAIL = 'LEFT JOIN mails m ON m.id = i.lastMailId'
const ITS_LINK = 'LEFT JOIN payment_links l ON l.id = i.lastLinkId'

type Chip = ParsedInput<'invoices.open'>['chip']
type Input = ParsedInput<'invoices.open'>

const SUMMED = ['invoices', 'customers', 'companies', 'payment_links', 'mails'] as const

/** `invoices.open`: what is owed, with how far each invoice's mail and link have come. Chips count the search's rows. */
export function invoicesOpen(q: QueryContext, input: Input): Answers['invoices.open'] {
  const { chip } = input
  const make = () => (isRemembering(q) ? openInvoiceSums(q, input) : sumsByChip(q, input))
  const sums = q.remember ? q.remember(`invoices.open ${filterKey(q, input)}`, make, SUMMED) : make()
  return {
    ...sums[chip],
    chips: {
      all: sums.all.count,
      pastDue: sums['past-due'].count,
      noLink: sums['no-link'].count,
      openedUnpaid: sums['opened-unpaid'].count,
      undelivered: sums.undelivered.count,
    },
    rows: pageOf(q, invoicesListing(q, input), input),
  }
}

/** `links.chosen`: every invoice that `invoices.open` shows under a filter, oldest due first. */
export function invoicesChosen(q: QueryContext, filter: Omit<Input, keyof typeof WHOLE>): string[] {
  const chosen: string[] = []
  for (const id of idsOf(q, invoicesListing(q, { ...filter, ...WHOLE }))) {
    chosen.push(id)
    if (chosen.length === MOST_CHOSEN) break
  }
  return chosen
}

const WHOLE = { sort: '', descending: false, offset: 0, limit: 1 }
const MOST_CHOSEN = 50_000

/** The rows of `invoices.open`, in order. */
export function invoicesListing(q: QueryContext, input: Input): Listing<InvoiceListRow> {
  const linkOf = linkReader(q)
  const toRow = (record: Record<string, unknown>) => ({ ...invoiceRow(q, record), link: linkOf(record) })
  const ordered = isRemembering(q) ? orderedInMemory(q, input) : null
  if (ordered !== null) return { ids: ordered, rows: ROWS, params: {}, toRow }
  const { where, params, isFew, only } = conditions(q, input)
  const chip = CHIPS[input.chip]
  if (chip) where.push(chip)
  const backwards = BACKWARDS[input.sort]
  const order = orderBy(
    SORTS,
    backwards ?? input.sort,
    input.descending !== (backwards !== undefined),
    'i.dueOn, i.id',
    'i.id',
  )
  const needs = `${where.join(' ')} ${order}`
  const ids = `SELECT i.id FROM ${reach(input.chip, needs, isFew)} WHERE ${whereAll(where)}`
  return {
    ids:
      order.includes('u.name') && !isFew && !/\b[ml]\./.test(needs)
        ? byPeople(where, input.descending)
        : `${ids} ${order}`,
    rows: ROWS,
    params,
    only,
    toRow,
  }
}

// Of a page's rows only, and of none that nothing was applied to.
const CREDITED = `CASE WHEN i.openCents = i.totalCents THEN 0 ELSE coalesce((
         SELECT sum(a.discountCents + CASE WHEN p.kind = 'credit' THEN a.amountCents ELSE 0 END)
         FROM applications a LEFT JOIN payments p ON p.id = a.paymentId WHERE a.invoiceId = i.id), 0) END`

const ROWS = `SELECT i.id AS invoiceId, i.orderId, i.number, i.customerId, coalesce(c.name, '') AS customerName, i.issuedOn, i.dueOn,
         i.termsCode, i.poNumber, coalesce(u.name, '') AS salespersonName, i.totalCents, i.openCents, m.sentAt AS emailedAt,
         ${CREDITED} AS creditsCents, m.state AS mailState, ${LINK_COLUMNS}
       FROM json_each(@ids) page CROSS JOIN invoices i ON i.id = page.value LEFT ${ITS_CUSTOMER} ${ITS_USER} ${ITS_MAIL} ${ITS_LINK}
       ORDER BY page.key`

/**
 * The tables an order or condition needs, from where the way is shortest: a link or mail singles out a few; by name, along the
 * names, which are in order, to each one's invoices.
 */
function reach(chip: Chip, needs: string, isFew: boolean): string {
  const isNeeded = (alias: string) => needs.includes(`${alias}.`)
  const start = isFew
    ? FOUND
    : chip === 'opened-unpaid'
      ? 'payment_links l CROSS JOIN invoices i ON i.lastLinkId = l.id'
      : chip === 'undelivered'
        ? 'mails m CROSS JOIN invoices i ON i.lastMailId = m.id'
        : isNeeded('c')
          ? 'customers c CROSS JOIN invoices i ON i.customerId = c.id'
          : 'invoices i'
  const joins = { c: ITS_CUSTOMER, u: ITS_USER, m: ITS_MAIL, l: ITS_LINK }
  const needed = Object.entries(joins).filter(([alias]) => isNeeded(alias) && !start.includes(` ${alias} `))
  return [start, ...needed.map(([, join]) => join)].join(' ')
}

/** By salesperson, along the people: those without one are a list of their own. */
function byPeople(where: readonly string[], descending: boolean): string {
  const direction = descending ? 'DESC' : 'ASC'
  return `SELECT i.id AS id, i.salespersonId AS name FROM invoices i WHERE ${whereAll([...where, 'i.salespersonId IS NULL'])}
    UNION ALL SELECT i.id, u.nameOrder FROM users u CROSS JOIN invoices i ON i.salespersonId = u.id WHERE ${whereAll(where)}
    ORDER BY name ${direction}, id ${direction}`
}

function conditions(q: QueryContext, input: Input) {
  const where = [OPEN]
  const params: Record<string, string | number | null> = { today: q.today }
  if (input.customerId !== null) {
    where.push('i.customerId = @customerId')
    params.customerId = input.customerId
  }
  if (input.bucket !== null) {
    const date = q.company.ageBasis === 'due-date' ? 'i.dueOn' : 'i.issuedOn'
    const { from, to } = bucketDates(q.company.ageBasis, input.bucket, q.today)
    if (from !== null) where.push(`${date} >= @bucketFrom`)
    if (to !== null) where.push(`${date} <= @bucketTo`)
    Object.assign(params, {
      ...(from !== null && { bucketFrom: from }),
      ...(to !== null && { bucketTo: to }),
    })
  }
  if (isRemembering(q)) {
    // What was found in memory is read as it is, or, where it is much, met on the way along the order.
    const isAll = input.search === '' && input.customerId === null && q.ownerId === null
    const matches = isAll ? null : openInvoiceMatches(q, input)
    if (matches === null) return { where, params, isFew: false, only: null }
    if (matches.length <= FEW)
      return fewOf(
        q,
        matches.map(({ id }) => id),
      )
    return { where, params, isFew: false, only: new Set(matches.map(({ id }) => id)) }
  }
  if (q.ownerId !== null) {
    where.push('i.customerId IN (SELECT id FROM customers WHERE salespersonId = @ownerId)')
    params.ownerId = q.ownerId
  }
  if (input.search !== '') {
    const customer = matchingCustomers(q, input.search, 'i.customerId')
    const columns = ['i.number', 'i.poNumber'].map(column => `${column} LIKE @search ESCAPE '\\'`)
    columns.push('i.openCents = @sought', 'i.totalCents = @sought')
    where.push(`(${[...columns, customer.condition].join(' OR ')})`)
    const sought = soughtCents(input.search)
    Object.assign(params, { search: likePattern(input.search), sought, ...customer.params })
  }
  if (input.search === '' && input.customerId === null) return { where, params, isFew: false, only: null }
  // What few rows are found is found once: sums, chips and every sort are then of those.
  const found = q
    .sql(`SELECT i.id FROM invoices i WHERE ${whereAll(where)} LIMIT ${FEW + 1}`)
    .pluck()
    .all(params) as string[]
  return found.length > FEW ? { where, params, isFew: false, only: null } : fewOf(q, found)
}

function fewOf(q: QueryContext, ids: readonly string[]) {
  const params: Record<string, string | number | null> = { today: q.today, found: JSON.stringify(ids) }
  return { where: [OPEN], params, isFew: true, only: null }
}

const FOUND = 'json_each(@found) found CROSS JOIN invoices i ON i.id = found.value'

/** What each chip comes to: one walk over the open invoices, and short ones from the links and mails that matter. */
function sumsByChip(q: QueryContext, input: Input): Record<Chip, ChipSums> {
  const { where, params, isFew } = conditions(q, input)
  if (isFew) {
    const from = `${FOUND} ${ITS_MAIL} ${ITS_LINK}`
    return sumsUnder(q, CHIP_NAMES, `FROM ${from} WHERE ${whereAll(where)}`, params) as Record<Chip, ChipSums>
  }
  const others = whereAll(where)
  const opened = 'payment_links l CROSS JOIN invoices i ON i.lastLinkId = l.id'
  const undelivered = 'mails m CROSS JOIN invoices i ON i.lastMailId = m.id'
  return {
    ...sumsUnder(q, ['all', 'past-due', 'no-link'], `FROM invoices i WHERE ${others}`, params),
    ...sumsUnder(q, ['opened-unpaid'], `FROM ${opened} WHERE ${OPENED} AND ${others}`, params),
    ...sumsUnder(q, ['undelivered'], `FROM ${undelivered} WHERE ${UNDELIVERED} AND ${others}`, params),
  } as Record<Chip, ChipSums>
}

const CHIP_NAMES = Object.keys(CHIPS) as Chip[]

function sumsUnder(
  q: QueryContext,
  chips: readonly Chip[],
  from: string,
  params: Record<string, string | number | null>,
): Partial<Record<Chip, ChipSums>> {
  const columns = chips.flatMap((chip, at) => {
    const condition = CHIPS[chip] ?? '1'
    const of = (value: string) => `coalesce(sum(CASE WHEN ${condition} THEN ${value} END), 0)`
    return [
      `${of('1')} AS count${at}`,
      `${of('i.totalCents')} AS total${at}`,
      `${of('i.openCents')} AS open${at}`,
    ]
  })
  const sums = q.sql(`SELECT ${columns.join(', ')} ${from}`).get(params) as Record<string, number>
  return Object.fromEntries(
    chips.map((chip, at) => [
      chip,
      { count: sums[`count${at}`]!, totalCents: sums[`total${at}`]!, openCents: sums[`open${at}`]! },
    ]),
  )
}

function invoiceRow(q: QueryContext, record: Record<string, unknown>): Omit<InvoiceListRow, 'link'> {
  const basis = q.company.ageBasis
  const issuedOn = record.issuedOn as string
  const dueOn = record.dueOn as string
  const daysPastDue = daysBetween(dueOn, q.today)
  const age = basis === 'due-date' ? daysPastDue : daysBetween(issuedOn, q.today)
  const totalCents = record.totalCents as number
  const openCents = record.openCents as number
  const creditsCents = record.creditsCents as number
  return {
    invoiceId: record.invoiceId as string,
    orderId: record.orderId as string,
    number: record.number as string,
    customerId: record.customerId as string,
    customerName: record.customerName as string,
    issuedOn,
    dueOn,
    terms:
      q.company.terms.find(terms => terms.code === record.termsCode)?.name ?? (record.termsCode as string),
    poNumber: record.poNumber as string,
    salespersonName: record.salespersonName as string,
    totalCents,
    creditsCents,
    paymentsCents: totalCents - openCents - creditsCents,
    paidCents: totalCents - openCents,
    openCents,
    daysPastDue,
    bucket: BUCKETS[basis][ageBucket(basis, age)] ?? '',
    emailedAt: record.emailedAt as number | null,
    mailState: record.mailState as InvoiceListRow['mailState'],
  }
}
