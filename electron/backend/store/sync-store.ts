import type { Database } from 'better-sqlite3'
import type { TableName } from '../../../shared/domain/tables.ts'
import type { Cursor, Lease, Outcome, Series, WireRow } from '../../../shared/protocol/sync.ts'

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

/** A command the relay has not settled, and how it was decided here last. */
export interface QueuedCommand extends OutboxCommand {
  prediction: 'accepted' | 'refused'
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
  // The one a recovery under way will go on with: a recovery that is broken off goes on with the same.
  | 'nextIncarnation'
  // Why the next exchange has to begin with a recovery; empty when it need not.
  | 'mustRecover'
  // The newest recovery's notice as JSON; empty once someone has seen it.
  | 'recovery'
  // A first sync under way, as JSON; empty once everything is here.
  | 'firstSync'
  // When this profile last proved that it has what the relay has.
  | 'agreedAt'
  // How far the proof under way has come, as JSON; empty when none is.
  | 'agreement'
  // The newest mending's notice as JSON; empty once someone has seen it.
  | 'mending'
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
    `SELECT ord, id, seq, name, version, payload, userId, givenAt, prediction FROM outbox
     WHERE status = 'queued' ORDER BY ord`,
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
  const acknowledged = db
    .prepare("SELECT id FROM outbox WHERE status = 'queued' AND ackedAt IS NOT NULL ORDER BY ord LIMIT ?")
    .pluck()
  const loginTokens = db
    .prepare("SELECT userToken FROM local_login WHERE userToken <> '' ORDER BY loggedInAt DESC LIMIT 200")
    .pluck()
  const dropDurable = db.prepare("DELETE FROM outbox WHERE status = 'settled' AND rev <= ?")
  // A refusal or a crash that someone has dealt with stays one: what was done about it came after, as a command of its own.
  const reopen = db.prepare(
    `UPDATE outbox SET status = 'queued', ackedAt = NULL, outcome = NULL, rev = NULL, prediction = 'accepted'
     WHERE status = 'queued' OR outcome = 'accepted'
        OR id IN (SELECT commandId FROM sync_issues WHERE state = 'open')`,
  )
  const renumber = db.prepare('UPDATE outbox SET seq = ? WHERE ord = ?')
  const dropTouched = db.prepare('DELETE FROM outbox_row')
  const stageRow = db.prepare('INSERT INTO pull_stage (tableName, id, rev, doc) VALUES (?, ?, ?, ?)')
  const staged = db.prepare(
    'SELECT ord, tableName, id, rev, doc FROM pull_stage WHERE ord > ? ORDER BY ord LIMIT 1000',
  )
  const dropStage = db.prepare('DELETE FROM pull_stage')
  const settle = db.prepare("UPDATE outbox SET status = 'settled', outcome = ?, rev = ? WHERE id = ?")
  const predict = db.prepare('UPDATE outbox SET prediction = ? WHERE id = ?')
  const touch = db.prepare('INSERT OR IGNORE INTO outbox_row (commandId, tableName, id) VALUES (?, ?, ?)')
  const touched = db.prepare('SELECT commandId, tableName, id FROM outbox_row')
  const untouch = db.prepare('DELETE FROM outbox_row WHERE commandId = ?')
  const keepBase = db.prepare(
    'INSERT OR IGNORE INTO base_image (tableName, id, rev, doc) VALUES (?, ?, ?, ?)',
  )
  const bases = db.prepare('SELECT tableName, id, rev, doc FROM base_image')
  const dropBase = db.prepare('DELETE FROM base_image WHERE tableName = ? AND id = ?')
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
  const dropLeases = db.prepare('DELETE FROM number_lease')
  const highestNumber = db
    .prepare('SELECT coalesce(max(lastNumber), 0) FROM number_lease WHERE series = ?')
    .pluck()
  const numbersLeft = db
    .prepare('SELECT coalesce(sum(lastNumber - nextNumber + 1), 0) FROM number_lease WHERE series = ?')
    .pluck()

  const isUsed = db
    .prepare('SELECT EXISTS (SELECT 1 FROM companies) OR EXISTS (SELECT 1 FROM outbox)')
    .pluck()

  const parsed = (record: unknown): OutboxCommand => {
    const command = record as OutboxCommand & { payload: string }
    return { ...command, payload: JSON.parse(command.payload) as unknown }
  }

  return {
    /** Does all of `work` or nothing of it. */
    atomically: <T>(work: () => T): T => db.transaction(work).immediate(),
    /** True while the profile has neither a company's rows nor commands. */
    isUnused: () => isUsed.get() === 0,
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
    queued: () => queued.all().map(parsed) as QueuedCommand[],
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
    /** Ids of commands that the relay has acknowledged and no pull has settled, the earliest of them. */
    acknowledged: (limit: number) => acknowledged.all(limit) as string[],
    /** Sealed tokens of the logins that took place here, with the relay's word. */
    loginTokens: () => loginTokens.all() as string[],
    /** Lets commands go that a verified backup of the relay holds. */
    dropDurable: (durableRev: number) => void dropDurable.run(durableRev),
    /**
     * Ids of all commands that are kept. Also of those that somebody has dealt with: in the history a relay was put back to
     * they may have ended otherwise.
     */
    retained: () => db.prepare('SELECT id FROM outbox ORDER BY ord').pluck().all() as string[],
    /** Queues every command again that is not known to be over: for a relay that may have forgotten them. */
    reopen(): void {
      reopen.run()
      dropTouched.run()
    },
    /** Numbers what is queued from 1 in the order it was given, as a new incarnation; answers how many. */
    renumber(): number {
      let seq = 0
      for (const command of queued.all() as { ord: number }[]) renumber.run(++seq, command.ord)
      return seq
    },
    /** Keeps a page's rows until the pull is complete. One transaction of its own. */
    stage: db.transaction((rows: readonly WireRow[]) => {
      for (const { table, id, rev, doc } of rows)
        stageRow.run(table, id, rev, doc === null ? null : JSON.stringify(doc))
    }),
    /** The staged rows, in the order they came. */
    *staged(): Generator<WireRow> {
      for (let after = 0; ; ) {
        const some = staged.all(after) as {
          ord: number
          tableName: string
          id: string
          rev: number
          doc: string | null
        }[]
        for (const { tableName, id, rev, doc } of some) {
          yield { table: tableName, id, rev, doc: doc === null ? null : JSON.parse(doc) }
        }
        const last = some.at(-1)
        if (!last) return
        after = last.ord
      }
    },
    dropStage: () => void dropStage.run(),
    predict: (commandId: string, prediction: 'accepted' | 'refused') =>
      void predict.run(prediction, commandId),
    touch: (commandId: string, table: TableName, id: string) => void touch.run(commandId, table, id),
    /** Which rows each command touches. */
    touched: () => touched.all() as { commandId: string; tableName: TableName; id: string }[],
    untouch: (commandId: string) => void untouch.run(commandId),
    keepBase: (image: BaseImage) => void keepBase.run(image.tableName, image.id, image.rev, image.doc),
    bases: () => bases.all() as BaseImage[],
    dropBase: (table: TableName, id: string) => void dropBase.run(table, id),
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
    /** Numbers are leased to an incarnation and end with it. */
    dropLeases: () => void dropLeases.run(),
    /** The last number of the highest block of a series; 0 for none. */
    highestNumber: (series: Series) => highestNumber.get(series) as number,
    numbersLeft: (series: Series) => numbersLeft.get(series) as number,
  }
}

export type SyncStore = ReturnType<typeof openSyncStore>
