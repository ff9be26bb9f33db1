import type { Write } from '../../shared/domain/command.ts'
import { type AnyRow, TABLE_NAMES, type TableName, tableOf } from '../../shared/domain/tables.ts'
import {
  type Answer,
  claim as claimRead,
  type GatheredView,
  type Read,
  row as rowRead,
} from '../../shared/domain/view.ts'
import { assert } from '../../shared/lib/assert.ts'
import { type Holder, type KnownRows, refValue, type Source } from './company-rows.ts'

/** A row as a batch of commands leaves it; null when it is gone. */
export interface Drafted {
  row: AnyRow | null
  /** The last revision that touched it. */
  rev: number
}

/**
 * What commands of one batch have written, over the rows of the database. Nothing is sent before the batch is decided,
 * so a command that crashes leaves nothing behind.
 */
export class CompanyDraft implements Source {
  readonly #rows: KnownRows
  readonly #drafted = new Map<TableName, Map<string, Drafted>>()
  readonly #claims = new Map<string, Holder | null>()

  constructor(rows: KnownRows) {
    this.#rows = rows
  }

  load(reads: readonly Read[]): Promise<void> {
    return this.#rows.load(reads)
  }

  answer(read: Read): Answer {
    if (read.kind === 'row') return this.#row(read.table, read.id)
    if (read.kind === 'claim') return this.#holder(read.claim)?.id ?? null
    const drafted = this.#drafted.get(read.table)
    const found = new Map<string, AnyRow>()
    for (const id of this.#rows.list(read.table, read.ref, read.value)) {
      if (!drafted?.has(id)) found.set(id, this.#rows.row(read.table, id) as AnyRow)
    }
    for (const [id, { row }] of drafted ?? []) {
      if (row && refValue(row, read.ref) === read.value) found.set(id, row)
    }
    return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** Claims of these writes that nobody has read yet. */
  unreadClaims(writes: readonly Write[]): Read[] {
    const unread: Read[] = []
    for (const write of writes) {
      if (!('row' in write)) continue
      for (const claim of tableOf(write.table).claims(write.row)) {
        if (!this.#claims.has(claim) && this.#rows.holder(claim) === undefined) unread.push(claimRead(claim))
      }
    }
    return unread
  }

  /**
   * Takes a command's writes. Throws, with nothing taken, when they would overwrite a row that the decision did not look
   * at, or take a claim another row holds: both are bugs of the decision.
   */
  take(writes: readonly Write[], view: GatheredView, rev: number): void {
    const claimed = new Map<string, Holder | null>()
    const claims = (claim: string) => (claimed.has(claim) ? claimed.get(claim)! : this.#holder(claim))
    for (const write of writes) {
      const { table } = write
      const id = 'row' in write ? write.row.id : write.deletedId
      const before = this.#known(table, id)
      assert(before === null || looksAt(view, table, before), `${table} ${id} is written but was not read`)
      for (const claim of before ? tableOf(table).claims(before) : []) claimed.set(claim, null)
    }
    for (const write of writes) {
      if (!('row' in write)) continue
      const holder = { table: write.table, id: write.row.id }
      for (const claim of tableOf(write.table).claims(write.row)) {
        const other = claims(claim)
        assert(!other || (other.table === holder.table && other.id === holder.id), `${claim} is taken`)
        claimed.set(claim, holder)
      }
    }
    for (const [claim, holder] of claimed) this.#claims.set(claim, holder)
    for (const write of writes) this.#put(write, rev)
  }

  /** Rows that were written without anyone having read what was there before. */
  unreadRows(): Read[] {
    const unread: Read[] = []
    for (const [table, id] of this.entries()) {
      if (!this.#rows.knows(table, id)) unread.push(rowRead(table, id))
    }
    return unread
  }

  /** Every drafted row. */
  *entries(): Iterable<[TableName, string, Drafted]> {
    for (const table of TABLE_NAMES) {
      for (const [id, drafted] of this.#drafted.get(table) ?? []) yield [table, id, drafted]
    }
  }

  #put(write: Write, rev: number): void {
    const id = 'row' in write ? write.row.id : write.deletedId
    let table = this.#drafted.get(write.table)
    if (!table) {
      table = new Map()
      this.#drafted.set(write.table, table)
    }
    table.set(id, { row: 'row' in write ? write.row : null, rev })
  }

  #row(table: TableName, id: string): AnyRow | null {
    const drafted = this.#drafted.get(table)?.get(id)
    return drafted ? drafted.row : this.#rows.row(table, id)
  }

  // Rows nobody has read count as absent for now: `unreadRows` tells the batch to make sure before anything is sent.
  #known(table: TableName, id: string): AnyRow | null {
    const drafted = this.#drafted.get(table)?.get(id)
    if (drafted) return drafted.row
    return this.#rows.knows(table, id) ? this.#rows.row(table, id) : null
  }

  #holder(claim: string): Holder | null {
    const drafted = this.#claims.get(claim)
    if (drafted !== undefined) return drafted
    const holder = this.#rows.holder(claim)
    assert(holder !== undefined, `claim ${claim} was not loaded`)
    if (!holder) return null
    const row = this.#drafted.get(holder.table)?.get(holder.id)
    const released = row && !(row.row && tableOf(holder.table).claims(row.row).includes(claim))
    return released ? null : holder
  }
}

function looksAt(view: GatheredView, table: TableName, row: AnyRow): boolean {
  if (view.has(rowRead(table, row.id))) return true
  return tableOf(table).refs.some(ref => {
    const value = refValue(row, ref)
    return value !== null && view.has({ kind: 'rows', table, ref, value })
  })
}
