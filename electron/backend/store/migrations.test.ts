import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { TABLE_NAMES, tableOf } from '../../../shared/domain/tables.ts'
import { migrate, NewerProfileError, SCHEMA_VERSION } from './migrations.ts'

const SQL_TYPES: Record<string, string> = {
  text: 'TEXT NOT NULL',
  'text?': 'TEXT',
  integer: 'INTEGER NOT NULL',
  'integer?': 'INTEGER',
  boolean: 'INTEGER NOT NULL',
  json: 'TEXT NOT NULL',
}

function migrated() {
  const db = new Sqlite(':memory:')
  migrate(db)
  return db
}

test('the newest schema has every column of every business table, in its type', () => {
  const db = migrated()
  for (const table of TABLE_NAMES) {
    const found = db.pragma(`table_info(${table})`) as { name: string; type: string; notnull: number }[]
    const columns = found
      .filter(column => !['id', 'rev', 'extra'].includes(column.name))
      .map(column => [column.name, column.notnull ? `${column.type} NOT NULL` : column.type])
    const declared = Object.entries(tableOf(table).columns).map(([name, type]) => [
      name,
      SQL_TYPES[type as string],
    ])
    expect(Object.fromEntries(columns), table).toEqual(Object.fromEntries(declared))
  }
})

test('every column decisions look rows up by has an index that starts with it', () => {
  const db = migrated()
  for (const table of TABLE_NAMES) {
    const first = (db.pragma(`index_list(${table})`) as { name: string }[]).map(
      index => (db.pragma(`index_info(${index.name})`) as { name: string }[])[0]?.name,
    )
    for (const ref of tableOf(table).refs) expect(first, `${table}.${ref}`).toContain(ref)
  }
})

test('all tables are STRICT: check number 007 stays 007', () => {
  const db = migrated()
  const loose = (
    db.pragma('table_list') as { name: string; strict: number; schema: string; type: string }[]
  ).filter(
    table =>
      table.schema === 'main' && table.type === 'table' && !table.name.startsWith('sqlite_') && !table.strict,
  )
  expect(loose).toEqual([])
})

test('migrating twice changes nothing', () => {
  const db = migrated()
  migrate(db)
  expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION)
})

test('a profile of a newer program is not touched', () => {
  const db = migrated()
  db.pragma(`user_version = ${SCHEMA_VERSION + 1}`)
  expect(() => migrate(db)).toThrow(NewerProfileError)
})
