import { withAbsent } from '../../shared/domain/table.ts'
import { type AnyRow, type TableName, tableOf } from '../../shared/domain/tables.ts'
import type { Answer, Read } from '../../shared/domain/view.ts'
import { assert } from '../../shared/lib/assert.ts'
import type { Sql } from '../ports.ts'

/** Which row holds a claim. */
export interface Holder {
  table: TableName
  id: string
}

/** Where a decision's questions are answered. */
export interface Source {
  /** Reads what is not known yet. */
  load(reads: readonly Read[]): Promise<void>
  /** The answer to a read that was loaded. */
  answer(read: Read): Answer
}

/** Rows under a draft: what the database has. */
export interface KnownRows {
  load(reads: readonly Read[]): Promise<void>
  /** True when the row was read, whether it exists or not. */
  knows(table: TableName, id: string): boolean
  row(table: TableName, id: string): AnyRow | null
  /** Ids of the rows whose indexed column holds `value`, in order of id. */
  list(table: TableName, ref: string, value: string): string[]
  /** undefined when the claim was not read. */
  holder(claim: string): Holder | null | undefined
}

/** One company's business rows as the database has them in this transaction, read once each. */
export class CompanyRows implements Source, KnownRows {
  readonly #sql: Sql
  readonly #companyId: string
  readonly #rows = new Map<string, AnyRow | null>()
  readonly #lists = new Map<string, Set<string>>()
  readonly #claims = new Map<string, Holder | null>()

  constructor(sql: Sql, companyId: string) {
    this.#sql = sql
    this.#companyId = companyId
  }

  async load(reads: readonly Read[]): Promise<void> {
    const rows = new Map<string, [TableName, string]>()
    const lists = new Map<string, [TableName, string, string]>()
    const claims = new Set<string>()
    for (const read of reads) {
      if (this.has(read)) continue
      if (read.kind === 'row') rows.set(rowKey(read.table, read.id), [read.table, read.id])
      else if (read.kind === 'claim') claims.add(read.claim)
      else lists.set(listKey(read.table, read.ref, read.value), [read.table, read.ref, read.value])
    }
    await Promise.all([
      rows.size > 0 && this.#loadRows([...rows.values()]),
      lists.size > 0 && this.#loadLists([...lists.values()]),
      claims.size > 0 && this.#loadClaims([...claims]),
    ])
  }

  has(read: Read): boolean {
    if (read.kind === 'row') return this.#rows.has(rowKey(read.table, read.id))
    if (read.kind === 'claim') return this.#claims.has(read.claim)
    return this.#lists.has(listKey(read.table, read.ref, read.value))
  }

  answer(read: Read): Answer {
    if (read.kind === 'row') return this.row(read.table, read.id)
    if (read.kind === 'claim') return this.holder(read.claim)?.id ?? null
    return this.list(read.table, read.ref, read.value).map(id => this.row(read.table, id) as AnyRow)
  }

  knows(table: TableName, id: string): boolean {
    return this.#rows.has(rowKey(table, id))
  }

  row(table: TableName, id: string): AnyRow | null {
    const row = this.#rows.get(rowKey(table, id))
    assert(row !== undefined, `${table} ${id} was not loaded`)
    return row
  }

  list(table: TableName, ref: string, value: string): string[] {
    const ids = this.#lists.get(listKey(table, ref, value))
    assert(ids, `${table} by ${ref} ${value} was not loaded`)
    return [...ids].sort()
  }

  holder(claim: string): Holder | null | undefined {
    return this.#claims.get(claim)
  }

  /** Takes over what was written to the database, so that later reads in this transaction see it. */
  written(table: TableName, id: string, row: AnyRow | null): void {
    const before = this.row(table, id)
    const definition = tableOf(table)
    for (const ref of definition.refs) {
      const was = refValue(before, ref)
      const is = refValue(row, ref)
      if (was !== null) this.#lists.get(listKey(table, ref, was))?.delete(id)
      if (is !== null) this.#lists.get(listKey(table, ref, is))?.add(id)
    }
    for (const claim of before ? definition.claims(before) : []) this.#claims.set(claim, null)
    for (const claim of row ? definition.claims(row) : []) this.#claims.set(claim, { table, id })
    this.#rows.set(rowKey(table, id), row)
  }

  async #loadRows(wanted: readonly [TableName, string][]): Promise<void> {
    const found = await this.#sql.lookup<{ tbl: TableName; id: string; deleted: number; doc: string }>(
      'SELECT tbl, id, deleted, doc FROM entity WHERE company_id = $1',
      [this.#companyId],
      ['tbl', 'id'],
      wanted,
    )
    for (const [table, id] of wanted) this.#rows.set(rowKey(table, id), null)
    for (const { tbl, id, deleted, doc } of found) {
      if (!deleted) this.#rows.set(rowKey(tbl, id), rowOf(tbl, doc))
    }
  }

  async #loadLists(wanted: readonly [TableName, string, string][]): Promise<void> {
    const found = await this.#sql.lookup<{
      tbl: TableName
      ref: string
      value: string
      id: string
      doc: string
    }>(
      `SELECT r.tbl, r.ref, r.value, e.id, e.doc FROM entity_ref r
       JOIN entity e ON e.company_id = r.company_id AND e.tbl = r.tbl AND e.id = r.id
       WHERE r.company_id = $1`,
      [this.#companyId],
      ['r.tbl', 'r.ref', 'r.value'],
      wanted,
    )
    for (const [table, ref, value] of wanted) this.#lists.set(listKey(table, ref, value), new Set())
    for (const { tbl, ref, value, id, doc } of found) {
      this.#lists.get(listKey(tbl, ref, value))?.add(id)
      if (!this.knows(tbl, id)) this.#rows.set(rowKey(tbl, id), rowOf(tbl, doc))
    }
  }

  async #loadClaims(wanted: readonly string[]): Promise<void> {
    const found = await this.#sql.lookup<{ claim: string; tbl: TableName; id: string }>(
      'SELECT claim, tbl, id FROM uniq WHERE company_id = $1',
      [this.#companyId],
      ['claim'],
      wanted.map(claim => [claim]),
    )
    for (const claim of wanted) this.#claims.set(claim, null)
    for (const { claim, tbl, id } of found) this.#claims.set(claim, { table: tbl, id })
  }
}

/** The value under which a row is found by one of its indexed columns; null when it is not. */
export function refValue(row: AnyRow | null, ref: string): string | null {
  const value = row === null ? null : row[ref as keyof AnyRow]
  return value === null || value === undefined ? null : String(value)
}

// A row may have been written by a version that knew fewer columns.
function rowOf(table: TableName, doc: string): AnyRow {
  return withAbsent(tableOf(table), JSON.parse(doc) as AnyRow) as AnyRow
}

function rowKey(table: TableName, id: string): string {
  return `${table} ${id}`
}

function listKey(table: TableName, ref: string, value: string): string {
  return `${table} ${ref} ${value}`
}
