import {
  type Accepted,
  type Actor,
  checkPermission,
  contextOf,
  isFact,
  put,
  type Write,
} from '../domain/command.ts'
import { commandNamed } from '../domain/commands.ts'
import { gather } from '../domain/gather.ts'
import { type Refusal, refuse } from '../domain/rejections.ts'
import type { ColumnType, RowBase } from '../domain/table.ts'
import { type Rows, TABLE_NAMES, type TableName, tableOf } from '../domain/tables.ts'
import { newTask } from '../domain/task/new-task.ts'
import type { Answer, Read } from '../domain/view.ts'
import { assert } from '../lib/assert.ts'

/** A command on its way to a ledger. */
export interface GivenCommand {
  id: string
  name: string
  payload: unknown
  actor: Actor
  at: number
}

/** What became of it. */
export type Ended = Accepted | { refusal: Refusal }

/**
 * A ledger over maps, with the contract of the stores: a known command is not decided again; else it is parsed, its
 * reads are gathered in rounds, the person is checked, and what it decides is written with its claims. Bugs throw.
 */
export class MemoryLedger {
  readonly #tables = new Map<TableName, Map<string, RowBase>>(TABLE_NAMES.map(name => [name, new Map()]))
  readonly #byRef = new Map<string, Set<string>>()
  readonly #holders = new Map<string, string>()
  readonly #outcomes = new Map<string, Ended>()
  readonly #listsBackwards: boolean

  /** `listsBackwards` answers lists in the other order, to show that no decision hangs on a store's order. */
  constructor({ listsBackwards = false } = {}) {
    this.#listsBackwards = listsBackwards
  }

  /** Runs a command as its author's desktop does: with the checks of a first entry. */
  enter(given: GivenCommand): Ended {
    return this.#once(given, true)
  }

  /**
   * Runs a command that was entered elsewhere before. A fact whose author lost the right meanwhile happened all the
   * same: it is accepted, with a task for review.
   */
  arrive(given: GivenCommand): Ended {
    return this.#once(given, false)
  }

  /** The row as it is; throws when there is none. */
  row<T extends TableName>(table: T, id: string): Rows[T] {
    const row = this.find(table, id)
    assert(row, `no row ${table} ${id}`)
    return row
  }

  /** The row as it is, or null. */
  find<T extends TableName>(table: T, id: string): Rows[T] | null {
    return (this.#table(table).get(id) ?? null) as Rows[T] | null
  }

  /** All rows of a table, in the order they were first written. */
  all<T extends TableName>(table: T): Rows[T][] {
    return [...this.#table(table).values()] as Rows[T][]
  }

  /** Puts a row there that no command here makes. */
  plant<T extends TableName>(table: T, row: Rows[T]): void {
    this.#write([put(table, row)])
  }

  #once(given: GivenCommand, first: boolean): Ended {
    const known = this.#outcomes.get(given.id)
    if (known) return known
    const ended = this.#run(given, first)
    if (ended.refusal === null) for (const write of ended.writes) assertComplete(write)
    if (ended.refusal === null) this.#write(ended.writes)
    this.#outcomes.set(given.id, ended)
    return ended
  }

  #run({ id, name, payload, actor, at }: GivenCommand, first: boolean): Ended {
    const command = commandNamed(name)
    if (!command) return { refusal: refuse('unknown-command', { name }) }
    const parsed = command.payload.safeParse(payload)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      return {
        refusal: refuse('invalid', { message: issue?.message ?? '' }, issue?.path.map(String).join('.')),
      }
    }
    const view = gather(command, parsed.data, actor, read => this.answer(read))
    const denied = checkPermission(command, parsed.data, view, actor)
    const toReview = denied !== null && isFact(command, parsed.data) && command.by === 'user' && !first
    if (denied && !toReview) return { refusal: denied }
    const context = contextOf(id, actor, at)
    const mistake = first ? (command.entry?.(parsed.data, view, context) ?? null) : null
    if (mistake) return { refusal: mistake }
    const decision = command.decide(parsed.data, view, context)
    if (!toReview || decision.refusal) return decision
    const review = newTask(context, REVIEW_TASK, 'fact-needs-review', `commands:${id}`, null, { name })
    return { ...decision, writes: [...decision.writes, review] }
  }

  #table(name: TableName): Map<string, RowBase> {
    const table = this.#tables.get(name)
    assert(table, `no table ${name}`)
    return table
  }

  protected answer(read: Read): Answer {
    if (read.kind === 'row') return this.find(read.table, read.id)
    if (read.kind === 'claim') return this.#holders.get(read.claim) ?? null
    const ids = this.#byRef.get(refKey(read.table, read.ref, read.value)) ?? new Set<string>()
    const rows = [...ids].map(id => this.row(read.table, id))
    return this.#listsBackwards ? rows.toReversed() : rows
  }

  #write(writes: readonly Write[]): void {
    const ids = new Set(writes.map(write => `${write.table} ${idOf(write)}`))
    assert(ids.size === writes.length, 'one command wrote a row twice')
    for (const write of writes) this.#unindex(write.table, idOf(write))
    for (const write of writes) {
      if ('deletedId' in write) this.#table(write.table).delete(write.deletedId)
      else this.#put(write.table, write.row)
    }
  }

  #unindex(table: TableName, id: string): void {
    const row = this.#table(table).get(id)
    if (!row) return
    const { refs, claims } = tableOf(table)
    for (const ref of refs) this.#byRef.get(refKey(table, ref, columnOf(row, ref)))?.delete(id)
    for (const claim of claims(row)) this.#holders.delete(claim)
  }

  #put(table: TableName, row: RowBase): void {
    const { refs, claims } = tableOf(table)
    for (const claim of claims(row)) {
      assert(!this.#holders.has(claim), `${claim} is held by another row`)
      this.#holders.set(claim, row.id)
    }
    for (const ref of refs) {
      const key = refKey(table, ref, columnOf(row, ref))
      const ids = this.#byRef.get(key) ?? new Set()
      this.#byRef.set(key, ids.add(row.id))
    }
    this.#table(table).set(row.id, frozen(row))
  }
}

// Commands derive their own records from 0 on; none comes near.
const REVIEW_TASK = 65_535

function idOf(write: Write): string {
  return 'deletedId' in write ? write.deletedId : write.row.id
}

function refKey(table: TableName, ref: string, value: string): string {
  return `${table} ${ref} ${value}`
}

function columnOf(row: RowBase, column: string): string {
  return String((row as unknown as Record<string, unknown>)[column])
}

// A row with a field too few, too many or of another type would be refused by one store and bent by another.
function assertComplete(write: Write): void {
  if ('deletedId' in write) return
  const { columns } = tableOf(write.table)
  const row = write.row as unknown as Record<string, unknown>
  const expected = ['id', ...Object.keys(columns)].toSorted().join()
  assert(
    Object.keys(row).toSorted().join() === expected,
    `${write.table} is written with other columns: ${Object.keys(row)}`,
  )
  for (const [column, type] of Object.entries(columns) as [string, ColumnType][]) {
    assert(fits(row[column], type), `${write.table}.${column} can't hold ${JSON.stringify(row[column])}`)
  }
}

function fits(value: unknown, type: ColumnType): boolean {
  if (type === 'json') return value !== undefined
  if (type === 'boolean') return typeof value === 'boolean'
  if (value === null) return type.endsWith('?')
  if (type === 'number') return Number.isFinite(value)
  return type.startsWith('text') ? typeof value === 'string' : Number.isSafeInteger(value)
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) frozen(part)
  }
  return value
}
