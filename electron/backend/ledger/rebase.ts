import Sqlite, { type Database } from 'better-sqlite3'
import type { Write } from '../../../shared/domain/command.ts'
import { isTableName, type TableName } from '../../../shared/domain/tables.ts'
import type { Answer, Read } from '../../../shared/domain/view.ts'
import { assert } from '../../../shared/lib/assert.ts'
import type { Outcome, WireRow } from '../../../shared/protocol/sync.ts'
import type { RowWriter } from '../store/row-store.ts'
import type { QueuedCommand, SyncStore } from '../store/sync-store.ts'
import { decideAgain, predictWrite, writtenId } from './decide-here.ts'

interface Parts {
  db: Database
  rows: RowWriter
  sync: SyncStore
}

/**
 * Puts the confirmed images back, takes in what the relay confirmed, and decides the commands it has not settled again on
 * top. Runs inside the caller's transaction; adds the tables that changed.
 */
export function rebase(
  parts: Parts,
  pulled: { rows: Iterable<WireRow> | null; outcomes: readonly Outcome[] },
  tables: Set<TableName>,
): void {
  const { rows, sync } = parts
  const kept = new Set<string>()
  for (const { tableName, id, rev, doc } of sync.bases()) {
    tables.add(tableName)
    kept.add(keyOf(tableName, id))
    if (doc === null) rows.remove(tableName, id)
    else rows.confirm(tableName, id, rev, JSON.parse(doc) as Record<string, unknown>)
  }
  for (const row of pulled.rows ?? []) {
    takeRow(parts, row, tables)
    // Its image is another one from now on.
    if (kept.delete(keyOf(row.table, row.id))) sync.dropBase(row.table as TableName, row.id)
  }
  for (const outcome of pulled.outcomes) sync.settle(outcome)
  decideQueued(parts, kept, tables)
}

/** Writes a row as the relay has it. A table of a newer relay is left out: the migration that adds it forgets the cursor. */
export function takeRow({ rows }: Parts, { table, id, rev, doc }: WireRow, tables: Set<TableName>): void {
  if (!isTableName(table)) return
  tables.add(table)
  if (doc === null) rows.remove(table, id)
  else rows.confirm(table, id, rev, doc)
}

/** Decides what is queued on confirmed rows. `kept` are the rows whose base image is there and is what the row is now. */
export function decideQueued(parts: Parts, kept: Set<string>, tables: Set<TableName>): void {
  const { db, rows, sync } = parts
  const deviceId = sync.state('deviceId')
  const touchedBefore = touchedByCommand(sync)
  const touched = new Set<string>()
  const reader = cachedReader(rows)

  function write(commandId: string, writes: readonly Write[]): void {
    for (const written of writes) {
      const { table } = written
      const id = writtenId(written)
      const key = keyOf(table, id)
      if (!kept.has(key)) {
        const image = rows.image(table, id)
        sync.keepBase({ tableName: table, id, rev: image?.rev ?? 0, doc: image?.doc ?? null })
      }
      predictWrite(rows, written)
      tables.add(table)
    }
    keepTouched(sync, commandId, writes, touchedBefore.get(commandId))
    for (const written of writes) {
      const key = keyOf(written.table, writtenId(written))
      kept.add(key)
      touched.add(key)
      reader.forget(written.table, writtenId(written))
    }
  }
  // A transaction within the transaction: what a crash had written half is undone.
  const writeOrNothing = db.transaction(write)

  for (const queued of sync.queued()) {
    assert(deviceId !== null, 'commands need a company')
    const isAccepted = redecide(queued, deviceId, reader.answer, writeOrNothing)
    if (!isAccepted && touchedBefore.has(queued.id)) sync.untouch(queued.id)
    const prediction = isAccepted ? 'accepted' : 'refused'
    if (queued.prediction !== prediction) sync.predict(queued.id, prediction)
  }
  for (const key of kept) if (!touched.has(key)) sync.dropBase(...partsOf(key))
}

// A command whose decision crashes must not hold up the others: the relay will quarantine it and say so. Only the
// store's own faults are thrown: they are no fault of the command.
function redecide(
  queued: QueuedCommand,
  deviceId: string,
  answer: (read: Read) => Answer,
  write: (commandId: string, writes: readonly Write[]) => void,
): boolean {
  try {
    const decision = decideAgain(answer, queued, deviceId)
    if (decision.refusal) return false
    write(queued.id, decision.writes)
    return true
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) throw error
    return false
  }
}

// Most commands touch what they touched before: nothing is written then.
function keepTouched(
  sync: SyncStore,
  commandId: string,
  writes: readonly Write[],
  before: ReadonlySet<string> | undefined,
): void {
  const now = new Set(writes.map(write => keyOf(write.table, writtenId(write))))
  if (before?.size === now.size && [...now].every(key => before.has(key))) return
  if (before) sync.untouch(commandId)
  for (const key of now) sync.touch(commandId, ...partsOf(key))
}

function touchedByCommand(sync: SyncStore): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { commandId, tableName, id } of sync.touched()) {
    const rows = found.get(commandId) ?? new Set()
    rows.add(keyOf(tableName, id))
    found.set(commandId, rows)
  }
  return found
}

/** Reads each row once while nobody writes it: most commands look at the same user, company and customers. */
function cachedReader(rows: RowWriter) {
  const seen = new Map<string, Answer>()
  return {
    answer(read: Read): Answer {
      if (read.kind !== 'row') return rows.answer(read)
      const key = keyOf(read.table, read.id)
      let answer = seen.get(key)
      if (answer === undefined) {
        answer = rows.answer(read)
        seen.set(key, answer)
      }
      return answer
    },
    forget: (table: TableName, id: string) => void seen.delete(keyOf(table, id)),
  }
}

const keyOf = (table: string, id: string) => `${table} ${id}`

function partsOf(key: string): [TableName, string] {
  const at = key.indexOf(' ')
  return [key.slice(0, at) as TableName, key.slice(at + 1)]
}
