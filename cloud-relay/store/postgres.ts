import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Random } from '../../shared/lib/ids.ts'
import type { Sql, SqlValue, Store } from '../ports.ts'

/** Serialization failure and deadlock: the whole transaction may succeed when it runs again. */
const RETRYABLE = new Set(['40001', '40P01'])
const MAX_TRIES = 8

/** int8 and the sums and counts made of it; all our integers are below 2^53. */
const INT8 = 20
const NUMERIC = 1700

/** Past this many rows a statement is not worth keeping prepared. */
const PREPARED_ROWS = 8
const MAX_PARAMETERS = 60_000

/** How long another transaction on the same company may keep one waiting, in milliseconds. */
const STATEMENT_TIMEOUT = 30_000

/** Opens the relay's PostgreSQL database, or one that speaks its protocol. Connects at first use. */
export function openPostgres(url: string, random: Random): Store {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    pipeline: true,
    statement_timeout: STATEMENT_TIMEOUT,
    idle_in_transaction_session_timeout: 2 * STATEMENT_TIMEOUT,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: numbersFor },
  })
  // A connection that breaks while nobody uses it is replaced by the pool; the next user of a broken one sees the fault.
  pool.on('error', () => {})
  // One that breaks in use fails the query that runs; without a listener it would end the process besides.
  pool.on('connect', client => client.on('error', () => {}))
  let closing: Promise<void> | null = null

  async function transaction<T>(begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    let broken = true
    try {
      await client.query(begin)
      const result = await work(sqlOf(client))
      await client.query('COMMIT')
      broken = false
      return result
    } finally {
      // After an error what was sent behind it in the pipeline is unsettled: the connection goes, and the server rolls back.
      client.release(broken)
    }
  }

  return {
    engine: 'postgres',
    read: work => transaction('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    async write(work) {
      for (let tries = 1; ; tries++) {
        try {
          return await transaction('BEGIN ISOLATION LEVEL READ COMMITTED', work)
        } catch (error) {
          if (tries === MAX_TRIES || !RETRYABLE.has(sqlState(error))) throw error
          const jitter = random.bytes(1)[0]! / 255
          await new Promise(resolve => setTimeout(resolve, jitter * 5 * 2 ** tries))
        }
      }
    },
    close() {
      closing ??= pool.end()
      return closing
    },
  }
}

/** The five-character SQLSTATE of a PostgreSQL error, or an empty string. */
function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function sqlOf(client: pg.PoolClient): Sql {
  async function query<Row extends object>(text: string, params: readonly SqlValue[] = []) {
    return client.query<Row>({ name: nameOf(text), text, values: params as SqlValue[] })
  }
  return {
    async all<Row extends object>(text: string, params?: readonly SqlValue[]) {
      return (await query<Row>(text, params)).rows
    },
    async one<Row extends object>(text: string, params?: readonly SqlValue[]) {
      return (await query<Row>(text, params)).rows[0] ?? null
    },
    async run(text, params) {
      return (await query(text, params)).rowCount ?? 0
    },
    async lookup<Row extends object>(
      select: string,
      params: readonly SqlValue[],
      keyColumns: readonly string[],
      keys: readonly (readonly string[])[],
    ) {
      if (keys.length === 0) return []
      const arrays = keyColumns.map((_, at) => `$${params.length + at + 1}::text[]`).join(', ')
      const names = keyColumns.map((_, at) => `k${at}`).join(', ')
      const isKey = keyColumns.map((column, at) => ` AND ${column} = k${at}`).join('')
      // OFFSET 0 keeps the planner from joining the whole company: each key is looked up by the index.
      const text = `SELECT found.* FROM unnest(${arrays}) AS wanted(${names}), LATERAL (${select}${isKey} OFFSET 0) found`
      const columns = keyColumns.map((_, at) => keys.map(key => key[at]))
      const values = [...params, ...columns]
      return (await client.query<Row>({ name: nameOf(text), text, values })).rows
    },
    async insert(table, columns, rows, onConflict = '') {
      const perStatement = Math.floor(MAX_PARAMETERS / columns.length)
      const sent: Promise<pg.QueryResult>[] = []
      for (let from = 0; from < rows.length; from += perStatement) {
        const some = rows.slice(from, from + perStatement)
        const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places(columns.length, some.length)} ${onConflict}`
        const values = some.flat()
        sent.push(
          client.query(some.length > PREPARED_ROWS ? { text, values } : { name: nameOf(text), text, values }),
        )
      }
      let changed = 0
      for (const { rowCount } of await Promise.all(sent)) changed += rowCount ?? 0
      return changed
    },
  }
}

function places(columns: number, rows: number): string {
  let text = ''
  for (let row = 0; row < rows; row++) {
    text += row === 0 ? '(' : ', ('
    for (let column = 0; column < columns; column++) {
      text += `${column === 0 ? '' : ', '}$${row * columns + column + 1}`
    }
    text += ')'
  }
  return text
}

const names = new Map<string, string>()

function nameOf(text: string): string {
  let name = names.get(text)
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
    names.set(text, name)
  }
  return name
}

const numbersFor: pg.CustomTypesConfig['getTypeParser'] = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8 || oid === NUMERIC ? Number : (pg.types.getTypeParser(oid, format as 'text') as never)
