import type { Database } from 'better-sqlite3'
import { COMPANY_ROW } from '../../shared/domain/company/company-of.ts'
import { type AnyRow, isTableName, type Rows, type TableName, tableOf } from '../../shared/domain/tables.ts'
import { type Verification, verifyBalances } from '../../shared/domain/verify-balances.ts'
import type { ChainHead } from '../audit/audit-chain.ts'
import { checkChain, type LoggedCommand, type StoredEntry } from '../audit/check-chain.ts'
import { refValue } from '../ledger/company-rows.ts'

/** What was proved of one company, and one line for each thing that is wrong. */
export interface CompanyProof {
  companyId: string
  name: string
  head: number
  tag: string
  epoch: number
  durableRev: number
  counts: Verification['counts']
  receivablesCents: number
  /** Where the audit trail stands; null in a database from before there was one. */
  chain: ChainHead | null
  findings: string[]
}

interface CompanyHead {
  head: number
  tag: string
  epoch: number
  durable_rev: number
}

/** Proves one company in a relay's database file: balances, history, what rows are found by, claims and numbers. */
export function verifyCompany(db: Database, companyId: string): CompanyProof {
  const company = db
    .prepare('SELECT head, tag, epoch, durable_rev FROM company WHERE company_id = ?')
    .get(companyId) as CompanyHead
  const chain = chainOf(db, companyId)
  const settings = rowOf(db, companyId, 'companies', COMPANY_ROW)
  const { findings, counts, receivablesCents } = verifyBalances({
    boxTypes: settings?.boxTypes ?? [],
    orderLines: rowsOf(db, companyId, 'order_lines'),
    orders: rowsOf(db, companyId, 'orders'),
    applications: rowsOf(db, companyId, 'applications'),
    invoices: rowsOf(db, companyId, 'invoices'),
    revisions: rowsOf(db, companyId, 'invoice_revisions'),
    payments: rowsOf(db, companyId, 'payments'),
    balances: rowsOf(db, companyId, 'customer_balances'),
  })
  return {
    companyId,
    name: settings?.name ?? '',
    head: company.head,
    tag: company.tag,
    epoch: company.epoch,
    durableRev: company.durable_rev,
    counts,
    receivablesCents,
    chain,
    findings: [
      ...(settings === null ? ['the company has no settings'] : []),
      ...findings.map(
        ({ table, name, figure, cachedCents, provenCents }) =>
          `${table} ${name}: ${figure} is ${cachedCents}, the entries prove ${provenCents}`,
      ),
      ...historyFindings(db, companyId, company),
      ...indexFindings(db, companyId),
      ...numberFindings(db, companyId),
      ...(chain === null ? [] : trailFindings(db, companyId, company.head, chain)),
    ],
  }
}

function chainOf(db: Database, companyId: string): ChainHead | null {
  const hasTrail = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'audit'").get()
  if (!hasTrail) return null
  return db
    .prepare(
      'SELECT audit_since AS since, audit_count AS count, audit_hash AS hash FROM company WHERE company_id = ?',
    )
    .get(companyId) as ChainHead
}

function trailFindings(db: Database, companyId: string, head: number, chain: ChainHead): string[] {
  const entries = db.prepare('SELECT nth, subject, entry, hash FROM audit WHERE company_id = ? ORDER BY nth')
  const logged = db.prepare(
    `SELECT cmd_id, name, user_id, device_id, at, outcome, decided_at FROM command_log
     WHERE company_id = ? AND rev = ?`,
  )
  const finding = checkChain(
    { companyId, head, chain },
    entries.iterate(companyId) as Iterable<StoredEntry>,
    rev => logged.get(companyId, rev) as LoggedCommand | undefined,
  )
  return finding === null ? [] : [finding]
}

function historyFindings(db: Database, companyId: string, { head, tag, durable_rev }: CompanyHead): string[] {
  const log = db
    .prepare(
      'SELECT COUNT(*) AS count, MIN(rev) AS first, MAX(rev) AS last FROM command_log WHERE company_id = ?',
    )
    .get(companyId) as { count: number; first: number | null; last: number | null }
  const newest = db
    .prepare('SELECT tag FROM command_log WHERE company_id = ? AND rev = ?')
    .pluck()
    .get(companyId, head) as string | undefined
  const beyond = db
    .prepare('SELECT COUNT(*) FROM entity WHERE company_id = ? AND (rev > ? OR rev < 1)')
    .pluck()
    .get(companyId, head) as number
  // A command that was known already may come again under a later number, so the sequence may be ahead of the log.
  const behind = db
    .prepare(
      `SELECT COUNT(*) FROM (SELECT l.incarnation_id, MAX(l.seq) AS seq FROM command_log l
         WHERE l.company_id = ? AND l.incarnation_id <> '' GROUP BY l.incarnation_id) taken
       LEFT JOIN incarnation i ON i.company_id = ? AND i.incarnation_id = taken.incarnation_id
       WHERE i.last_seq IS NULL OR i.last_seq < taken.seq`,
    )
    .pluck()
    .get(companyId, companyId) as number
  const isDense = log.count === head && (head === 0 || (log.first === 1 && log.last === head))
  return [
    ...(isDense ? [] : [`the log holds ${log.count} commands up to ${log.last}, the head is ${head}`]),
    ...((newest ?? '') === tag ? [] : ['the newest command has another tag than the company']),
    ...(beyond === 0 ? [] : [`${beyond} rows are of revisions that do not exist`]),
    ...(durable_rev <= head ? [] : [`${durable_rev} is called durable, the head is ${head}`]),
    ...(behind === 0 ? [] : [`${behind} desktops sent more than their sequence says`]),
  ]
}

function indexFindings(db: Database, companyId: string): string[] {
  const findings: string[] = []
  const ref = db
    .prepare('SELECT 1 FROM entity_ref WHERE company_id = ? AND tbl = ? AND ref = ? AND value = ? AND id = ?')
    .pluck()
  const claim = db.prepare('SELECT tbl, id FROM uniq WHERE company_id = ? AND claim = ?')
  let refs = 0
  let claims = 0
  const all = db.prepare('SELECT tbl, id, doc FROM entity WHERE company_id = ? AND deleted = 0')
  for (const { tbl, id, doc } of all.iterate(companyId) as Iterable<{
    tbl: string
    id: string
    doc: string
  }>) {
    if (!isTableName(tbl)) {
      findings.push(`${tbl} ${id} is of a table this version does not know`)
      continue
    }
    const row = JSON.parse(doc) as AnyRow
    if (row.id !== id) findings.push(`${tbl} ${id} calls itself ${row.id}`)
    const definition = tableOf(tbl)
    for (const name of definition.refs) {
      const value = refValue(row, name)
      if (value === null) continue
      refs++
      if (!ref.get(companyId, tbl, name, value, id)) findings.push(`${tbl} ${id} is not found by its ${name}`)
    }
    for (const name of definition.claims(row)) {
      claims++
      const holder = claim.get(companyId, name) as { tbl: string; id: string } | undefined
      if (holder?.tbl !== tbl || holder.id !== id) findings.push(`${tbl} ${id} does not hold ${name}`)
    }
  }
  const count = (table: 'entity_ref' | 'uniq') =>
    db.prepare(`SELECT COUNT(*) FROM ${table} WHERE company_id = ?`).pluck().get(companyId) as number
  const [allRefs, allClaims] = [count('entity_ref'), count('uniq')]
  if (allRefs > refs) findings.push(`${allRefs - refs} entries lead to rows that are not there`)
  if (allClaims > claims) findings.push(`${allClaims - claims} names are held by rows that are not there`)
  return findings
}

function numberFindings(db: Database, companyId: string): string[] {
  const leased = db
    .prepare(
      `SELECT s.series, s.next_number, (SELECT MAX(l.last_number) FROM number_lease l
         WHERE l.company_id = s.company_id AND l.series = s.series) AS last
       FROM number_series s WHERE s.company_id = ?`,
    )
    .all(companyId) as { series: string; next_number: number; last: number | null }[]
  return leased
    .filter(({ next_number, last }) => last !== null && next_number <= last)
    .map(({ series, next_number, last }) => `${series} goes on at ${next_number}, but ${last} is leased`)
}

function* rowsOf<T extends TableName>(db: Database, companyId: string, table: T): Generator<Rows[T]> {
  const docs = db.prepare('SELECT doc FROM entity WHERE company_id = ? AND tbl = ? AND deleted = 0').pluck()
  for (const doc of docs.iterate(companyId, table)) yield JSON.parse(doc as string) as Rows[T]
}

function rowOf<T extends TableName>(db: Database, companyId: string, table: T, id: string): Rows[T] | null {
  const text = 'SELECT doc FROM entity WHERE company_id = ? AND tbl = ? AND id = ? AND deleted = 0'
  const doc = db.prepare(text).pluck().get(companyId, table, id) as string | undefined
  return doc === undefined ? null : (JSON.parse(doc) as Rows[T])
}
