import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { OrderListRow } from '../../../../shared/protocol/list-rows.ts'
import { LINK_COLUMNS, linkOf } from './link-summary.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = {
  status: 'o.status',
  number: 'length(o.number), o.number',
  orderedOn: 'o.orderedOn',
  shipOn: 'o.shipOn',
  customerName: 'c.name COLLATE NOCASE',
  carrier: 'o.carrier',
  poNumber: 'o.poNumber',
  reference: 'o.reference',
  salespersonName: 'u.name',
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

/** `orders.summary`: orders with what their invoice, mail and link have come to. */
export function ordersSummary(
  q: QueryContext,
  input: ParsedInput<'orders.summary'>,
): Answers['orders.summary'] {
  const where: string[] = []
  const params: (string | number)[] = []
  const status = STATUS[input.status]
  if (status) where.push(status)
  if (input.customerId !== null) {
    where.push('o.customerId = ?')
    params.push(input.customerId)
  }
  if (q.ownerId !== null) {
    where.push('c.salespersonId = ?')
    params.push(q.ownerId)
  }
  if (input.search !== '') {
    const columns = ['o.number', 'c.name', 'c.code', 'o.poNumber', 'o.reference']
    where.push(`(${columns.map(column => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')})`)
    for (const _ of columns) params.push(likePattern(input.search))
  }
  const from = `
    FROM orders o
    JOIN customers c ON c.id = o.customerId
    LEFT JOIN invoices i ON i.id = o.invoiceId
    LEFT JOIN users u ON u.id = o.salespersonId
    LEFT JOIN mails m ON m.id = i.lastMailId
    LEFT JOIN payment_links l ON l.id = i.lastLinkId
    WHERE ${whereAll(where)}`
  const sums = q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(o.totalCents), 0) AS totalCents, coalesce(sum(i.openCents), 0) AS openCents ${from}`,
    )
    .get(...params) as { count: number; totalCents: number; openCents: number }
  const records = q
    .sql(
      `SELECT o.id AS orderId, o.number, o.status, o.onHold, o.orderedOn, o.shipOn, o.customerId, c.name AS customerName, c.shipTos,
         o.shipToId, o.carrier, o.poNumber, o.reference, coalesce(u.name, '') AS salespersonName, o.boxes, o.totalCents,
         i.openCents, i.totalCents AS invoicedCents, i.status AS invoiceStatus, m.sentAt AS emailedAt,
         m.state AS mailState, ${LINK_COLUMNS} ${from}
       ${orderBy(SORTS, input.sort, input.descending, 'o.createdAt DESC, o.id DESC', 'o.id')} LIMIT ? OFFSET ?`,
    )
    .all(...params, input.limit, input.offset) as Record<string, unknown>[]
  return { ...sums, rows: records.map(record => orderRow(record, q.now)) }
}

function orderRow(record: Record<string, unknown>, now: number): OrderListRow {
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
    link: linkOf(record, now),
  }
}
