import { buildDeferredIndexes, deferIndexes } from '../electron/backend/store/deferred-indexes.ts'
import { openProfile } from '../electron/backend/store/open-profile.ts'
import { columnsOf, toValues } from '../electron/backend/store/row-codec.ts'
import { PLAIN_MAIL } from '../shared/domain/mail/mail-row.ts'
import { NOT_REVERSED } from '../shared/domain/payment/payment-row.ts'
import type { AnyRow, Rows, TableName } from '../shared/domain/tables.ts'
import { deriveId, newId } from '../shared/lib/ids.ts'
import { seededRandom } from '../shared/lib/seeded-random.ts'
import { customerFields, productFields } from '../shared/testing/builders.ts'
import { aDesk, aUser } from '../shared/testing/desk.ts'

/** How large a bench's company is: rows of each, three years of trade. */
export interface CompanySize {
  customers: number
  invoices: number
  /** Per invoice. */
  lines: number
  /** Of a hundred invoices so many are still open. */
  openPercent: number
}

const DAY_MS = 24 * 60 * 60_000
const FIRST = [
  'Petal',
  'Garden',
  'Harbor',
  'Bloom',
  'Sunset',
  'Corner',
  'Zoë’s',
  'Jersey',
  'Queens',
  'Tribeca',
  'Long Island',
  'Sansom',
]
const SECOND = [
  '& Stem',
  'State',
  'Street',
  'Wholesale',
  'Fresh',
  'Event',
  'Floral',
  'Botanical',
  'Wild',
  'Royal',
]
const THIRD = [
  'Atelier',
  'Flowers',
  'Market',
  'Florals',
  'Supply',
  'Group',
  'Design',
  'Co.',
  'Blooms',
  'Studio',
]

/**
 * Fills a new profile's database with a company of this size, as its commands would have left it. What only decisions need of
 * documents long settled (claims) is left out. Answers who may log in.
 */
export function fillProfile(directory: string, size: CompanySize): { adminId: string; today: string } {
  const profile = openProfile(directory)
  const db = profile.writer
  db.pragma('synchronous = OFF')
  deferIndexes(db)
  const random = seededRandom(5)
  const desk = aDesk()
  const people: [string, ...string[]] = [
    desk.userId,
    ...Array.from(
      { length: 12 },
      (_, at) => aUser(desk, ['sales'], { name: `Ana ${THIRD[at % 10]} ${at}` }).id,
    ),
  ]
  const end = desk.clock.now()
  let now = end - 3 * 365 * DAY_MS
  const names = { newId: () => newId({ now: () => now }, random), nextNumber: () => String(++number) }
  let number = 100_000

  const statements = new Map<TableName, ReturnType<typeof db.prepare>>()
  const put: Put = (table, row) => {
    let insert = statements.get(table)
    if (!insert) {
      const columns = columnsOf(table)
      insert = db.prepare(
        `INSERT INTO ${table} (${columns.join(', ')}, rev, extra) VALUES (${columns.map(() => '?').join(', ')}, 1, NULL)`,
      )
      statements.set(table, insert)
    }
    insert.run(toValues(table, row as AnyRow))
  }

  db.transaction(() => {
    put('companies', desk.ledger.row('companies', 'company'))
    for (const id of people) put('users', desk.ledger.row('users', id))
    const customers: string[] = []
    const open = new Map<string, number>()
    for (let at = 0; at < size.customers; at++) {
      const id = names.newId()
      customers.push(id)
      const name = `${random.pick(FIRST)} ${random.pick(SECOND)} ${random.pick(THIRD)} ${at}`
      const more = { name, code: `C${at}`, salespersonId: random.pick(people) }
      put('customers', { id, mergedIntoId: null, ...customerFields(names, more), nameKey: '' })
    }
    for (let at = 0; at < 2000; at++) {
      const description = `Rose ${random.pick(FIRST)} ${random.pick(SECOND)} ${40 + (at % 5) * 10}cm`
      put('products', { id: names.newId(), ...productFields(names, { description }) })
    }
    const step = (end - now) / size.invoices
    for (let at = 0; at < size.invoices; at++) {
      now += step
      const customerId = random.pick(customers)
      const age = size.invoices - at
      // Most of what is open is young.
      const chance = age < (size.invoices * size.openPercent) / 100 ? 0.8 : (0.2 * size.openPercent) / 100
      const openCents = trade(
        put,
        names,
        random,
        people,
        customerId,
        Math.floor(now),
        end,
        size.lines,
        random.chance(chance),
      )
      if (openCents > 0) open.set(customerId, (open.get(customerId) ?? 0) + openCents)
    }
    for (const id of customers)
      put('customer_balances', { id, openCents: open.get(id) ?? 0, unappliedCents: 0, pendingCents: 0 })
    const set = db.prepare('INSERT OR REPLACE INTO sync_state (name, value) VALUES (?, ?)')
    const state = {
      companyId: names.newId(),
      deviceId: names.newId(),
      incarnation: names.newId(),
      nextSeq: '1',
    }
    for (const [key, value] of Object.entries(state)) set.run(key, value)
    const lease = db.prepare('INSERT INTO number_lease VALUES (?, ?, ?, ?, ?)')
    for (const series of ['order', 'payment'])
      lease.run(names.newId(), series, 9_000_000, 9_900_000, 9_000_000)
  })()
  buildDeferredIndexes(db)
  db.pragma('wal_checkpoint(TRUNCATE)')
  profile.close()
  return { adminId: desk.userId, today: new Date(end).toISOString().slice(0, 10) }
}

type Put = <T extends TableName>(table: T, row: Rows[T]) => void

/** A confirmed order with its lines and invoice; paid, unless it stays open. Answers what is open. */
function trade(
  put: Put,
  names: { newId(): string; nextNumber(): string },
  random: ReturnType<typeof seededRandom>,
  people: readonly [string, ...string[]],
  customerId: string,
  now: number,
  end: number,
  lineCount: number,
  isOpen: boolean,
): number {
  const orderId = names.newId()
  const invoiceId = deriveId(orderId, 0)
  const number = names.nextNumber()
  const on = new Date(now).toISOString().slice(0, 10)
  const dueOn = new Date(now + 30 * DAY_MS).toISOString().slice(0, 10)
  const salespersonId = random.chance(0.9) ? random.pick(people) : null
  const poNumber = random.chance(0.6) ? `PO-${random.between(1000, 99_999)}` : ''
  let [linesCents, boxCount] = [0, 0]
  for (let at = 0; at < lineCount; at++) {
    const boxes = random.between(1, 9)
    const totalCents = boxes * 114_00
    linesCents += totalCents
    boxCount += boxes
    put('order_lines', {
      id: names.newId(),
      orderId,
      position: at + 1,
      productId: null,
      description: 'Rose Freedom Red 60cm',
      soldAs: 'box-stem',
      boxType: 'HB',
      boxes,
      bunchesPerBox: 12,
      stemsPerBunch: 25,
      quantity: 0,
      priceE4: 3800,
      taxable: false,
      totalCents,
      editedBy: {},
    })
  }
  const money = { currency: 'USD', totalCents: linesCents }
  put('orders', {
    id: orderId,
    number,
    status: 'confirmed',
    customerId,
    orderedOn: on,
    shipOn: on,
    carrier: 'Own truck',
    shipToId: null,
    poNumber,
    reference: '',
    salespersonId,
    buyerContactId: null,
    warehouseNote: '',
    invoiceNote: '',
    taxBps: 0,
    charges: [],
    boxes: boxCount,
    linesCents,
    chargesCents: 0,
    taxCents: 0,
    ...money,
    invoiceId,
    createdBy: people[0],
    createdAt: now,
    onHold: false,
    editedBy: {},
    lastLinkId: null,
    lastMailId: null,
  })
  const isMailed = random.chance(0.3)
  const isLinked = isMailed && random.chance(0.7)
  const [mailId, linkId] = [names.newId(), names.newId()]
  const openCents = isOpen ? linesCents : 0
  put('invoices', {
    id: invoiceId,
    orderId,
    customerId,
    number,
    revision: 1,
    status: 'open',
    issuedOn: on,
    dueOn,
    termsCode: 'NET30',
    poNumber,
    salespersonId,
    ...money,
    openCents,
    voidedOn: null,
    lastLinkId: isLinked ? linkId : null,
    lastMailId: isMailed ? mailId : null,
    kind: 'order',
    cause: '',
  })
  put('invoice_revisions', {
    id: deriveId(orderId, 1),
    invoiceId,
    revision: 1,
    totalCents: linesCents,
    // Nobody reads it here; a real one would double the profile.
    content: {} as Rows['invoice_revisions']['content'],
    issuedAt: now,
    issuedBy: people[0],
    effectiveOn: '',
  })
  if (isMailed)
    put('mails', mailRow(mailId, customerId, invoiceId, isLinked ? linkId : null, now, random.chance(0.02)))
  if (isLinked) put('payment_links', linkRow(linkId, customerId, linesCents, now, isOpen, random.chance(0.3)))
  if (isOpen) return openCents
  const paymentId = names.newId()
  // Nobody has paid later than today.
  const paidAt = Math.min(now + 20 * DAY_MS, end)
  const receivedOn = new Date(paidAt).toISOString().slice(0, 10)
  const by = { recordedBy: people[0], recordedAt: paidAt }
  put('payments', {
    id: paymentId,
    number,
    customerId,
    kind: 'payment',
    status: 'posted',
    receivedOn,
    method: 'Check',
    reference: number,
    ...money,
    unappliedCents: 0,
    source: 'desk',
    linkId: null,
    attemptId: null,
    feeCents: 0,
    note: '',
    ...by,
    ...NOT_REVERSED,
  })
  put('applications', {
    id: names.newId(),
    paymentId,
    invoiceId,
    customerId,
    amountCents: linesCents,
    discountCents: 0,
    appliedOn: receivedOn,
    ...by,
    bookedWith: paymentId,
  })
  return 0
}

function mailRow(
  id: string,
  customerId: string,
  invoiceId: string,
  linkId: string | null,
  now: number,
  isUndelivered: boolean,
): Rows['mails'] {
  return {
    id,
    kind: 'invoice',
    customerId,
    invoiceId,
    revision: 1,
    paymentId: null,
    linkId,
    recipient: 'pay@petal.example',
    subject: 'Invoice',
    message: '',
    language: 'en',
    state: isUndelivered ? 'undelivered' : 'sent',
    attempts: 1,
    lastError: '',
    queuedAt: now,
    queuedBy: 'relay',
    sentAt: isUndelivered ? null : now + 1000,
    ...PLAIN_MAIL,
  }
}

function linkRow(
  id: string,
  customerId: string,
  askedCents: number,
  now: number,
  isOpen: boolean,
  isOpened: boolean,
): Rows['payment_links'] {
  return {
    id,
    customerId,
    state: isOpen ? (isOpened ? 'opened' : 'sent') : 'paid',
    invoiceCount: 1,
    askedCents,
    currency: 'USD',
    language: 'en',
    sentTo: ['pay@petal.example'],
    tokenLast4: 'abcd',
    createdAt: now,
    createdBy: 'relay',
    sentAt: now + 1000,
    openedAt: isOpened ? now + DAY_MS : null,
    activeUntilAt: isOpened ? now + 2 * DAY_MS : null,
    unopenedUntilAt: now + 90 * DAY_MS,
    triedAt: null,
    tryOutcome: '',
    paidAt: null,
    kind: 'invoice',
    statementOn: '',
    deliveredAt: now + 2000,
    revokedAt: null,
    revokedBy: null,
    orderId: null,
  }
}
