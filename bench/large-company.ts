import Sqlite from 'better-sqlite3'
import { deriveId, newId } from '../shared/lib/ids.ts'
import { seededRandom } from '../shared/lib/seeded-random.ts'
import { customerFields, productFields } from '../shared/testing/builders.ts'

const CUSTOMERS = 5_000
const PRODUCTS = 2_000
const LINES = 4
const DAY_MS = 24 * 60 * 60_000

/**
 * Fills a company of a relay's SQLite file with about `rows` rows of three years of trade, as its commands would have left
 * them. What only decisions need (refs, claims) is left out: nothing is decided there. One revision holds one order's rows.
 */
export function fillCompany(file: string, companyId: string, rows: number): void {
  const db = new Sqlite(file)
  db.pragma('synchronous = OFF')
  db.exec('DROP INDEX entity_by_rev')
  const insert = db.prepare('INSERT INTO entity VALUES (?, ?, ?, ?, ?, 0, ?)')
  const log = db.prepare(
    "INSERT INTO command_log VALUES (?, ?, ?, ?, '', 0, 'order.create', 1, '{}', 'relay', '', 0, 'accepted', '', 0)",
  )
  const random = seededRandom(5)
  let now = Date.UTC(2023, 10, 25)
  const names = { newId: () => newId({ now: () => now }, random), nextNumber: () => String(++number) }
  let number = 10_000
  let rev = (db.prepare('SELECT head FROM company WHERE company_id = ?').get(companyId) as { head: number })
    .head
  let written = 0
  const put = (table: string, doc: { id: string }) => {
    insert.run(companyId, table, doc.id, rev, '', JSON.stringify(doc))
    written++
  }
  const nextRevision = () => log.run(companyId, ++rev, `tag-${rev}`, names.newId())

  db.transaction(() => {
    const customers: string[] = []
    const batches = (rows - 2 * CUSTOMERS - PRODUCTS) / (LINES + 5)
    for (let at = 0; at < CUSTOMERS; at++) {
      nextRevision()
      customers.push(names.newId())
      const customerId = customers[at]!
      put('customers', { id: customerId, ...customerFields(names) })
      // All of its invoices are paid.
      const balance = { id: customerId, openCents: 0, unappliedCents: 0, pendingCents: 0 }
      put('customer_balances', balance)
    }
    for (let at = 0; at < PRODUCTS; at++) {
      nextRevision()
      put('products', { id: names.newId(), ...productFields(names) })
    }
    while (written < rows) {
      nextRevision()
      now += Math.floor((3 * 365 * DAY_MS) / batches)
      const trade = tradeOf(names, random.pick(customers), now, LINES)
      for (const [table, doc] of trade) put(table, doc)
    }
    db.prepare('UPDATE company SET head = ?, tag = ? WHERE company_id = ?').run(rev, `tag-${rev}`, companyId)
    db.exec('CREATE INDEX entity_by_rev ON entity (company_id, scope, rev)')
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

/** One order with its lines, invoice, the invoice's revision, a payment and its application. */
function tradeOf(
  names: { newId(): string; nextNumber(): string },
  customerId: string,
  now: number,
  lineCount: number,
): [string, { id: string }][] {
  const orderId = names.newId()
  const invoiceId = deriveId(orderId, 0)
  const paymentId = names.newId()
  const number = names.nextNumber()
  const on = new Date(now).toISOString().slice(0, 10)
  const cents = 228_00 * lineCount
  const sold = {
    description: 'Rose Freedom Red 60cm',
    soldAs: 'box-stem',
    boxType: 'HB',
    boxes: 2,
    bunchesPerBox: 12,
    stemsPerBunch: 25,
    quantity: 600,
    priceE4: 3800,
  }
  const lines = Array.from({ length: lineCount }, (_, at) => {
    const more = { id: names.newId(), orderId, position: at + 1, productId: null, ...sold }
    return { ...more, taxable: false, totalCents: 228_00 }
  })
  const by = { recordedBy: 'relay', recordedAt: now }
  const party = { name: 'Petal & Stem Atelier', lines: ['12 Canal St', 'Brooklyn, NY 11201'] }
  const totals = { linesCents: cents, taxCents: 0, totalCents: cents }
  return [
    [
      'orders',
      {
        id: orderId,
        number,
        status: 'confirmed',
        customerId,
        orderedOn: on,
        shipOn: on,
        carrier: 'Own truck',
        shipToId: null,
        poNumber: `PO-${number}`,
        reference: '',
        salespersonId: null,
        buyerContactId: null,
        warehouseNote: '',
        invoiceNote: '',
        currency: 'USD',
        taxBps: 0,
        charges: [],
        boxes: 2 * lineCount,
        ...totals,
        chargesCents: 0,
        invoiceId,
        createdBy: 'relay',
        createdAt: now,
      } as { id: string },
    ],
    ...lines.map((line): [string, { id: string }] => ['order_lines', line]),
    [
      'invoices',
      {
        id: invoiceId,
        orderId,
        customerId,
        number,
        revision: 1,
        status: 'open',
        issuedOn: on,
        dueOn: on,
        termsCode: 'NET30',
        currency: 'USD',
        poNumber: `PO-${number}`,
        salespersonId: null,
        totalCents: cents,
        openCents: 0,
        voidedOn: null,
        lastLinkId: null,
        lastMailId: null,
      } as { id: string },
    ],
    [
      'invoice_revisions',
      {
        id: deriveId(orderId, 1),
        invoiceId,
        revision: 1,
        totalCents: cents,
        content: {
          language: 'en',
          currency: 'USD',
          company: { ...party, phone: '+1 305 555 0100', email: 'billing@aalsmeer.example' },
          number,
          revision: 1,
          issuedOn: on,
          dueOn: on,
          terms: 'Net 30',
          billTo: party,
          shipTo: party,
          shipOn: on,
          carrier: 'Own truck',
          poNumber: `PO-${number}`,
          reference: '',
          salesperson: '',
          lines: lines.map(() => ({ ...sold, totalCents: 228_00 })),
          charges: [],
          ...totals,
          note: '',
          footer: '',
        },
        issuedAt: now,
        issuedBy: 'relay',
      } as { id: string },
    ],
    [
      'payments',
      {
        id: paymentId,
        number,
        customerId,
        kind: 'payment',
        status: 'posted',
        receivedOn: on,
        method: 'Check',
        reference: number,
        currency: 'USD',
        totalCents: cents,
        unappliedCents: 0,
        source: 'desk',
        linkId: null,
        attemptId: null,
        feeCents: 0,
        note: '',
        ...by,
      } as { id: string },
    ],
    [
      'applications',
      {
        id: names.newId(),
        paymentId,
        invoiceId,
        customerId,
        amountCents: cents,
        appliedOn: on,
        ...by,
      } as { id: string },
    ],
  ]
}

/**
 * Changes about `rows` rows of a filled company, orders and their lines, two hundred revisions for each thousand: as a
 * day of work of other desktops would.
 */
export function changeRows(file: string, companyId: string, rows: number, round: number): void {
  const db = new Sqlite(file)
  db.pragma('synchronous = OFF')
  const log = db.prepare(
    "INSERT INTO command_log VALUES (?, ?, ?, ?, '', 0, 'order.change', 1, '{}', 'relay', '', 0, 'accepted', '', 0)",
  )
  const change = db.prepare(
    'UPDATE entity SET rev = ?, doc = json_set(doc, ?, ?) WHERE company_id = ? AND tbl = ? AND id = ?',
  )
  // Lines of neighbouring orders overlap: a few more orders make up for it.
  const orderCount = Math.ceil((1.2 * rows) / (LINES + 1))
  const orders = db
    .prepare(
      "SELECT id FROM entity WHERE company_id = ? AND tbl = 'orders' AND json_extract(doc, '$.status') = 'confirmed' LIMIT ? OFFSET ?",
    )
    .pluck()
    .all(companyId, orderCount, round * orderCount) as string[]
  const linesOf = db
    .prepare(
      "SELECT id FROM entity WHERE company_id = ? AND tbl = 'order_lines' AND id > ? ORDER BY id LIMIT ?",
    )
    .pluck()
  db.transaction(() => {
    let rev = (db.prepare('SELECT head FROM company WHERE company_id = ?').get(companyId) as { head: number })
      .head
    for (const id of orders) {
      log.run(companyId, ++rev, `tag-${rev}`, `change-${rev}`)
      change.run(rev, '$.reference', `AWB ${rev}`, companyId, 'orders', id)
      for (const lineId of linesOf.all(companyId, id, LINES) as string[]) {
        change.run(rev, '$.description', `Rose ${rev}`, companyId, 'order_lines', lineId)
      }
    }
    db.prepare('UPDATE company SET head = ?, tag = ? WHERE company_id = ?').run(rev, `tag-${rev}`, companyId)
  })()
  db.close()
}
