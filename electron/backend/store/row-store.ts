import type { Database, Statement } from 'better-sqlite3'
import { type AnyRow, TABLE_NAMES, type TableName, tableOf } from '../../../shared/domain/tables.ts'
import type { Answer, Read } from '../../../shared/domain/view.ts'
import { columnsOf, splitDocument, toRow, toValues } from './row-codec.ts'

/** Reads business rows as decisions need them. */
export interface RowReader {
  answer(read: Read): Answer
  /** The confirmed-or-predicted document of a row with its revision, as sync carries it; null where there is none. */
  image(table: TableName, id: string): { rev: number; doc: string } | null
}

/** Writes business rows, keeping their unique claims in step. Only the ledger holds one. */
export interface RowWriter extends RowReader {
  /** A row as a command decided it here; its revision and unknown fields stay as they are. */
  predict(table: TableName, row: AnyRow): void
  /** A row as the relay has it. */
  confirm(table: TableName, id: string, rev: number, doc: Record<string, unknown>): void
  remove(table: TableName, id: string): void
  /** Takes every row of a table away, for a state that is put in its place. */
  empty(table: TableName): void
}

interface TableStatements {
  byId(): Statement
  byRef(ref: string): Statement
  predict(): Statement
  confirm(): Statement
  remove(): Statement
  empty(): Statement
}

/** The rows of all tables on one connection, each statement prepared when it is first needed. Every call must run inside the caller's transaction. */
export function openRowStore(db: Database): RowWriter {
  const statements = new Map(TABLE_NAMES.map(name => [name, prepareTable(db, name)]))
  const holder = db.prepare('SELECT id FROM claim WHERE name = ?').pluck()
  const takeClaim = db.prepare(
    'INSERT INTO claim (name, tableName, id) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET tableName = excluded.tableName, id = excluded.id',
  )
  const dropClaims = db.prepare('DELETE FROM claim WHERE tableName = ? AND id = ?')
  const dropTableClaims = db.prepare('DELETE FROM claim WHERE tableName = ?')
  const of = (table: TableName) => statements.get(table)!

  function claim(table: TableName, row: AnyRow): void {
    const claims = tableOf(table).claims(row as never)
    dropClaims.run(table, row.id)
    for (const name of claims) takeClaim.run(name, table, row.id)
  }

  const store: RowWriter = {
    answer(read) {
      if (read.kind === 'claim') return (holder.get(read.claim) as string | undefined) ?? null
      if (read.kind === 'row') {
        const record = of(read.table).byId().get(read.id) as Record<string, unknown> | undefined
        return record ? toRow(read.table, record) : null
      }
      const found = of(read.table).byRef(read.ref).all(read.value) as Record<string, unknown>[]
      return found.map(record => toRow(read.table, record))
    },
    image(table, id) {
      const record = of(table).byId().get(id) as Record<string, unknown> | undefined
      if (!record) return null
      const extra = record.extra === null ? {} : (JSON.parse(record.extra as string) as object)
      return { rev: record.rev as number, doc: JSON.stringify({ ...toRow(table, record), ...extra }) }
    },
    predict(table, row) {
      of(table)
        .predict()
        .run(...toValues(table, row))
      claim(table, row)
    },
    confirm(table, id, rev, doc) {
      const { row, extra } = splitDocument(table, id, doc)
      of(table)
        .confirm()
        .run(...toValues(table, row), rev, extra)
      claim(table, row)
    },
    remove(table, id) {
      of(table).remove().run(id)
      dropClaims.run(table, id)
    },
    empty(table) {
      of(table).empty().run()
      dropTableClaims.run(table)
    },
  }
  return store
}

function prepareTable(db: Database, table: TableName): TableStatements {
  const columns = columnsOf(table)
  const list = columns.join(', ')
  const marks = columns.map(() => '?').join(', ')
  const updates = columns
    .slice(1)
    .map(name => `${name} = excluded.${name}`)
    .join(', ')
  const once = (text: string) => {
    let statement: Statement | null = null
    return () => {
      statement ??= db.prepare(text)
      return statement
    }
  }
  const refs = tableOf(table).refs as readonly string[]
  const byRef = new Map(
    refs.map(ref => [ref, once(`SELECT ${list} FROM ${table} WHERE ${ref} = ? ORDER BY id`)]),
  )
  return {
    byId: once(`SELECT ${list}, rev, extra FROM ${table} WHERE id = ?`),
    byRef: ref => byRef.get(ref)!(),
    predict: once(
      `INSERT INTO ${table} (${list}, rev, extra) VALUES (${marks}, 0, NULL) ON CONFLICT (id) DO UPDATE SET ${updates}`,
    ),
    confirm: once(
      `INSERT INTO ${table} (${list}, rev, extra) VALUES (${marks}, ?, ?)
       ON CONFLICT (id) DO UPDATE SET ${updates}, rev = excluded.rev, extra = excluded.extra`,
    ),
    remove: once(`DELETE FROM ${table} WHERE id = ?`),
    empty: once(`DELETE FROM ${table}`),
  }
}
