import { createHash } from 'node:crypto'
import type { Sql, SqlValue } from '../ports.ts'
import type { RelayTable } from './relay-tables.ts'

/** How many rows a table holds and what their contents sum up to, in whatever order they are read. */
export interface Digest {
  rows: number
  hash: string
}

const BATCH = 1_000
const MODULUS = 1n << 128n

/**
 * Copies the rows of all tables, of one company or of all, batch after batch; answers what was read, by table. Both sides
 * are one transaction of the caller's.
 */
export async function copyTables(
  from: Sql,
  to: Sql,
  tables: readonly RelayTable[],
  companyId: string | null,
): Promise<Map<string, Digest>> {
  const digests = new Map<string, Digest>()
  for (const table of tables) {
    const sum = new RowSum()
    for await (const rows of batchesOf(from, table, companyId)) {
      sum.add(rows)
      await to.insert(table.name, table.columns, rows)
    }
    digests.set(table.name, sum.digest())
  }
  return digests
}

/** What the tables hold, of one company or of all, for comparing two databases. */
export async function digestTables(
  sql: Sql,
  tables: readonly RelayTable[],
  companyId: string | null,
): Promise<Map<string, Digest>> {
  const digests = new Map<string, Digest>()
  for (const table of tables) {
    const sum = new RowSum()
    for await (const rows of batchesOf(sql, table, companyId)) sum.add(rows)
    digests.set(table.name, sum.digest())
  }
  return digests
}

/** The tables in which two digests differ. */
export function differences(one: ReadonlyMap<string, Digest>, other: ReadonlyMap<string, Digest>): string[] {
  return [...one.keys()].filter(table => {
    const [here, there] = [one.get(table), other.get(table)]
    return here?.rows !== there?.rows || here?.hash !== there?.hash
  })
}

async function* batchesOf(
  sql: Sql,
  { name, columns, key }: RelayTable,
  companyId: string | null,
): AsyncGenerator<SqlValue[][]> {
  let after: SqlValue[] | null = null
  for (;;) {
    const params: SqlValue[] = [...(companyId === null ? [] : [companyId]), ...(after ?? [])]
    const place = (at: number) => `$${at + 1 + (companyId === null ? 0 : 1)}`
    const conditions = [
      ...(companyId === null ? [] : ['company_id = $1']),
      ...(after ? [`(${key.join(', ')}) > (${key.map((_, at) => place(at)).join(', ')})`] : []),
    ]
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
    const found: Record<string, SqlValue>[] = await sql.all<Record<string, SqlValue>>(
      `SELECT ${columns.join(', ')} FROM ${name} ${where} ORDER BY ${key.join(', ')} LIMIT ${BATCH}`,
      params,
    )
    const last = found.at(-1)
    if (last) yield found.map(row => columns.map(column => row[column] ?? null))
    if (!last || found.length < BATCH) return
    after = key.map(column => last[column] ?? null)
  }
}

// Engines order text differently, so the sum must not depend on the order.
class RowSum {
  #rows = 0
  #sum = 0n

  add(rows: readonly (readonly SqlValue[])[]): void {
    this.#rows += rows.length
    for (const row of rows) {
      const hex = createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32)
      this.#sum = (this.#sum + BigInt(`0x${hex}`)) % MODULUS
    }
  }

  digest(): Digest {
    return { rows: this.#rows, hash: this.#sum.toString(16) }
  }
}
