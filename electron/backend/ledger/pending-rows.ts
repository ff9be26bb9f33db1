import type { Write } from '../../../shared/domain/command.ts'
import { type AnyRow, type TableName, tableOf } from '../../../shared/domain/tables.ts'
import type { Answer, Read } from '../../../shared/domain/view.ts'
import { documentRow, toValues } from '../store/row-codec.ts'
import type { RowReader } from '../store/row-store.ts'

/** A row that queued commands touch, or touched before. */
export interface PendingRow {
  table: TableName
  id: string
  /** As the relay has it: where the row stands before any queued command; null where there is none. */
  base: { rev: number; doc: string } | null
  /** True when the relay's row came with this pull, so that what is stored stands on another one. */
  isNewer: boolean
  /** As the commands decided so far leave it. */
  row: AnyRow | null
  /** True once one of them has written it. */
  isTouched: boolean
}

/**
 * The rows under queued commands while they are decided again, over the stored ones: stored rows that commands touched
 * before are out of sight, and nothing is stored before the last command is decided. Most rows end as they were.
 */
export class PendingRows {
  readonly #stored: RowReader
  readonly #pending = new Map<string, PendingRow>()
  readonly #ids = new Set<string>()
  readonly #claims = new Map<string, string>()
  readonly #seen = new Map<string, Answer>()

  constructor(stored: RowReader) {
    this.#stored = stored
  }

  /** Every row that was begun, in the order of that. */
  all(): Iterable<PendingRow> {
    return this.#pending.values()
  }

  has(table: TableName, id: string): boolean {
    return this.#pending.has(keyOf(table, id))
  }

  /** Lets a row stand as the relay has it; `isNewer` when that came with this pull. */
  begin(table: TableName, id: string, base: PendingRow['base'], isNewer: boolean): void {
    const doc = base && (JSON.parse(base.doc) as Record<string, unknown>)
    const row = doc && documentRow(table, id, doc)
    const before = this.#pending.get(keyOf(table, id))
    if (before) this.#release(before)
    this.#pending.set(keyOf(table, id), { table, id, base, isNewer, row, isTouched: false })
    this.#ids.add(id)
    if (row) this.#claim(row.id, tableOf(table).claims(row as never))
  }

  /** What a decision asks. */
  answer(read: Read): Answer {
    if (read.kind === 'row') {
      const pending = this.#pending.get(keyOf(read.table, read.id))
      return pending ? pending.row : this.#storedRow(read)
    }
    if (read.kind === 'claim') {
      const claimed = this.#claims.get(read.claim)
      if (claimed !== undefined) return claimed
      const holder = this.#stored.answer(read) as string | null
      // A stored claim of a row that is pending counts only while its pending row makes it, too.
      return holder !== null && this.#ids.has(holder) ? null : holder
    }
    const found = (this.#stored.answer(read) as AnyRow[]).filter(row => !this.has(read.table, row.id))
    for (const { table, row } of this.#pending.values()) {
      if (row && table === read.table && String(row[read.ref as keyof AnyRow]) === read.value) found.push(row)
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** Takes what a command decided, all of it or, where a write can't be stored, nothing: then it throws. */
  take(writes: readonly Write[]): void {
    const checked = writes.map(write => {
      const row = 'row' in write ? write.row : null
      if (row && toValues(write.table, row).includes(undefined as never)) {
        throw new Error(`${write.table} is written without one of its columns`)
      }
      return { write, row, claims: row ? tableOf(write.table).claims(row as never) : [] }
    })
    for (const { write, row, claims } of checked) {
      const id = 'row' in write ? write.row.id : write.deletedId
      if (!this.has(write.table, id)) this.begin(write.table, id, this.#stored.image(write.table, id), false)
      const pending = this.#pending.get(keyOf(write.table, id))!
      this.#release(pending)
      pending.row = row
      pending.isTouched = true
      this.#claim(id, claims)
    }
  }

  #claim(id: string, claims: readonly string[]): void {
    for (const name of claims) this.#claims.set(name, id)
  }

  #release({ table, id, row }: PendingRow): void {
    if (!row) return
    for (const name of tableOf(table).claims(row as never)) {
      if (this.#claims.get(name) === id) this.#claims.delete(name)
    }
  }

  // Most commands look at the same user, company and customers.
  #storedRow(read: Extract<Read, { kind: 'row' }>): Answer {
    const key = keyOf(read.table, read.id)
    let answer = this.#seen.get(key)
    if (answer === undefined) {
      answer = this.#stored.answer(read)
      this.#seen.set(key, answer)
    }
    return answer
  }
}

function keyOf(table: string, id: string): string {
  return `${table} ${id}`
}
