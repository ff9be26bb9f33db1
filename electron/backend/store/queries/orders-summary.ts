import { soughtCents } from '../../../../shared/domain/sought-cents.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { OrderListRow } from '../../../../shared/protocol/list-rows.ts'
import { LINK_COLUMNS, linkReader } from './link-summary.ts'
import { type Listing, pageOf } from './listing.ts'
import { matchingCustomers } from './matching-customers.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = {
  status: 'o.status',
  shipToName: `(SELECT s.value ->> 'name' FROM json_each(c.shipTos) s WHERE s.value ->> 'id' = o.shipToId)`,
  payment:
    "CASE WHEN i.status IS NOT 'open' THEN 0 WHEN i.openCents = 0 THEN 3 WHEN i.openCents < i.totalCents THEN 2 ELSE 1 END",
  link: 'l.sentAt',
  number: ['length(o.number)', 'o.number'],
  orderedOn: 'o.orderedOn',
  shipOn: 'o.shipOn',
  customerName: 'c.nameOrder',
  carrier: 'o.carrier',
  poNumber: 'o.poNumber',
  reference: 'o.reference',
  salespersonName: 'u.nameOrder',
  boxes: 'o.boxes',
  totalCents: 'o.totalCents',
  openCents: 'i.openCents',
  emailedAt: 'm.sentAt',
}

const STATUS: Record<ParsedInput<'orders.summary'>['status'], string | null> = {
  all: null,
  draft: "o.status = 'draft'",
  pending: "o.status = 'pending'",
  hold: 'o.onHold = 1',
  confirmed: "o.status = 'confirmed'",
  voided: "o.status = 'voided'",
  unpaid: "i.status = 'open' AND i.openCents > 0",
  paid: "i.status = 'open' AND i.openCents = 0",
}

type Input = ParsedInput<'orders.summary'>

const ITS_CUSTOMER = 'JOIN customers c ON c.id = o.customerId'
const ITS_INVOICE = 'LEFT JOIN invoices i ON i.id = o.invoiceId'
const ITS_USER = 'LEFT JOIN users u ON u.id = o.salespersonId'
const ITS_MAIL = 'LEFT JOIN mails m ON m.id = coalesce(i.lastMailId, o.lastMailId)'
const ITS_LINK = 'LEFT JOIN payment_links l ON l.id = coalesce(i.lastLinkId, o.lastLinkId)'

const SUMMED = ['orders', 'invoices', 'customers'] as const

/** `orders.summary`: orders with what their invoice, mail and link have come to. */
export function ordersSummary(q: QueryContext, input: Input): Answers['orders.summary'] {
  const key = `orders.summary ${JSON.stringify([q.ownerId, input.status, input.search, input.customerId])}`
  const sums = q.remember ? q.remember(key, () => sumsOf(q, input), SUMMED) : sumsOf(q, input)
  return { ...sums, rows: pageOf(q, ordersListing(q, input), input) }
}

/** The rows of `orders.summary`, in order. */
export function ordersListing(q: QueryContext, input: Input): Listing<OrderListRow> {
  const { where, params } = conditions(q, input)
  const order = orderBy(SORTS, input.sort, input.descending, 'o.createdAt DESC, o.id DESC', 'o.id')
  const needs = `${where.join(' ')} ${order}`
  // By name, along the names, which are in order, to each one's orders.
  const isByName = order.includes('c.name') && where.length === 0
  const start = isByName ? 'customers c CROSS JOIN orders o ON o.customerId = c.id' : 'orders o'
  const joins = [
    !isByName && needs.includes('c.') && ITS_CUSTOMER,
    /\b[iml]\./.test(needs) && ITS_INVOICE,
    needs.includes('u.') && ITS_USER,
    needs.includes('m.') && ITS_MAIL,
    needs.includes('l.') && ITS_LINK,
  ].filter(join => join !== false)
  const linkOf = linkReader(q)
  return {
    ids: `SELECT o.id FROM ${start} ${joins.join(' ')} WHERE ${whereAll(where)} ${order}`,
    rows: `SELECT o.id AS orderId, o.number, o.status, o.onHold, o.orderedOn, o.shipOn, o.customerId,
         coalesce(c.name, '') AS customerName, coalesce(c.shipTos, '[]') AS shipTos, o.shipToId, o.carrier, o.poNumber,
         o.reference, coalesce(u.name, '') AS salespersonName, o.boxes, o.totalCents, i.openCents,
         i.totalCents AS invoicedCents, i.status AS invoiceStatus, m.sentAt AS emailedAt, m.state AS mailState, ${LINK_COLUMNS}
       FROM json_each(@ids) page CROSS JOIN orders o ON o.id = page.value
       LEFT ${ITS_CUSTOMER} ${ITS_INVOICE} ${ITS_USER} ${ITS_MAIL} ${ITS_LINK} ORDER BY page.key`,
    params,
    toRow: record => ({ ...orderRow(record), link: linkOf(record) }),
  }
}

function conditions(q: QueryContext, input: Input) {
  const where: string[] = []
  const params: Record<string, string | number | null> = {}
  const status = STATUS[input.status]
  if (status) where.push(status)
  if (input.customerId !== null) {
    where.push('o.customerId = @customerId')
    params.customerId = input.customerId
  }
  if (q.ownerId !== null) {
    where.push('o.customerId IN (SELECT id FROM customers WHERE salespersonId = @ownerId)')
    params.ownerId = q.ownerId
  }
  if (input.search !== '') {
    const customer = matchingCustomers(q, input.search, 'o.customerId')
    const columns = ['o.number', 'o.poNumber', 'o.reference'].map(
      column => `${column} LIKE @search ESCAPE '\\'`,
    )
    const sought = soughtCents(input.search)
    if (sought !== null) {
      columns.push(
        'o.totalCents = @sought',
        'o.invoiceId IN (SELECT id FROM invoices WHERE openCents > 0 AND openCents = @sought)',
      )
      params.sought = sought
    }
    where.push(`(${[...columns, customer.condition].join(' OR ')})`)
    Object.assign(params, { search: likePattern(input.search), ...customer.params })
  }
  return { where, params }
}

/** What is open is summed along the open invoices, which are few beside all orders. */
function sumsOf(q: QueryContext, input: Input): Omit<Answers['orders.summary'], 'rows'> {
  const whole = wholeSums(q, input)
  if (whole) return whole
  const { where, params } = conditions(q, input)
  const join = where.some(condition => condition.includes('i.')) ? ITS_INVOICE : ''
  const all = q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(o.totalCents), 0) AS totalCents FROM orders o ${join} WHERE ${whereAll(where)}`,
    )
    .get(params) as { count: number; totalCents: number }
  const open = q
    .sql(
      `SELECT coalesce(sum(i.openCents), 0) AS openCents FROM invoices i CROSS JOIN orders o ON o.id = i.orderId
       WHERE i.openCents > 0 AND o.invoiceId = i.id AND ${whereAll(where)}`,
    )
    .get(params) as { openCents: number }
  return { ...all, ...open }
}

/** What all orders come to, or all of a status, from what is kept of them; null where a filter asks for more. */
function wholeSums(q: QueryContext, { status, search, customerId }: Input) {
  if (!q.tallies || !q.open || q.ownerId !== null || search !== '' || customerId !== null) return null
  if (status !== 'all' && status !== 'confirmed') return null
  const sums = { count: 0, totalCents: 0, openCents: 0 }
  for (const [key, [count = 0, totalCents = 0]] of q.tallies.of(q, 'orders')) {
    if (status !== 'all' && key !== status) continue
    sums.count += count
    sums.totalCents += totalCents
  }
  // Whatever is open of an order's invoice is open of a confirmed order.
  for (const { isOrders, openCents } of q.open().values()) if (isOrders) sums.openCents += openCents
  return sums
}

function orderRow(record: Record<string, unknown>): Omit<OrderListRow, 'link'> {
  const shipTos = JSON.parse(record.shipTos as string) as { id: string; name: string }[]
  const openCents = (record.openCents as number | null) ?? 0
  const invoiced = record.invoiceStatus === 'open'
  const payment = !invoiced
    ? 'none'
    : openCents === 0
      ? 'paid'
      : openCents < (record.invoicedCents as number)
        ? 'part'
        : 'open'
  return {
    orderId: record.orderId as string,
    number: record.number as string,
    status: record.status as OrderListRow['status'],
    onHold: record.onHold === 1,
    orderedOn: record.orderedOn as string,
    shipOn: record.shipOn as string,
    customerId: record.customerId as string,
    customerName: record.customerName as string,
    shipToName: shipTos.find(shipTo => shipTo.id === record.shipToId)?.name ?? '',
    carrier: record.carrier as string,
    poNumber: record.poNumber as string,
    reference: record.reference as string,
    salespersonName: record.salespersonName as string,
    boxes: record.boxes as number,
    totalCents: record.totalCents as number,
    openCents,
    payment,
    emailedAt: record.emailedAt as number | null,
    mailState: record.mailState as OrderListRow['mailState'],
  }
}
