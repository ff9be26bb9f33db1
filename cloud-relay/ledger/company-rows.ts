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

/** One company's business rows as the database has them in this transaction, read once each. */
export class CompanyRows implements Source {
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
    const loads: Promise<void>[] = []
    for (const read of reads) {
      if (read.kind === 'row' && !this.#rows.has(rowKey(read.table, read.id))) {
        loads.push(this.#loadRow(read.table, read.id))
      } else if (read.kind === 'rows' && !this.#lists.has(listKey(read.table, read.ref, read.value))) {
        loads.push(this.#loadList(read.table, read.ref, read.value))
      } else if (read.kind === 'claim' && !this.#claims.has(read.claim)) {
        loads.push(this.#loadClaim(read.claim))
      }
    }
    await Promise.all(loads)
  }

  answer(read: Read): Answer {
    if (read.kind === 'row') return this.row(read.table, read.id)
    if (read.kind === 'claim') return this.holder(read.claim)?.id ?? null
    return this.list(read.table, read.ref, read.value).map(id => this.row(read.table, id) as AnyRow)
  }

  /** True when the row was read, whether it exists or not. */
  knows(table: TableName, id: string): boolean {
    return this.#rows.has(rowKey(table, id))
  }

  row(table: TableName, id: string): AnyRow | null {
    const row = this.#rows.get(rowKey(table, id))
    assert(row !== undefined, `${table} ${id} was not loaded`)
    return row
  }

  /** Ids of the rows whose indexed column holds `value`, in order of id. */
  list(table: TableName, ref: string, value: string): string[] {
    const ids = this.#lists.get(listKey(table, ref, value))
    assert(ids, `${table} by ${ref} ${value} was not loaded`)
    return [...ids].sort()
  }

  /** undefined when the claim was not read. */
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

  async #loadRow(table: TableName, id: string): Promise<void> {
    const found = await this.#sql.one<{ deleted: number; doc: string }>(
      'SELECT deleted, doc FROM entity WHERE company_id = $1 AND tbl = $2 AND id = $3',
      [this.#companyId, table, id],
    )
    this.#rows.set(rowKey(table, id), found && !found.deleted ? (JSON.parse(found.doc) as AnyRow) : null)
  }

  async #loadList(table: TableName, ref: string, value: string): Promise<void> {
    const found = await this.#sql.all<{ id: string; doc: string }>(
      `SELECT e.id, e.doc FROM entity_ref r
       JOIN entity e ON e.company_id = r.company_id AND e.tbl = r.tbl AND e.id = r.id
       WHERE r.company_id = $1 AND r.tbl = $2 AND r.ref = $3 AND r.value = $4`,
      [this.#companyId, table, ref, value],
    )
    const ids = new Set<string>()
    for (const { id, doc } of found) {
      ids.add(id)
      if (!this.knows(table, id)) this.#rows.set(rowKey(table, id), JSON.parse(doc) as AnyRow)
    }
    this.#lists.set(listKey(table, ref, value), ids)
  }

  async #loadClaim(claim: string): Promise<void> {
    const found = await this.#sql.one<{ tbl: TableName; id: string }>(
      'SELECT tbl, id FROM uniq WHERE company_id = $1 AND claim = $2',
      [this.#companyId, claim],
    )
    this.#claims.set(claim, found && { table: found.tbl, id: found.id })
  }
}

/** The value under which a row is found by one of its indexed columns; null when it is not. */
export function refValue(row: AnyRow | null, ref: string): string | null {
  const value = row === null ? null : row[ref as keyof AnyRow]
  return value === null || value === undefined ? null : String(value)
}

function rowKey(table: TableName, id: string): string {
  return `${table} ${id}`
}

function listKey(table: TableName, ref: string, value: string): string {
  return `${table} ${ref} ${value}`
}
