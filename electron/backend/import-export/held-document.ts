import type { QueryContext } from '../store/queries/query-context.ts'

/** A document that is here, as a row of a file is compared with it. Amounts and days are those it has or had: any of them is its. */
export interface HeldDocument {
  customerId: string
  /** What is open now first, then what was open before. Empty: it never had anything open. */
  openCents: readonly number[]
  /** Empty: not known here, so nothing differs from it. */
  totalCents: readonly number[]
  days: readonly string[]
  dueDays: readonly string[]
}

type Table = 'invoices' | 'credits' | 'payments'

/** What a file may say of a document that is here and still mean the same: what an import brought, what it is now, and what it was between. */
export function heldDocument(q: QueryContext, table: Table, id: string): HeldDocument | null {
  if (table === 'invoices') return invoice(q, id)
  return table === 'credits' ? credit(q, id) : entry(q, id)
}

interface InvoiceFound {
  customerId: string
  kind: string
  issuedOn: string
  dueOn: string
  totalCents: number
  openCents: number
  firstLinesCents: number | null
  firstIssuedOn: string | null
  firstDueOn: string | null
}

function invoice(q: QueryContext, id: string): HeldDocument | null {
  const found = q
    .sql(
      `SELECT i.customerId, i.kind, i.issuedOn, i.dueOn, i.totalCents, i.openCents,
         json_extract(r.content, '$.linesCents') AS firstLinesCents,
         json_extract(r.content, '$.issuedOn') AS firstIssuedOn, json_extract(r.content, '$.dueOn') AS firstDueOn
       FROM invoices i LEFT JOIN invoice_revisions r ON r.invoiceId = i.id AND r.revision = 1 WHERE i.id = ?`,
    )
    .get(id) as InvoiceFound | undefined
  if (!found) return null
  const steps = q
    .sql(
      `SELECT issuedAt AS at, totalCents AS total, 0 AS moved FROM invoice_revisions WHERE invoiceId = ?
       UNION ALL SELECT recordedAt, NULL, amountCents + discountCents FROM applications WHERE invoiceId = ?
       ORDER BY at, total DESC`,
    )
    .all(id, id) as Step[]
  // What was issued before Florin was here says its first total on the paper only.
  const first = found.kind === 'opening' ? found.firstLinesCents : null
  const totals = steps.flatMap(step => step.total ?? [])
  return {
    customerId: found.customerId,
    openCents: [...new Set([found.openCents, ...running(steps)])],
    totalCents: [...new Set(first === null ? [found.totalCents, ...totals] : [first, found.totalCents])],
    days: [found.issuedOn, ...(found.firstIssuedOn === null ? [] : [found.firstIssuedOn])],
    dueDays: [found.dueOn, ...(found.firstDueOn === null ? [] : [found.firstDueOn])],
  }
}

function entry(q: QueryContext, id: string): HeldDocument | null {
  const found = q
    .sql('SELECT customerId, receivedOn, totalCents, unappliedCents FROM payments WHERE id = ?')
    .get(id) as
    | { customerId: string; receivedOn: string; totalCents: number; unappliedCents: number }
    | undefined
  if (!found) return null
  const steps = q
    .sql(
      `SELECT recordedAt AS at, NULL AS total, amountCents AS moved FROM applications WHERE paymentId = ?
       UNION ALL SELECT recordedAt, NULL, -totalCents FROM payments WHERE reversesId = ?
       ORDER BY at`,
    )
    .all(id, id) as Step[]
  const whole = { at: 0, total: found.totalCents, moved: 0 }
  return {
    customerId: found.customerId,
    openCents: [...new Set([found.unappliedCents, ...running([whole, ...steps])])],
    totalCents: [],
    days: [found.receivedOn],
    dueDays: [],
  }
}

function credit(q: QueryContext, id: string): HeldDocument | null {
  const paper = q
    .sql(
      `SELECT customerId, creditedOn, totalCents, paymentId, json_extract(steps, '$[0].status') AS firstStatus
       FROM credits WHERE id = ?`,
    )
    .get(id) as
    | {
        customerId: string
        creditedOn: string
        totalCents: number
        paymentId: string | null
        firstStatus: string | null
      }
    | undefined
  if (!paper) return null
  const money = paper.paymentId === null ? null : entry(q, paper.paymentId)
  // An import approves at once, and keeps of a credit's total only what was left of it.
  const isImported = paper.firstStatus === 'approved'
  return {
    customerId: paper.customerId,
    openCents: money?.openCents ?? [],
    totalCents: isImported ? [] : [paper.totalCents],
    days: [paper.creditedOn],
    dueDays: [],
  }
}

interface Step {
  at: number
  /** What it comes to from here on; null where something moved. */
  total: number | null
  moved: number
}

// What was open after each step, in the order they were entered.
function running(steps: readonly Step[]): number[] {
  let total = 0
  let moved = 0
  return steps.map(step => {
    total = step.total ?? total
    moved += step.moved
    return total - moved
  })
}
