import { ageBucket, BUCKETS } from '../../../../shared/domain/collections/age-bucket.ts'
import { bucketDates } from '../../../../shared/domain/collections/bucket-dates.ts'
import { daysBetween } from '../../../../shared/lib/dates.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { InvoiceListRow } from '../../../../shared/protocol/list-rows.ts'
import { LINK_COLUMNS, linkOf } from './link-summary.ts'
import { type Listing, pageOf } from './listing.ts'
import { matchingCustomers } from './matching-customers.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS: Record<string, string> = {
  number: 'length(i.number), i.number',
  customerName: 'c.name COLLATE NOCASE',
  issuedOn: 'i.issuedOn',
  dueOn: 'i.dueOn',
  terms: 'i.termsCode',
  poNumber: 'i.poNumber',
  salespersonName: 'u.name',
  totalCents: 'i.totalCents',
  paidCents: '(i.totalCents - i.openCents)',
  openCents: 'i.openCents',
  emailedAt: 'm.sentAt',
  link: 'l.sentAt',
}

// The longer due, the more days: the same order the other way round, for which there is an index.
const BACKWARDS: Record<string, string> = { daysPastDue: 'dueOn', bucket: 'issuedOn' }

// A void invoice has nothing open.
const OPEN = 'i.openCents > 0'
const DUE = 'i.dueOn < @today'
const NO_LINK = 'i.lastLinkId IS NULL'
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
interface Sums {
  count: number
  totalCents: number
  openCents: number
}

/** `invoices.open`: what is owed, with how far each invoice's mail and link have come. Chips count the search's rows. */
export function invoicesOpen(q: QueryContext, input: Input): Answers['invoices.open'] {
  const { chip, search, customerId, bucket } = input
  const key = `invoices.open ${JSON.stringify([q.today, q.company.ageBasis, q.ownerId, search, customerId, bucket])}`
  const make = () => sumsByChip(q, input)
  const sums = q.remember ? q.remember(key, make) : make()
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

/** The rows of `invoices.open`, in order. */
export function invoicesListing(q: QueryContext, input: Input): Listing<InvoiceListRow> {
  const { where, params } = conditions(q, input)
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
  const joins = [
    needs.includes('u.') && ITS_USER,
    needs.includes('m.') && ITS_MAIL,
    needs.includes('l.') && ITS_LINK,
  ].filter(join => join !== false)
  // By name: along the names, which are in order, to each one's invoices.
  const from = order.includes('c.name')
    ? 'FROM customers c CROSS JOIN invoices i ON i.customerId = c.id'
    : `FROM invoices i ${needs.includes('c.') ? ITS_CUSTOMER : ''}`
  return {
    ids: `SELECT i.id ${from} ${joins.join(' ')} WHERE ${whereAll(where)} ${order}`,
    rows: `SELECT i.id AS invoiceId, i.orderId, i.number, i.customerId, coalesce(c.name, '') AS customerName, i.issuedOn, i.dueOn,
         i.termsCode, i.poNumber, coalesce(u.name, '') AS salespersonName, i.totalCents, i.openCents, m.sentAt AS emailedAt,
         m.state AS mailState, ${LINK_COLUMNS}
       FROM json_each(@ids) page CROSS JOIN invoices i ON i.id = page.value LEFT ${ITS_CUSTOMER} ${ITS_USER} ${ITS_MAIL} ${ITS_LINK}
       ORDER BY page.key`,
    params,
    toRow: record => invoiceRow(q, record),
  }
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
  if (q.ownerId !== null) {
    where.push('i.customerId IN (SELECT id FROM customers WHERE salespersonId = @ownerId)')
    params.ownerId = q.ownerId
  }
  if (input.search !== '') {
    const customer = matchingCustomers(q, input.search, 'i.customerId')
    const columns = ['i.number', 'i.poNumber'].map(column => `${column} LIKE @search ESCAPE '\\'`)
    where.push(`(${[...columns, customer.condition].join(' OR ')})`)
    Object.assign(params, { search: likePattern(input.search), ...customer.params })
  }
  return { where, params }
}

/** What each chip comes to: one walk over the open invoices, and short ones from the links and mails that matter. */
function sumsByChip(q: QueryContext, input: Input): Record<Chip, Sums> {
  const { where, params } = conditions(q, input)
  const under = (alias: string, condition: string) =>
    `coalesce(sum(${condition}), 0) AS ${alias}Count, coalesce(sum(i.totalCents * (${condition})), 0) AS ${alias}Total,
     coalesce(sum(i.openCents * (${condition})), 0) AS ${alias}Open`
  const walk = q
    .sql(
      `SELECT ${under('all', '1')}, ${under('due', DUE)}, ${under('bare', NO_LINK)} FROM invoices i WHERE ${whereAll(where)}`,
    )
    .get(params) as Record<string, number>
  const from = (join: string, condition: string) =>
    q
      .sql(
        `SELECT count(*) AS count, coalesce(sum(i.totalCents), 0) AS totalCents, coalesce(sum(i.openCents), 0) AS openCents,
           @today AS today FROM ${join} WHERE ${condition} AND ${whereAll(where)}`,
      )
      .get(params) as Sums & { today: string }
  const sums = (alias: string): Sums => ({
    count: walk[`${alias}Count`]!,
    totalCents: walk[`${alias}Total`]!,
    openCents: walk[`${alias}Open`]!,
  })
  const plain = ({ count, totalCents, openCents }: Sums): Sums => ({ count, totalCents, openCents })
  return {
    all: sums('all'),
    'past-due': sums('due'),
    'no-link': sums('bare'),
    'opened-unpaid': plain(from('payment_links l CROSS JOIN invoices i ON i.lastLinkId = l.id', OPENED)),
    undelivered: plain(from('mails m CROSS JOIN invoices i ON i.lastMailId = m.id', UNDELIVERED)),
  }
}

function invoiceRow(q: QueryContext, record: Record<string, unknown>): InvoiceListRow {
  const basis = q.company.ageBasis
  const issuedOn = record.issuedOn as string
  const dueOn = record.dueOn as string
  const daysPastDue = daysBetween(dueOn, q.today)
  const age = basis === 'due-date' ? daysPastDue : daysBetween(issuedOn, q.today)
  const totalCents = record.totalCents as number
  const openCents = record.openCents as number
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
    paidCents: totalCents - openCents,
    openCents,
    daysPastDue,
    bucket: BUCKETS[basis][ageBucket(basis, age)] ?? '',
    emailedAt: record.emailedAt as number | null,
    mailState: record.mailState as InvoiceListRow['mailState'],
    link: linkOf(record, q.now),
  }
}
