import { ageBucket, BUCKETS } from '../../../../shared/domain/collections/age-bucket.ts'
import { bucketDates } from '../../../../shared/domain/collections/bucket-dates.ts'
import { daysBetween } from '../../../../shared/lib/dates.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { InvoiceListRow } from '../../../../shared/protocol/list-rows.ts'
import { LINK_COLUMNS, linkOf } from './link-summary.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = {
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
  daysPastDue: 'julianday(i.dueOn) * -1',
  bucket: 'i.issuedOn',
  emailedAt: 'm.sentAt',
}

const DUE = 'i.dueOn < @today'
const NO_LINK = 'i.lastLinkId IS NULL'
const OPENED = "l.openedAt IS NOT NULL AND l.state <> 'paid'"
const UNDELIVERED = "m.state = 'undelivered'"
const CHIPS: Record<ParsedInput<'invoices.open'>['chip'], string | null> = {
  all: null,
  'past-due': DUE,
  'no-link': NO_LINK,
  'opened-unpaid': OPENED,
  undelivered: UNDELIVERED,
}

/** `invoices.open`: what is owed, with how far each invoice's mail and link have come. Chips count the search's rows. */
export function invoicesOpen(q: QueryContext, input: ParsedInput<'invoices.open'>): Answers['invoices.open'] {
  const where = ['i.openCents > 0', "i.status = 'open'"]
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
    where.push('c.salespersonId = @ownerId')
    params.ownerId = q.ownerId
  }
  if (input.search !== '') {
    const columns = ['i.number', 'c.name', 'c.code', 'i.poNumber']
    where.push(`(${columns.map(column => `${column} LIKE @search ESCAPE '\\'`).join(' OR ')})`)
    params.search = likePattern(input.search)
  }
  const joins = `
    FROM invoices i
    JOIN customers c ON c.id = i.customerId
    LEFT JOIN users u ON u.id = i.salespersonId
    LEFT JOIN mails m ON m.id = i.lastMailId
    LEFT JOIN payment_links l ON l.id = i.lastLinkId`
  const chips = q
    .sql(
      `SELECT count(*) AS "all", coalesce(sum(${DUE}), 0) AS pastDue, coalesce(sum(${NO_LINK}), 0) AS noLink,
         coalesce(sum(${OPENED}), 0) AS openedUnpaid, coalesce(sum(${UNDELIVERED}), 0) AS undelivered
       ${joins} WHERE ${whereAll(where)}`,
    )
    .get(params) as Answers['invoices.open']['chips']
  const chip = CHIPS[input.chip]
  if (chip) where.push(chip)
  const sums = q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(i.totalCents), 0) AS totalCents, coalesce(sum(i.openCents), 0) AS openCents,
         @today AS today ${joins} WHERE ${whereAll(where)}`,
    )
    .get(params) as { count: number; totalCents: number; openCents: number }
  const records = q
    .sql(
      `SELECT i.id AS invoiceId, i.orderId, i.number, i.customerId, c.name AS customerName, i.issuedOn, i.dueOn, i.termsCode,
         i.poNumber, coalesce(u.name, '') AS salespersonName, i.totalCents, i.openCents, m.sentAt AS emailedAt,
         m.state AS mailState, @today AS today, ${LINK_COLUMNS} ${joins} WHERE ${whereAll(where)}
       ${orderBy(SORTS, input.sort, input.descending, 'i.dueOn, i.id', 'i.id')} LIMIT @limit OFFSET @offset`,
    )
    .all({ ...params, limit: input.limit, offset: input.offset }) as Record<string, unknown>[]
  const { count, totalCents, openCents } = sums
  return { count, totalCents, openCents, chips, rows: records.map(record => invoiceRow(q, record)) }
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
