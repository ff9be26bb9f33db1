import Sqlite from 'better-sqlite3'
import type { Sql, Store } from '../../cloud-relay/ports.ts'
import { Killed, type Process } from '../engine/process.ts'

/** Changes what a node's statements do: mutants come in here. */
export interface SqlFilter {
  text?(text: string): string
}

/**
 * The shared database as one node sees it. When the node dies, its transaction is undone and what it was doing stops where
 * it stands: nothing it waits for ever comes. With `remote` it says that it is PostgreSQL, whose way through the code
 * differs, though not its SQL.
 */
export function nodeStore(store: Store, node: Process, remote: boolean, filter: SqlFilter = {}): Store {
  const { life } = node
  const isThisLife = () => node.isAlive && node.life === life

  function through<T>(isWrite: boolean, work: () => Promise<T>): Promise<T> {
    try {
      if (!isThisLife()) throw new Killed(node.name)
      node.beforeStatement()
      if (isWrite && node.hasFullDisk()) {
        return Promise.reject(new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL'))
      }
      const done = work()
      node.afterStatement()
      return done
    } catch (error) {
      if (error instanceof Killed) return new Promise(() => undefined)
      throw error
    }
  }

  function gated(sql: Sql): Sql {
    const text = filter.text ?? (same => same)
    return {
      all: (query, params) => through(isWrite(query), () => sql.all(text(query), params)),
      one: (query, params) => through(isWrite(query), () => sql.one(text(query), params)),
      run: (query, params) => through(isWrite(query), () => sql.run(text(query), params)),
      lookup: (query, params, columns, keys) =>
        through(false, () => sql.lookup(text(query), params, columns, keys)),
      insert: (table, columns, rows, onConflict) =>
        through(true, () => sql.insert(table, columns, rows, onConflict)),
    }
  }

  async function transaction<T>(
    isWrite: boolean,
    begin: (work: (sql: Sql) => Promise<T>) => Promise<T>,
    work: (sql: Sql) => Promise<T>,
  ): Promise<T> {
    let undoDeath = () => {}
    try {
      const result = await begin(async sql => {
        if (!isThisLife()) throw new Killed(node.name)
        const death = new Promise<never>((_, reject) => {
          undoDeath = node.onDeath(() => reject(new Killed(node.name)))
        })
        const worked = await Promise.race([work(gated(sql)), death])
        // The last moment before the commit, which may fail for want of room.
        node.beforeStatement()
        if (isWrite && node.hasFullDisk())
          throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL')
        return worked
      })
      undoDeath()
      if (isThisLife()) node.afterStatement()
      if (!isThisLife()) throw new Killed(node.name)
      return result
    } catch (error) {
      undoDeath()
      if (error instanceof Killed) return new Promise(() => undefined)
      throw error
    }
  }

  return {
    engine: remote ? 'postgres' : 'sqlite',
    read: work => transaction(false, begun => store.read(begun), work),
    write: work => transaction(true, begun => store.write(begun), work),
    close: async () => undefined,
  }
}

function isWrite(text: string): boolean {
  return !/^\s*SELECT/i.test(text)
}
