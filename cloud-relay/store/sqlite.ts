import Database from 'better-sqlite3'
import type { Sql, SqlValue, Store } from '../ports.ts'

/** Older ones can reset the write-ahead log under a running checkpoint and lose commits. */
const OLDEST_SQLITE = [3, 51, 3] as const

const READERS = 4

interface Prepared {
  statement: Database.Statement<unknown[]>
  /** For each `?`, which of the caller's parameters it takes. */
  order: number[]
}

/**
 * Opens the relay's database file, made when it is not there. One writer, whose transactions run one after the other
 * and are on disk when they resolve; readers see snapshots beside it. Throws when SQLite is too old to be trusted.
 */
export function openSqlite(path: string): Store {
  const writer = connect(path, false)
  refuseOldSqlite(writer.version)
  const readers: Connection[] = []
  const idle: Connection[] = []
  const waiting: ((connection: Connection) => void)[] = []
  let lane: Promise<unknown> = Promise.resolve()
  let closed = false

  async function reader(): Promise<Connection> {
    const free = idle.pop()
    if (free) return free
    if (readers.length < READERS) {
      const opened = connect(path, true)
      readers.push(opened)
      return opened
    }
    return new Promise(resolve => waiting.push(resolve))
  }

  function release(connection: Connection): void {
    const next = waiting.shift()
    if (next) next(connection)
    else idle.push(connection)
  }

  function openOrThrow(): void {
    if (closed) throw new Error('the store is closed')
  }

  return {
    engine: 'sqlite',
    async read(work) {
      openOrThrow()
      const connection = await reader()
      try {
        return await connection.transaction('BEGIN', work)
      } finally {
        release(connection)
      }
    },
    async write(work) {
      openOrThrow()
      const turn = lane.then(() => writer.transaction('BEGIN IMMEDIATE', work))
      lane = turn.catch(() => {})
      return turn
    },
    async close() {
      closed = true
      await lane
      while (idle.length < readers.length) release(await new Promise<Connection>(done => waiting.push(done)))
      for (const connection of readers) connection.close()
      writer.close()
    },
  }
}

interface Connection {
  version: string
  transaction<T>(begin: string, work: (sql: Sql) => Promise<T>): Promise<T>
  close(): void
}

function connect(path: string, readonly: boolean): Connection {
  const db = new Database(path, { readonly })
  db.pragma('busy_timeout = 5000')
  if (!readonly) db.pragma('journal_mode = WAL')
  // The driver's own default for WAL is NORMAL, which loses commits when the power goes.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = OFF')
  const prepared = new Map<string, Prepared>()

  function prepare(text: string): Prepared {
    let known = prepared.get(text)
    if (!known) {
      const order: number[] = []
      const positional = text.replace(/\$(\d+)/g, (_, n: string) => {
        order.push(Number(n) - 1)
        return '?'
      })
      known = { statement: db.prepare(positional), order }
      prepared.set(text, known)
    }
    return known
  }

  const sql: Sql = {
    async all<Row extends object>(text: string, params: readonly SqlValue[] = []) {
      const { statement, order } = prepare(text)
      return statement.all(...order.map(at => params[at])) as Row[]
    },
    async one<Row extends object>(text: string, params: readonly SqlValue[] = []) {
      const { statement, order } = prepare(text)
      return (statement.get(...order.map(at => params[at])) as Row | undefined) ?? null
    },
    async run(text, params = []) {
      const { statement, order } = prepare(text)
      const args = order.map(at => params[at])
      return statement.reader ? statement.all(...args).length : statement.run(...args).changes
    },
    async lookup<Row extends object>(
      select: string,
      params: readonly SqlValue[],
      keyColumns: readonly string[],
      keys: readonly (readonly string[])[],
    ) {
      // Nothing is saved by asking for all at once where there is no round trip.
      const { statement, order } = prepare(
        select + keyColumns.map((column, at) => ` AND ${column} = $${params.length + at + 1}`).join(''),
      )
      const found: Row[] = []
      for (const key of keys) {
        const args = [...params, ...key]
        for (const row of statement.all(...order.map(at => args[at]))) found.push(row as Row)
      }
      return found
    },
    async insert(table, columns, rows, onConflict = '') {
      if (rows.length === 0) return 0
      const places = columns.map(() => '?').join(', ')
      const { statement } = prepare(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places}) ${onConflict}`,
      )
      let changed = 0
      for (const row of rows) changed += statement.run(...row).changes
      return changed
    },
  }

  return {
    version: db.prepare('SELECT sqlite_version() AS version').pluck().get() as string,
    async transaction(begin, work) {
      db.exec(begin)
      try {
        const result = await work(sql)
        db.exec('COMMIT')
        return result
      } finally {
        if (db.inTransaction) db.exec('ROLLBACK')
      }
    },
    close() {
      db.close()
    },
  }
}

/** Throws when this SQLite may lose commits. */
export function refuseOldSqlite(version: string): void {
  const parts = version.split('.').map(Number)
  for (const [at, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[at] ?? 0
    if (part > oldest) return
    if (part < oldest) {
      throw new Error(`SQLite ${version} is too old: ${OLDEST_SQLITE.join('.')} or newer is needed`)
    }
  }
}
