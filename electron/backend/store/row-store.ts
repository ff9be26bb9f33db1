import type { Database, Statement } from 'better-sqlite3'
import { hasClaims } from '../../../shared/domain/table.ts'
import { type AnyRow, type TableName, tableOf } from '../../../shared/domain/tables.ts'
import type { Answer, Read } from '../../../shared/domain/view.ts'
import { columnsOf, documentRow, documentValues, toRow, toValues } from './row-codec.ts'

/** Reads business rows as decisions need them. */
export interface RowReader {
  answer(read: Read): Answer
  /** The confirmed-or-predicted document of a row with its revision, as sync carries it; null where there is none. */
  image(table: TableName, id: string): { rev: number; doc: string } | null
  /** The first `limit` rows in order of id, above `after` and up to `upTo` where they are given, unknown fields included. */
  slice(table: TableName, after: string | null, upTo: string | null, limit: number): Document[]
}

/** A row as sync carries it. */
export interface Document {
  id: string
  rev: number
  doc: Record<string, unknown>
}

/** Writes business rows, keeping their unique claims in step. Only the ledger holds one. */
export interface RowWriter extends RowReader {
  /** A row as a command decided it here; its revision and unknown fields stay as they are. */
  predict(table: TableName, row: AnyRow): void
  /** A row as the relay has it. */
  confirm(table: TableName, id: string, rev: number, doc: Record<string, unknown>): void
  /** A row of the relay's where there is none of its id, in a profile that nobody works in yet. */
  add(table: TableName, id: string, rev: number, doc: Record<string, unknown>): void
  remove(table: TableName, id: string): void
  /** Takes every row of a table away, for a state that is put in its place. */
  empty(table: TableName): void
}

type TableStatements = ReturnType<typeof prepareTable>

/** The rows of all tables on one connection. Every call must run inside the caller's transaction. */
export function openRowStore(db: Database): RowWriter {
  const statements = new Map<TableName, TableStatements>()
  const holder = db.prepare('SELECT id FROM claim WHERE name = ?').pluck()
  const takeClaim = db.prepare(
    'INSERT INTO claim (name, tableName, id) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET tableName = excluded.tableName, id = excluded.id',
  )
  const claimsHeld = db.prepare('SELECT name FROM claim WHERE tableName = ? AND id = ?').pluck()
  const dropClaims = db.prepare('DELETE FROM claim WHERE tableName = ? AND id = ?')
  const dropTableClaims = db.prepare('DELETE FROM claim WHERE tableName = ?')
  const of = (table: TableName) => {
    let known = statements.get(table)
    if (!known) {
      known = prepareTable(db, table)
      statements.set(table, known)
    }
    return known
  }

  // Claims seldom change: looking is cheaper than writing them again.
  function claim(table: TableName, row: AnyRow): void {
    const claims = tableOf(table).claims(row as never)
    const held = claimsHeld.all(table, row.id) as string[]
    if (held.length === claims.length && claims.every(name => held.includes(name))) return
    dropClaims.run(table, row.id)
    for (const name of claims) takeClaim.run(name, table, row.id)
  }

  const store: RowWriter = {
    answer(read) {
      if (read.kind === 'claim') return (holder.get(read.claim) as string | undefined) ?? null
      if (read.kind === 'row') {
        const record = of(read.table).sql.byId.get(read.id) as Record<string, unknown> | undefined
        return record ? toRow(read.table, record) : null
      }
      const found = of(read.table).byRef[read.ref]!.all(read.value) as Record<string, unknown>[]
      return found.map(record => toRow(read.table, record))
    },
    image(table, id) {
      const record = of(table).sql.byId.get(id) as Record<string, unknown> | undefined
      if (!record) return null
      return { rev: record.rev as number, doc: JSON.stringify(documentOf(table, record)) }
    },
    slice(table, after, upTo, limit) {
      const records = of(table).sql.slice.all(after ?? '', upTo ?? LAST, limit) as Record<string, unknown>[]
      return records.map(record => {
        return { id: record.id as string, rev: record.rev as number, doc: readableDocument(table, record) }
      })
    },
    predict(table, row) {
      of(table).sql.predict.run(toValues(table, row))
      if (of(table).hasClaims) claim(table, row)
    },
    confirm(table, id, rev, doc) {
      const values = documentValues(table, id, doc)
      values.push(rev)
      of(table).sql.confirm.run(values)
      if (of(table).hasClaims) claim(table, documentRow(table, id, doc))
    },
    add(table, id, rev, doc) {
      const values = documentValues(table, id, doc)
      values.push(rev)
      of(table).sql.add.run(values)
      if (!of(table).hasClaims) return
      const claims = tableOf(table).claims(documentRow(table, id, doc) as never)
      for (const name of claims) takeClaim.run(name, table, id)
    },
    remove(table, id) {
      of(table).sql.remove.run(id)
      if (of(table).hasClaims) dropClaims.run(table, id)
    },
    empty(table) {
      of(table).sql.empty.run()
      dropTableClaims.run(table)
    },
  }
  return store
}

/** Above every id. */
const LAST = '\u{10ffff}'

function documentOf(table: TableName, record: Record<string, unknown>): Record<string, unknown> {
  const row = toRow(table, record) as unknown as Record<string, unknown>
  return record.extra === null ? row : { ...row, ...(JSON.parse(record.extra as string) as object) }
}

// A record that a broken disk has spoiled equals no document, rather than stopping whoever looks for such records.
function readableDocument(table: TableName, record: Record<string, unknown>): Record<string, unknown> {
  try {
    return documentOf(table, record)
  } catch {
    return { spoiled: JSON.stringify(record) }
  }
}

function prepareTable(db: Database, table: TableName) {
  const columns = columnsOf(table)
  const list = columns.join(', ')
  const marks = columns.map(() => '?').join(', ')
  const updates = columns
    .slice(1)
    .map(name => `${name} = excluded.${name}`)
    .join(', ')
  const refs = tableOf(table).refs as readonly string[]
  const byRef = refs.map(ref => [ref, `SELECT ${list} FROM ${table} WHERE ${ref} = ? ORDER BY id`])
  return {
    byRef: lazily(db, Object.fromEntries(byRef) as Record<string, string>),
    hasClaims: hasClaims(tableOf(table)),
    sql: lazily(db, {
      byId: `SELECT ${list}, rev, extra FROM ${table} WHERE id = ?`,
      predict: `INSERT INTO ${table} (${list}, rev, extra) VALUES (${marks}, 0, NULL)
         ON CONFLICT (id) DO UPDATE SET ${updates}`,
      confirm: `INSERT INTO ${table} (${list}, extra, rev) VALUES (${marks}, ?, ?)
         ON CONFLICT (id) DO UPDATE SET ${updates}, rev = excluded.rev, extra = excluded.extra`,
      add: `INSERT INTO ${table} (${list}, extra, rev) VALUES (${marks}, ?, ?)`,
      remove: `DELETE FROM ${table} WHERE id = ?`,
      empty: `DELETE FROM ${table}`,
      slice: `SELECT ${list}, rev, extra FROM ${table} WHERE id > ? AND id <= ? ORDER BY id LIMIT ?`,
    }),
  }
}

/** Statements by name, each prepared when it is first asked for: a start needs few of them. */
function lazily<Name extends string>(
  db: Database,
  texts: Record<Name, string>,
): Readonly<Record<Name, Statement>> {
  const statements = {} as Record<Name, Statement>
  for (const name of Object.keys(texts) as Name[]) {
    Object.defineProperty(statements, name, {
      configurable: true,
      get() {
        const value = db.prepare(texts[name])
        Object.defineProperty(statements, name, { value })
        return value
      },
    })
  }
  return statements
}
