import { customersSeen } from '../../../shared/domain/permissions.ts'
import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import type { Answers } from '../../../shared/protocol/desk.ts'
import { entryTag } from '../../../shared/protocol/entry-tag.ts'
import type { ExportedList } from '../../../shared/protocol/export-asks.ts'
import { type LinkSummary, linkTag } from '../../../shared/protocol/link-summary.ts'
import type { Cell, CellKind } from './list-table.ts'

/** Words for codes, as the screen shows them; a code without one stays as it is. */
export type Texts = Readonly<Record<string, string>>

/** One column of a list in a file. Its id is that of the column on screen. */
export interface ListField<Row> {
  kind: CellKind
  of(row: Row, texts: Texts): Cell
}

type RowOf<L extends ExportedList> = Answers[L]['rows'][number]
type Fields<Row> = Record<string, ListField<Row>>

/** Every column of every list that goes to a file. A list to come adds its columns here. */
export const LIST_FIELDS: { [L in ExportedList]: Fields<RowOf<L>> } = {
  'orders.summary': {
    status: text((row, texts) => word(row.onHold ? 'hold' : row.status, texts)),
    number: text(row => row.number),
    orderedOn: date(row => row.orderedOn),
    shipOn: date(row => row.shipOn),
    customerName: text(row => row.customerName),
    shipToName: text(row => row.shipToName),
    carrier: text(row => row.carrier),
    poNumber: text(row => row.poNumber),
    reference: text(row => row.reference),
    salespersonName: text(row => row.salespersonName),
    boxes: count(row => row.boxes),
    totalCents: money(row => row.totalCents),
    openCents: money(row => (row.payment === 'none' ? null : row.openCents)),
    payment: text((row, texts) => (row.payment === 'none' ? '' : word(row.payment, texts))),
    emailedAt: instant(row => row.emailedAt),
    link: text((row, texts) => linkText(row.link, texts)),
  },
  'invoices.open': {
    number: text(row => row.number),
    customerName: text(row => row.customerName),
    issuedOn: date(row => row.issuedOn),
    dueOn: date(row => row.dueOn),
    terms: text(row => row.terms),
    poNumber: text(row => row.poNumber),
    salespersonName: text(row => row.salespersonName),
    totalCents: money(row => row.totalCents),
    creditsCents: money(row => row.creditsCents || null),
    paymentsCents: money(row => row.paymentsCents || null),
    paidCents: money(row => row.paidCents),
    openCents: money(row => row.openCents),
    daysPastDue: count(row => (row.daysPastDue > 0 ? row.daysPastDue : null)),
    bucket: text(row => row.bucket),
    emailedAt: instant(row => row.emailedAt),
    link: text((row, texts) => linkText(row.link, texts)),
  },
  'payments.history': {
    number: text(row => row.number),
    receivedOn: date(row => row.receivedOn),
    customerName: text(row => row.customerName),
    method: text((row, texts) => word(row.method, texts)),
    reference: text(row => row.reference),
    totalCents: money(row => row.totalCents),
    appliedCents: money(row => row.appliedCents),
    unappliedCents: money(row => row.unappliedCents),
    returnedCents: money(row => row.returnedCents || null),
    feeCents: money(row => row.feeCents),
    invoiceNumbers: text(row => row.invoiceNumbers.join(', ')),
    recordedByName: text(row => row.recordedByName),
    status: text((row, texts) => word(entryTag(row), texts)),
  },
  'credits.list': {
    number: text(row => row.number),
    creditedOn: date(row => row.creditedOn),
    customerName: text(row => row.customerName),
    invoiceNumber: text((row, texts) => row.invoiceNumber || word('credit:stand-alone', texts)),
    reason: text(row => row.reason),
    totalCents: money(row => row.totalCents),
    leftCents: money(row => row.leftCents || null),
    pictureCount: count(row => row.pictureCount || null),
    createdByName: text(row => row.createdByName),
    reviewedByName: text(row => row.reviewedByName),
    status: text((row, texts) => word(row.status, texts)),
  },
  'aging.customers': {
    name: text(row => row.name),
    code: text(row => row.code),
    terms: text(row => row.terms),
    salespersonName: text(row => row.salespersonName),
    creditLimitCents: money((row, texts) => row.creditLimitCents ?? word('unlimited', texts)),
    bucket0: money(row => row.bucketCents[0] || null),
    bucket1: money(row => row.bucketCents[1] || null),
    bucket2: money(row => row.bucketCents[2] || null),
    bucket3: money(row => row.bucketCents[3] || null),
    bucket4: money(row => row.bucketCents[4] || null),
    openCents: money(row => row.openCents || null),
    openCreditsCents: money(row => row.openCreditsCents || null),
    netCents: money(row => row.netCents || null),
    pastDueCents: money(row => row.pastDueCents || null),
    lastPaymentOn: date(row => row.lastPaymentOn),
    creditHold: text((row, texts) => (row.creditHold ? word('hold', texts) : '')),
    statement: instant(({ statement }, texts) =>
      statement?.state === 'undelivered' ? word('undelivered', texts) : (statement?.mailedAt ?? null),
    ),
  },
  'links.list': {
    customerName: text(row => row.customerName),
    invoiceNumbers: text(row => row.invoiceNumbers.join(', ')),
    askedCents: money(row => row.askedCents),
    paidCents: money(row => row.paidCents),
    sentTo: text(row => row.sentTo.join(', ')),
    sentByName: text(row => row.sentByName),
    sentAt: instant(row => row.link.sentAt),
    openedAt: instant(row => row.link.openedAt),
    paidAt: instant(row => row.link.paidAt),
    state: text((row, texts) => linkText(row.link, texts)),
  },
  'link-payments.list': {
    number: text(row => row.number),
    at: instant(row => row.at),
    customerName: text(row => row.customerName),
    method: text((row, texts) => word(row.method, texts)),
    reference: text(row => row.reference),
    grossCents: money(row => row.grossCents),
    feeCents: money(row => row.feeCents),
    netCents: money(row => row.netCents),
    returnedCents: money(row => row.returnedCents),
    state: text((row, texts) => word(`link-payment:${row.state}`, texts)),
  },
  'payouts.list': {
    arrivesOn: date(row => row.arrivesOn),
    reference: text(row => row.reference),
    amountCents: money(row => row.amountCents),
    entryCount: count(row => row.entryCount),
    state: text((row, texts) => word(`payout:${row.state}`, texts)),
    isReconciled: text((row, texts) => word(`payout:${row.isReconciled ? 'agrees' : 'differs'}`, texts)),
  },
  'customers.list': {
    tags: text(row => row.tags.join(', ')),
    code: text(row => row.code),
    name: text(row => row.name),
    city: text(row => row.billingAddress.city),
    type: text(row => row.type),
    phone: text(row => row.phone),
    termsCode: text((row, texts) => word(row.termsCode, texts)),
    salespersonName: text(row => row.salespersonName),
    creditLimitCents: money((row, texts) => row.creditLimitCents ?? word('unlimited', texts)),
    openCents: money(row => row.openCents),
    status: text((row, texts) =>
      [row.creditHold && word('hold', texts), !row.active && word('inactive', texts)]
        .filter(Boolean)
        .join(', '),
    ),
  },
  'products.list': {
    code: text(row => row.code),
    description: text(row => row.description),
    category: text(row => row.category),
    color: text(row => row.color),
    grade: text(row => row.grade),
    soldBy: text((row, texts) =>
      [word(row.soldBy, texts), row.soldBy === 'hard-good' ? '' : word(row.unitType, texts).toLowerCase()]
        .filter(part => part !== '')
        .join(' · '),
    ),
    boxType: text(packing),
    priceAE4: price(row => row.priceAE4),
    priceBE4: price(row => row.priceBE4),
    priceCE4: price(row => row.priceCE4),
    active: text((row, texts) => word(row.active ? 'active' : 'inactive', texts)),
  },
  'users.list': {
    name: text(row => row.name),
    login: text(row => row.login),
    roles: text((row, texts) => row.roles.map(role => word(`role:${role}`, texts)).join(', ')),
    customers: text((row, texts) => word(`customers:${customersSeen(row)}`, texts)),
    active: text((row, texts) => word(row.active ? 'active' : 'inactive', texts)),
  },
}

function word(code: string, texts: Texts): string {
  return Object.hasOwn(texts, code) ? texts[code]! : code
}

function linkText(link: LinkSummary | null, texts: Texts): string {
  return link === null ? '' : word(linkTag(link), texts)
}

function packing({ soldBy, boxType, bunchesPerBox, stemsPerBunch }: ProductRow): string {
  if (soldBy === 'hard-good') return ''
  if (soldBy === 'unit') return stemsPerBunch > 0 ? String(stemsPerBunch) : ''
  const figures = [bunchesPerBox, stemsPerBunch].filter(figure => figure > 0).join(' × ')
  return [boxType, figures].filter(part => part !== '').join(' · ')
}

type Reader<Row> = (row: Row, texts: Texts) => Cell

function text<Row>(of: Reader<Row>): ListField<Row> {
  return { kind: 'text', of }
}

function money<Row>(of: Reader<Row>): ListField<Row> {
  return { kind: 'money', of }
}

function price<Row>(of: Reader<Row>): ListField<Row> {
  return { kind: 'price', of }
}

function count<Row>(of: Reader<Row>): ListField<Row> {
  return { kind: 'count', of }
}

function date<Row>(of: Reader<Row>): ListField<Row> {
  return { kind: 'date', of }
}

function instant<Row>(of: Reader<Row>): ListField<Row> {
  return { kind: 'instant', of }
}
