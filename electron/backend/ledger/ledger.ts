import type { Database } from 'better-sqlite3'
import type { Write } from '../../../shared/domain/command.ts'
import { commandNamed } from '../../../shared/domain/commands.ts'
import { numbersOf } from '../../../shared/domain/numbers/numbered-commands.ts'
import { type Refusal, refuse } from '../../../shared/domain/rejections.ts'
import { TABLE_NAMES, type TableName } from '../../../shared/domain/tables.ts'
import { assert } from '../../../shared/lib/assert.ts'
import { type Clock, newId, type Random } from '../../../shared/lib/ids.ts'
import type { PullAnswer, WireRow } from '../../../shared/protocol/sync.ts'
import { buildDeferredIndexes } from '../store/deferred-indexes.ts'
import type { RowWriter } from '../store/row-store.ts'
import type { OutboxCommand, SyncStore } from '../store/sync-store.ts'
import { decideFirst, predictWrite, writtenId } from './decide-here.ts'
import { beginFirstSync, type FirstSync, finishFirstSync, takeChunk } from './first-rows.ts'
import { type Bucketful, mendBucket } from './mend-bucket.ts'
import { type Noted, notingChanges } from './noting-changes.ts'
import { PendingRows } from './pending-rows.ts'
import { decideQueued, rebase, takeRow } from './rebase.ts'

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
  /** Told after each commit which tables changed, and which rows; null for too many to tell. */
  changed(tables: ReadonlySet<TableName>, noted: Noted | null): void
}

/** The parts with a writer that notes what it writes. */
type Parts = Omit<LedgerParts, 'changed'> & { changed(tables: ReadonlySet<TableName>): void }

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

/** The one writer of business rows: own commands and the relay's rows alike go through here. */
export function openLedger(given: LedgerParts) {
  const { rows, begun, taken } = notingChanges(given.db, given.rows)
  const parts: Parts = { ...given, rows, changed: tables => given.changed(tables, taken()) }
  const begin = (): Parts => {
    begun()
    return parts
  }
  return {
    /** Decides a command here and keeps it for the relay, in one transaction. Refusals are values; nothing is written then. */
    give: (command: GivenCommand) => give(begin(), command),
    /** Takes in what the relay confirmed, and decides the commands it has not settled yet again on top. */
    takeIn: (pulled: Pulled) => takeIn(begin(), pulled),
    /**
     * Puts the relay's state in the place of this one and queues again, as a new incarnation, every kept command that the
     * relay does not know: all in one transaction. The commands settle in the snapshot the rows come from.
     */
    rebuild: (recovered: Recovered) => rebuild(begin(), recovered),
    beginFirstSync: (begun: FirstSync) => beginFirstSync(begin(), begun),
    takeChunk: (chunk: readonly WireRow[], reached: FirstSync) => takeChunk(begin(), chunk, reached),
    finishFirstSync: (reached: FirstSync) => finishFirstSync(parts, reached),
    /** Replaces a slice that differs from the relay's; see {@link mendBucket}. What was mended is kept for a notice. */
    mend: (bucket: Bucketful) => mend(begin(), bucket),
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

function give(parts: Parts, given: GivenCommand): Given {
  const tables = new Set<TableName>()
  const run = parts.db.transaction((): Given => {
    const before = given.commandId === undefined ? null : parts.sync.given(given.commandId)
    if (before) return { commandId: before.id, number: numberOf(before.payload) }
    const command = commandNamed(given.name)
    if (!command || command.by === 'relay') throw new Refused(refuse('unknown-command', { name: given.name }))
    const numbers: Record<string, string> = {}
    for (const { field, series } of numbersOf(given.name, given.payload)) {
      const taken = parts.sync.takeNumber(series)
      if (taken === null) throw new Refused(refuse('no-numbers-left'))
      numbers[field] = taken
    }
    const number = numbers.number ?? null
    const payload = command.payload.safeParse({ ...(given.payload as object), ...numbers })
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
    const decision = decideFirst(parts, queued, deviceId)
    if (decision.refusal) throw new Refused(decision.refusal)
    for (const write of decision.writes) predictFirst(parts, queued.id, write, tables)
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

function predictFirst(parts: Parts, commandId: string, write: Write, tables: Set<TableName>): void {
  const { table } = write
  const id = writtenId(write)
  const image = parts.rows.image(table, id)
  parts.sync.keepBase({ tableName: table, id, rev: image?.rev ?? 0, doc: image?.doc ?? null })
  parts.sync.touch(commandId, table, id)
  predictWrite(parts.rows, write)
  tables.add(table)
}

function numberOf(payload: unknown): string | null {
  const number = (payload as { number?: unknown }).number
  return typeof number === 'string' ? number : null
}

function takeIn(parts: Parts, pulled: Pulled): void {
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
function mend(parts: Parts, bucket: Bucketful): number | null {
  const { sync, clock } = parts
  const count = mendBucket(parts, bucket, rows => {
    const told = JSON.parse(sync.state('mending') || 'null') as { rows: number } | null
    sync.setState('mending', JSON.stringify({ at: clock.now(), rows: rows + (told?.rows ?? 0) }))
  })
  if (count) parts.changed(new Set([bucket.table]))
  return count
}

function moveOn({ db, sync, clock }: Parts, pulled: Pulled, tables: Set<TableName>): void {
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

function rebuild(parts: Parts, recovered: Recovered): void {
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
    decideQueued(parts, new PendingRows(parts.rows), tables)
  }).immediate()
  parts.changed(tables)
}
