import Sqlite from 'better-sqlite3'
import { sameValue } from '../../../shared/domain/changes.ts'
import type { Write } from '../../../shared/domain/command.ts'
import { isTableName, type TableName } from '../../../shared/domain/tables.ts'
import { assert } from '../../../shared/lib/assert.ts'
import type { Outcome, WireRow } from '../../../shared/protocol/sync.ts'
import type { RowWriter } from '../store/row-store.ts'
import type { QueuedCommand, SyncStore } from '../store/sync-store.ts'
import { decideAgain, writtenId } from './decide-here.ts'
import { type PendingRow, PendingRows } from './pending-rows.ts'

interface Parts {
  rows: RowWriter
  sync: SyncStore
}

/**
 * Takes in what the relay confirmed, and decides the commands it has not settled again on top of the confirmed images.
 * Runs inside the caller's transaction; adds the tables that changed.
 */
export function rebase(
  parts: Parts,
  pulled: { rows: Iterable<WireRow> | null; outcomes: readonly Outcome[] },
  tables: Set<TableName>,
): void {
  const { rows, sync } = parts
  const pending = new PendingRows(rows)
  for (const { tableName, id, rev, doc } of sync.bases()) {
    pending.begin(tableName, id, doc === null ? null : { rev, doc }, false)
  }
  for (const row of pulled.rows ?? []) {
    const { table, id, rev, doc } = row
    if (isTableName(table) && pending.has(table, id)) {
      pending.begin(table, id, doc === null ? null : { rev, doc: JSON.stringify(doc) }, true)
    } else takeRow(parts, row, tables)
  }
  for (const outcome of pulled.outcomes) sync.settle(outcome)
  decideQueued(parts, pending, tables)
}

/** Writes a row as the relay has it. A table of a newer relay is left out: the migration that adds it forgets the cursor. */
export function takeRow({ rows }: Parts, { table, id, rev, doc }: WireRow, tables: Set<TableName>): void {
  if (!isTableName(table)) return
  tables.add(table)
  if (doc === null) rows.remove(table, id)
  else rows.confirm(table, id, rev, doc)
}

/** Decides what is queued on the relay's rows, and stores what came out otherwise than it is stored. */
export function decideQueued(parts: Parts, pending: PendingRows, tables: Set<TableName>): void {
  const { sync } = parts
  const deviceId = sync.state('deviceId')
  const touchedBefore = touchedByCommand(sync)
  for (const queued of sync.queued()) {
    assert(deviceId !== null, 'commands need a company')
    const writes = redecide(queued, deviceId, pending)
    const before = touchedBefore.get(queued.id)
    if (writes) keepTouched(sync, queued.id, writes, before)
    else if (before) sync.untouch(queued.id)
    const prediction = writes ? 'accepted' : 'refused'
    if (queued.prediction !== prediction) sync.predict(queued.id, prediction)
  }
  for (const row of pending.all()) store(parts, row, tables)
}

// A command whose decision crashes must not hold up the others: the relay will quarantine it and say so. Only the
// store's own faults are thrown: they are no fault of the command.
function redecide(queued: QueuedCommand, deviceId: string, pending: PendingRows): Write[] | null {
  try {
    const decision = decideAgain(read => pending.answer(read), queued, deviceId)
    if (decision.refusal) return null
    pending.take(decision.writes)
    return decision.writes
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) throw error
    return null
  }
}

// What is stored stands on the base as it was before this pull, revision and unknown fields included.
function store({ rows, sync }: Parts, pending: PendingRow, tables: Set<TableName>): void {
  const { table, id, base, isNewer, row, isTouched } = pending
  if (isTouched && !isNewer) {
    const stored = rows.answer({ kind: 'row', table, id })
    sync.keepBase({ tableName: table, id, rev: base?.rev ?? 0, doc: base?.doc ?? null })
    if (sameValue(stored, row)) return
    tables.add(table)
    if (stored === null && base) confirm(rows, pending)
  } else {
    tables.add(table)
    sync.dropBase(table, id)
    confirm(rows, pending)
    if (!isTouched) return
    sync.keepBase({ tableName: table, id, rev: base?.rev ?? 0, doc: base?.doc ?? null })
  }
  if (row) rows.predict(table, row)
  else rows.remove(table, id)
}

function confirm(rows: RowWriter, { table, id, base }: PendingRow): void {
  if (base) rows.confirm(table, id, base.rev, JSON.parse(base.doc) as Record<string, unknown>)
  else rows.remove(table, id)
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

const keyOf = (table: string, id: string) => `${table} ${id}`

function partsOf(key: string): [TableName, string] {
  const at = key.indexOf(' ')
  return [key.slice(0, at) as TableName, key.slice(at + 1)]
}
