import Sqlite, { type Database } from 'better-sqlite3'
import {
  type Actor,
  type Command,
  checkPermission,
  contextOf,
  type Write,
} from '../../../shared/domain/command.ts'
import { commandNamed } from '../../../shared/domain/commands.ts'
import { gather } from '../../../shared/domain/gather.ts'
import { type Refusal, refuse } from '../../../shared/domain/rejections.ts'
import { isTableName, TABLE_NAMES, type TableName } from '../../../shared/domain/tables.ts'
import { upcast } from '../../../shared/domain/upcast.ts'
import { assert } from '../../../shared/lib/assert.ts'
import { type Clock, newId, type Random } from '../../../shared/lib/ids.ts'
import type { PullAnswer, Series, WireRow } from '../../../shared/protocol/sync.ts'
import { buildDeferredIndexes } from '../store/deferred-indexes.ts'
import type { RowWriter } from '../store/row-store.ts'
import type { OutboxCommand, SyncStore } from '../store/sync-store.ts'
import { beginFirstSync, type FirstSync, finishFirstSync, takeChunk } from './first-rows.ts'
import { type Bucketful, mendBucket } from './mend-bucket.ts'

/** A command as a screen gives it: payload unparsed, number still missing where one is leased. */
export interface GivenCommand {
  /** Made by the screen, so that asking again after a broken connection is not giving again. */
  commandId?: string | undefined
  name: string
  payload: Record<string, unknown>
  userId: string
}

export type Given = { commandId: string; number: string | null } | { refusal: Refusal }

export interface LedgerParts {
  db: Database
  rows: RowWriter
  sync: SyncStore
  clock: Clock
  random: Random
  /** Told after each commit which tables changed. */
  changed(tables: ReadonlySet<TableName>): void
}

/** All that one pull brought, however many pages it took. */
export interface Pulled extends Pick<PullAnswer, 'to' | 'epoch' | 'durableRev' | 'leases' | 'outcomes'> {
  /** In the order of their revisions; may be walked once. Null when there are none. */
  rows: Iterable<WireRow> | null
}

/** The base state a recovery fetched, and what it goes on as. */
export interface Recovered extends Pulled {
  incarnation: string
  /** What is told to the user; how many commands are sent again is filled in here. */
  notice: { at: number; reason: string; salvageFile: string }
}

/** Numbers that documents carry from the moment they are made, and the series they come from. */
const NUMBERED: Record<string, Series> = { 'order.create': 'order', 'payment.receive': 'payment' }

/** The one writer of business rows: own commands and the relay's rows alike go through here. */
export function openLedger(parts: LedgerParts) {
  return {
    /** Decides a command here and keeps it for the relay, in one transaction. Refusals are values; nothing is written then. */
    give: (command: GivenCommand) => give(parts, command),
    /** Takes in what the relay confirmed, and decides the commands it has not settled yet again on top. */
    takeIn: (pulled: Pulled) => takeIn(parts, pulled),
    /**
     * Puts the relay's state in the place of this one and queues again, as a new incarnation, every kept command that the
     * relay does not know: all in one transaction. The commands settle in the snapshot the rows come from.
     */
    rebuild: (recovered: Recovered) => rebuild(parts, recovered),
    beginFirstSync: (begun: FirstSync) => beginFirstSync(parts, begun),
    takeChunk: (chunk: readonly WireRow[], reached: FirstSync) => takeChunk(parts, chunk, reached),
    finishFirstSync: (reached: FirstSync) => finishFirstSync(parts, reached),
    /** Replaces a slice that differs from the relay's; see {@link mendBucket}. What was mended is kept for a notice. */
    mend: (bucket: Bucketful) => mend(parts, bucket),
  }
}

export type Ledger = ReturnType<typeof openLedger>

class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

function give(parts: LedgerParts, given: GivenCommand): Given {
  const tables = new Set<TableName>()
  const run = parts.db.transaction((): Given => {
    const before = given.commandId === undefined ? null : parts.sync.given(given.commandId)
    if (before) return { commandId: before.id, number: numberOf(before.payload) }
    const command = commandNamed(given.name)
    if (!command || command.by === 'relay') throw new Refused(refuse('unknown-command', { name: given.name }))
    const series = NUMBERED[given.name]
    const number = series ? parts.sync.takeNumber(series) : null
    if (series && number === null) throw new Refused(refuse('no-numbers-left'))
    const payload = command.payload.safeParse(number === null ? given.payload : { ...given.payload, number })
    if (!payload.success) {
      const issue = payload.error.issues[0]
      const field = issue?.path.join('.') ?? ''
      throw new Refused(refuse('invalid', { field, reason: issue?.message ?? '' }, field))
    }
    const deviceId = parts.sync.state('deviceId')
    assert(deviceId !== null, 'commands need a company')
    const queued: Omit<OutboxCommand, 'ord'> = {
      id: given.commandId ?? newId(parts.clock, parts.random),
      seq: Number(parts.sync.state('nextSeq') ?? '1'),
      name: given.name,
      version: command.version,
      payload: payload.data,
      userId: given.userId,
      givenAt: parts.clock.now(),
    }
    const refusal = decide(parts, queued, deviceId, tables, true)
    if (refusal) throw new Refused(refusal)
    parts.sync.append(queued)
    parts.sync.setState('nextSeq', String(queued.seq + 1))
    return { commandId: queued.id, number }
  })
  try {
    const answer = run.immediate()
    parts.changed(tables)
    return answer
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal }
    throw error
  }
}

function numberOf(payload: unknown): string | null {
  const number = (payload as { number?: unknown }).number
  return typeof number === 'string' ? number : null
}

/** Decides one command on the rows as they are and writes what it does; or returns the refusal, with nothing written. */
function decide(
  parts: LedgerParts,
  queued: Omit<OutboxCommand, 'ord'>,
  deviceId: string,
  tables: Set<TableName>,
  first: boolean,
): Refusal | null {
  const command = commandNamed(queued.name)
  if (!command) return refuse('unknown-command', { name: queued.name })
  const actor: Actor = { kind: 'user', userId: queued.userId, deviceId }
  const payload = payloadOf(command, queued)
  const view = gather(command, payload, actor, read => parts.rows.answer(read))
  // The relay accepts facts from people whose right is gone and has them reviewed; so the prediction does, too.
  if (first || command.class === 'request') {
    const refusal = checkPermission(command, payload, view, actor)
    if (refusal) return refusal
  }
  const mistake = first ? (command.entry?.(payload, view) ?? null) : null
  if (mistake) return mistake
  const decision = command.decide(payload, view, contextOf(queued.id, actor, queued.givenAt))
  if (decision.refusal) return decision.refusal
  for (const write of decision.writes) writePredicted(parts, queued.id, write, tables)
  return null
}

// A command queued before an update is decided as its newest version takes it, as the relay will; it is sent as it was given.
function payloadOf(
  command: Command,
  { version, payload }: Pick<OutboxCommand, 'version' | 'payload'>,
): unknown {
  if (version === command.version) return payload
  return command.payload.parse(upcast(command.name, version, command.version, payload))
}

function writePredicted(parts: LedgerParts, commandId: string, write: Write, tables: Set<TableName>): void {
  const id = 'row' in write ? write.row.id : write.deletedId
  const image = parts.rows.image(write.table, id)
  parts.sync.keepBase({ tableName: write.table, id, rev: image?.rev ?? 0, doc: image?.doc ?? null })
  parts.sync.touch(commandId, write.table, id)
  if ('row' in write) parts.rows.predict(write.table, write.row)
  else parts.rows.remove(write.table, id)
  tables.add(write.table)
}

function takeIn(parts: LedgerParts, pulled: Pulled): void {
  const tables = new Set<TableName>()
  parts.db
    .transaction(() => {
      if (pulled.rows !== null || pulled.outcomes.length > 0) rebase(parts, pulled, tables)
      moveOn(parts, pulled, tables)
    })
    .immediate()
  parts.changed(tables)
}

// Told until someone has seen it, however many slices it took.
function mend(parts: LedgerParts, bucket: Bucketful): number | null {
  const { sync, clock } = parts
  const count = mendBucket(parts, bucket, rows => {
    const told = JSON.parse(sync.state('mending') || 'null') as { rows: number } | null
    sync.setState('mending', JSON.stringify({ at: clock.now(), rows: rows + (told?.rows ?? 0) }))
  })
  if (count) parts.changed(new Set([bucket.table]))
  return count
}

function moveOn({ db, sync, clock }: LedgerParts, pulled: Pulled, tables: Set<TableName>): void {
  if (sync.state('firstSync')) {
    buildDeferredIndexes(db)
    sync.setState('firstSync', '')
    for (const table of TABLE_NAMES) tables.add(table)
  }
  for (const lease of pulled.leases) sync.keepLease(lease)
  sync.setCursor(pulled.to)
  sync.setState('epoch', String(pulled.epoch))
  if (sync.state('durableRev') !== String(pulled.durableRev)) {
    sync.setState('durableRev', String(pulled.durableRev))
    sync.dropDurable(pulled.durableRev)
  }
  sync.setState('lastSyncAt', String(clock.now()))
  sync.dropStage()
}

function rebuild(parts: LedgerParts, recovered: Recovered): void {
  const { db, sync } = parts
  const tables = new Set<TableName>(TABLE_NAMES)
  db.transaction(() => {
    // Before the rows are replaced: which refusals are still open is among them.
    sync.reopen()
    sync.dropBases()
    for (const table of TABLE_NAMES) parts.rows.empty(table)
    for (const row of recovered.rows ?? []) takeRow(parts, row, tables)
    for (const outcome of recovered.outcomes) sync.settle(outcome)
    const resentCount = sync.renumber()
    sync.setState('incarnation', recovered.incarnation)
    sync.setState('nextIncarnation', '')
    sync.setState('mustRecover', '')
    sync.setState('nextSeq', String(resentCount + 1))
    sync.setState('recovery', JSON.stringify({ ...recovered.notice, resentCount }))
    sync.dropLeases()
    moveOn(parts, recovered, tables)
    decideQueued(parts, tables)
  }).immediate()
  parts.changed(tables)
}

function rebase(parts: LedgerParts, pulled: Pulled, tables: Set<TableName>): void {
  for (const base of parts.sync.bases()) {
    tables.add(base.tableName)
    if (base.doc === null) parts.rows.remove(base.tableName, base.id)
    else
      parts.rows.confirm(base.tableName, base.id, base.rev, JSON.parse(base.doc) as Record<string, unknown>)
  }
  parts.sync.dropBases()
  for (const row of pulled.rows ?? []) takeRow(parts, row, tables)
  for (const outcome of pulled.outcomes) parts.sync.settle(outcome)
  decideQueued(parts, tables)
}

// A newer relay may have tables this version does not know: the migration that adds one forgets the cursor.
function takeRow({ rows }: LedgerParts, { table, id, rev, doc }: WireRow, tables: Set<TableName>): void {
  if (!isTableName(table)) return
  tables.add(table)
  if (doc === null) rows.remove(table, id)
  else rows.confirm(table, id, rev, doc)
}

function decideQueued(parts: LedgerParts, tables: Set<TableName>): void {
  const deviceId = parts.sync.state('deviceId')
  for (const queued of parts.sync.queued()) {
    parts.sync.untouch(queued.id)
    assert(deviceId !== null, 'commands need a company')
    parts.sync.predict(queued.id, redecide(parts, queued, deviceId, tables) ? 'accepted' : 'refused')
  }
}

// A command whose decision crashes must not hold up the others: the relay will quarantine it and say so. Only the
// store's own faults are thrown: they are no fault of the command.
function redecide(
  parts: LedgerParts,
  queued: OutboxCommand,
  deviceId: string,
  tables: Set<TableName>,
): boolean {
  try {
    // A transaction within the transaction: what a crash had written half is undone.
    return parts.db.transaction(() => decide(parts, queued, deviceId, tables, false))() === null
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) throw error
    return false
  }
}
