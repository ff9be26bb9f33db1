import type { Database } from 'better-sqlite3'
import type { TableName } from '../../../shared/domain/tables.ts'
import type { Cursor, Lease, Outcome, Series } from '../../../shared/protocol/sync.ts'

/** One command in the outbox, as it was given. */
export interface OutboxCommand {
  ord: number
  id: string
  seq: number
  name: string
  version: number
  payload: unknown
  userId: string
  givenAt: number
}

export interface BaseImage {
  tableName: TableName
  id: string
  rev: number
  doc: string | null
}

/** What the profile remembers about itself and the relay. Secrets are sealed before they come here. */
export type StateName =
  | 'incarnation'
  | 'nextSeq'
  | 'relayUrl'
  | 'companyId'
  | 'deviceId'
  | 'deviceName'
  | 'deviceKey'
  | 'refreshToken'
  | 'epoch'
  | 'durableRev'
  | 'lastSyncAt'

/** The tables sync keeps beside the business rows. Every writing call must run inside the caller's transaction. */
export function openSyncStore(db: Database) {
  const getState = db.prepare('SELECT value FROM sync_state WHERE name = ?').pluck()
  const setState = db.prepare(
    'INSERT INTO sync_state (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const given = db.prepare(
    'SELECT ord, id, seq, name, version, payload, userId, givenAt FROM outbox WHERE id = ?',
  )
  const append = db.prepare(
    `INSERT INTO outbox (id, seq, name, version, payload, userId, givenAt, status, prediction)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', 'accepted')`,
  )
  const queued = db.prepare(
    "SELECT ord, id, seq, name, version, payload, userId, givenAt FROM outbox WHERE status = 'queued' ORDER BY ord",
  )
  const unsent = db.prepare(
    `SELECT ord, id, seq, name, version, payload, userId, givenAt FROM outbox
     WHERE status = 'queued' AND ackedAt IS NULL ORDER BY ord LIMIT ?`,
  )
  const queuedCount = db.prepare("SELECT count(*) FROM outbox WHERE status = 'queued'").pluck()
  const unsettledCount = db
    .prepare("SELECT count(*) FROM outbox WHERE status = 'queued' AND ackedAt IS NOT NULL")
    .pluck()
  const acknowledge = db.prepare("UPDATE outbox SET ackedAt = ? WHERE id = ? AND status = 'queued'")
  const settle = db.prepare(
    "UPDATE outbox SET status = 'settled', outcome = ?, rev = ? WHERE id = ? AND status = 'queued'",
  )
  const predict = db.prepare('UPDATE outbox SET prediction = ? WHERE id = ?')
  const touch = db.prepare('INSERT OR IGNORE INTO outbox_row (commandId, tableName, id) VALUES (?, ?, ?)')
  const untouch = db.prepare('DELETE FROM outbox_row WHERE commandId = ?')
  const keepBase = db.prepare(
    'INSERT OR IGNORE INTO base_image (tableName, id, rev, doc) VALUES (?, ?, ?, ?)',
  )
  const bases = db.prepare('SELECT tableName, id, rev, doc FROM base_image')
  const dropBases = db.prepare('DELETE FROM base_image')
  const getCursor = db.prepare("SELECT rev, tag FROM scope_cursor WHERE scope = 'company'")
  const setCursor = db.prepare(
    `INSERT INTO scope_cursor (scope, rev, tag) VALUES ('company', ?, ?)
     ON CONFLICT (scope) DO UPDATE SET rev = excluded.rev, tag = excluded.tag`,
  )
  const keepLease = db.prepare(
    'INSERT OR IGNORE INTO number_lease (id, series, firstNumber, lastNumber, nextNumber) VALUES (?, ?, ?, ?, ?)',
  )
  const firstLease = db.prepare(
    'SELECT id, nextNumber FROM number_lease WHERE series = ? AND nextNumber <= lastNumber ORDER BY firstNumber LIMIT 1',
  )
  const advanceLease = db.prepare('UPDATE number_lease SET nextNumber = nextNumber + 1 WHERE id = ?')
  const numbersLeft = db
    .prepare('SELECT coalesce(sum(lastNumber - nextNumber + 1), 0) FROM number_lease WHERE series = ?')
    .pluck()

  const parsed = (record: unknown): OutboxCommand => {
    const command = record as OutboxCommand & { payload: string }
    return { ...command, payload: JSON.parse(command.payload) as unknown }
  }

  return {
    /** Does all of `work` or nothing of it. */
    atomically: <T>(work: () => T): T => db.transaction(work).immediate(),
    state: (name: StateName) => (getState.get(name) as string | undefined) ?? null,
    setState: (name: StateName, value: string) => void setState.run(name, value),
    /** The command of this id, if it was given here. */
    given(commandId: string): OutboxCommand | null {
      const record = given.get(commandId)
      return record ? parsed(record) : null
    },
    append(command: Omit<OutboxCommand, 'ord'>) {
      const { id, seq, name, version, payload, userId, givenAt } = command
      append.run(id, seq, name, version, JSON.stringify(payload), userId, givenAt)
    },
    queued: () => queued.all().map(parsed),
    /** The next commands to push, oldest first. */
    unsent: (limit: number) => unsent.all(limit).map(parsed),
    queuedCount: () => queuedCount.get() as number,
    /** The relay has these commands; how they end is told by a pull. One transaction of its own. */
    acknowledge: db.transaction((commandIds: readonly string[], at: number) => {
      for (const id of commandIds) acknowledge.run(at, id)
    }),
    /** How many commands the relay has that no pull has settled yet. */
    unsettledCount: () => unsettledCount.get() as number,
    settle(outcome: Outcome) {
      settle.run(outcome.outcome, outcome.rev, outcome.id)
      untouch.run(outcome.id)
    },
    predict: (commandId: string, prediction: 'accepted' | 'refused') =>
      void predict.run(prediction, commandId),
    touch: (commandId: string, table: TableName, id: string) => void touch.run(commandId, table, id),
    untouch: (commandId: string) => void untouch.run(commandId),
    keepBase: (image: BaseImage) => void keepBase.run(image.tableName, image.id, image.rev, image.doc),
    bases: () => bases.all() as BaseImage[],
    dropBases: () => void dropBases.run(),
    cursor: () => (getCursor.get() as Cursor | undefined) ?? { rev: 0, tag: '' },
    setCursor: (cursor: Cursor) => void setCursor.run(cursor.rev, cursor.tag),
    keepLease(lease: Lease) {
      keepLease.run(lease.id, lease.series, lease.firstNumber, lease.lastNumber, lease.firstNumber)
    },
    /** Takes the next leased number, final from here on; null when none is left. */
    takeNumber(series: Series): string | null {
      const lease = firstLease.get(series) as { id: string; nextNumber: number } | undefined
      if (!lease) return null
      advanceLease.run(lease.id)
      return String(lease.nextNumber)
    },
    numbersLeft: (series: Series) => numbersLeft.get(series) as number,
  }
}

export type SyncStore = ReturnType<typeof openSyncStore>
