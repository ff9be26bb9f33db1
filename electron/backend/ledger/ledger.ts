import Sqlite, { type Database } from 'better-sqlite3'
import { type Actor, checkPermission, contextOf, type Write } from '../../../shared/domain/command.ts'
import { commandNamed } from '../../../shared/domain/commands.ts'
import { gather } from '../../../shared/domain/gather.ts'
import { type Refusal, refuse } from '../../../shared/domain/rejections.ts'
import { isTableName, type TableName } from '../../../shared/domain/tables.ts'
import { assert } from '../../../shared/lib/assert.ts'
import { type Clock, newId, type Random } from '../../../shared/lib/ids.ts'
import type { PullAnswer, Series } from '../../../shared/protocol/sync.ts'
import type { RowWriter } from '../store/row-store.ts'
import type { OutboxCommand, SyncStore } from '../store/sync-store.ts'

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

/** Numbers that documents carry from the moment they are made, and the series they come from. */
const NUMBERED: Record<string, Series> = { 'order.create': 'order', 'payment.receive': 'payment' }

/** The one writer of business rows: own commands and the relay's rows alike go through here. */
export function openLedger(parts: LedgerParts) {
  return {
    /** Decides a command here and keeps it for the relay, in one transaction. Refusals are values; nothing is written then. */
    give: (command: GivenCommand) => give(parts, command),
    /** Takes in what the relay confirmed, and decides the commands it has not settled yet again on top. */
    takeIn: (pages: readonly PullAnswer[]) => takeIn(parts, pages),
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
  const view = gather(command, queued.payload, actor, read => parts.rows.answer(read))
  // The relay accepts facts from people whose right is gone and has them reviewed; so the prediction does, too.
  if (first || command.class === 'request') {
    const refusal = checkPermission(command, queued.payload, view, actor)
    if (refusal) return refusal
  }
  const mistake = first ? (command.entry?.(queued.payload, view) ?? null) : null
  if (mistake) return mistake
  const decision = command.decide(queued.payload, view, contextOf(queued.id, actor, queued.givenAt))
  if (decision.refusal) return decision.refusal
  for (const write of decision.writes) writePredicted(parts, queued.id, write, tables)
  return null
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

function takeIn(parts: LedgerParts, pages: readonly PullAnswer[]): void {
  const last = pages.at(-1)
  assert(last?.complete, 'pages are taken in together, when caught up')
  const tables = new Set<TableName>()
  parts.db
    .transaction(() => {
      const pulled = pages.some(page => page.rows.length > 0)
      const settled = pages.some(page => page.outcomes.length > 0)
      if (pulled || settled) rebase(parts, pages, tables)
      for (const lease of last.leases) parts.sync.keepLease(lease)
      parts.sync.setCursor(last.to)
      parts.sync.setState('epoch', String(last.epoch))
      parts.sync.setState('durableRev', String(last.durableRev))
      parts.sync.setState('lastSyncAt', String(parts.clock.now()))
    })
    .immediate()
  parts.changed(tables)
}

function rebase(parts: LedgerParts, pages: readonly PullAnswer[], tables: Set<TableName>): void {
  for (const base of parts.sync.bases()) {
    tables.add(base.tableName)
    if (base.doc === null) parts.rows.remove(base.tableName, base.id)
    else
      parts.rows.confirm(base.tableName, base.id, base.rev, JSON.parse(base.doc) as Record<string, unknown>)
  }
  parts.sync.dropBases()
  for (const page of pages) {
    for (const row of page.rows) {
      // A newer relay may have tables this version does not know: the migration that adds one forgets the cursor.
      if (!isTableName(row.table)) continue
      tables.add(row.table)
      if (row.doc === null) parts.rows.remove(row.table, row.id)
      else parts.rows.confirm(row.table, row.id, row.rev, row.doc)
    }
    for (const outcome of page.outcomes) parts.sync.settle(outcome)
  }
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
