import { assert } from '../lib/assert.ts'
import type { RowBase } from './table.ts'
import type { Rows, TableName } from './tables.ts'
import { tableOf } from './tables.ts'

/** What a decision asks its store for: a row by id, rows by an indexed column, or who holds a unique claim. */
export type Read =
  | { kind: 'row'; table: TableName; id: string }
  | { kind: 'rows'; table: TableName; ref: string; value: string }
  | { kind: 'claim'; claim: string }

/** Asks for one row. */
export const row = (table: TableName, id: string): Read => ({ kind: 'row', table, id })

/** Asks for all rows whose indexed column holds `value`. */
export function rows<T extends TableName>(table: T, ref: keyof Rows[T] & string, value: string): Read {
  return { kind: 'rows', table, ref, value }
}

/** Asks which row holds a unique claim. */
export const claim = (name: string): Read => ({ kind: 'claim', claim: name })

/** A read's key: equal keys are the same question. */
function readKey(read: Read): string {
  if (read.kind === 'row') return `row ${read.table} ${read.id}`
  if (read.kind === 'rows') return `rows ${read.table} ${read.ref} ${read.value}`
  return `claim ${read.claim}`
}

/** The state a decision sees: only what was gathered for it. Asking for anything else is a bug and throws. */
export interface View {
  get<T extends TableName>(table: T, id: string): Rows[T] | null
  list<T extends TableName>(table: T, ref: keyof Rows[T] & string, value: string): Rows[T][]
  holder(claim: string): string | null
  /** The row as it was gathered, by its id or in a list; null when it is not there, or nobody looked. */
  seen<T extends TableName>(table: T, id: string): Rows[T] | null
}

/** What a store answers to one read: a row or null, a list of rows, or the holder's id or null. */
export type Answer = object | null | readonly object[] | string

/**
 * A view over gathered answers. Rounds of gathering add to it until a command asks for nothing new. Lists come by id, so
 * that no decision, and no derived id, hangs on the order in which a store finds rows.
 */
export class GatheredView implements View {
  readonly #answers = new Map<string, Answer>()
  readonly #listed = new Map<string, RowBase>()

  has(read: Read): boolean {
    return this.#answers.has(readKey(read))
  }

  add(read: Read, answer: Answer): void {
    if (read.kind === 'rows')
      assert(tableOf(read.table).refs.includes(read.ref as never), `no index ${readKey(read)}`)
    this.#answers.set(readKey(read), Array.isArray(answer) ? answer.toSorted(byId) : answer)
    if (read.kind !== 'rows') return
    for (const found of answer as RowBase[]) this.#listed.set(readKey(row(read.table, found.id)), found)
  }

  get<T extends TableName>(table: T, id: string): Rows[T] | null {
    return this.#answer(row(table, id)) as Rows[T] | null
  }

  list<T extends TableName>(table: T, ref: keyof Rows[T] & string, value: string): Rows[T][] {
    return this.#answer(rows(table, ref, value)) as Rows[T][]
  }

  holder(name: string): string | null {
    return this.#answer(claim(name)) as string | null
  }

  seen<T extends TableName>(table: T, id: string): Rows[T] | null {
    const key = readKey(row(table, id))
    return (this.#answers.get(key) ?? this.#listed.get(key) ?? null) as Rows[T] | null
  }

  #answer(read: Read): Answer {
    const answer = this.#answers.get(readKey(read))
    assert(answer !== undefined, `a decision asked for what it did not gather: ${readKey(read)}`)
    return answer
  }
}

function byId(a: RowBase, b: RowBase): number {
  return a.id < b.id ? -1 : 1
}
