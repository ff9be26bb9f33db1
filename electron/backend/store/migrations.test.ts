import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { TABLE_NAMES, tableOf } from '../../../shared/domain/tables.ts'
import { migrate, NewerProfileError, SCHEMA_VERSION, STEPS } from './migrations.ts'

const SQL_TYPES: Record<string, string> = {
  text: 'TEXT NOT NULL',
  'text?': 'TEXT',
  integer: 'INTEGER NOT NULL',
  'integer?': 'INTEGER',
  number: 'REAL NOT NULL',
  boolean: 'INTEGER NOT NULL',
  json: 'TEXT NOT NULL',
}

function migrated() {
  const db = new Sqlite(':memory:')
  migrate(db)
  return db
}

/** No fields: what lists are sorted by. */
const KEPT_BY_SQLITE = ['nameOrder', 'cityOrder', 'descriptionOrder']

test('the newest schema has every column of every business table, in its type', () => {
  const db = migrated()
  for (const table of TABLE_NAMES) {
    const found = db.pragma(`table_info(${table})`) as { name: string; type: string; notnull: number }[]
    const columns = found
      .filter(column => !['id', 'rev', 'extra', ...KEPT_BY_SQLITE].includes(column.name))
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

/** The hash of each step's file. A line of a step that has shipped never changes: profiles out there were made by it. */
const WRITTEN: Record<string, string> = {
  '0001-initial-schema.ts': 'a4a6cbaffbde9e27',
  '0002-recovery.ts': '7847c68fbf784ebe',
  '0003-first-sync.ts': '5af68034a6b9268a',
  '0004-conflicts.ts': '038dd5ca6b3b4f47',
  '0005-desk.ts': '2b50e4b906f67e57',
  '0006-list-indexes.ts': '7026046bf37289ec',
  '0007-getting-paid.ts': '4e9804bfe3068214',
  '0008-large-lists.ts': '5de4ccd071b4a4f6',
  '0009-disputes.ts': '7e0e16fb15248464',
  '0010-orders-ahead.ts': 'c300ab1c00908ee4',
  '0011-booked-with.ts': '1107f02372477e72',
  '0012-task-customers.ts': 'ff896391b99fd064',
  '0013-name-order.ts': 'd9ec0b38a8d5e097',
  '0014-find-references.ts': '2daf9db5492dca4f',
  '0015-tax-rates.ts': '9481482654930e16',
}

test('a step that shipped is never edited, and every step is written down here', () => {
  const folder = new URL('./migrations/', import.meta.url)
  const files = readdirSync(folder).filter(name => !name.endsWith('.test.ts'))
  const hashes = files.map(name => [
    name,
    createHash('sha256')
      .update(readFileSync(new URL(name, folder)))
      .digest('hex')
      .slice(0, 16),
  ])
  expect(Object.fromEntries(hashes)).toEqual(WRITTEN)
  expect(STEPS.map(({ version, name }) => `${String(version).padStart(4, '0')}-${name}.ts`)).toEqual(
    files.toSorted(),
  )
})

test('a list of steps with a gap is a mistake of the program', () => {
  const db = new Sqlite(':memory:')
  const gap = [STEPS[0]!, { version: 3, name: 'after the gap', sql: '' }]
  expect(() => migrate(db, 3, gap)).toThrow('no migration 2')
  expect(db.pragma('user_version', { simple: true })).toBe(0)
})

test('a step is whole or not there', () => {
  const db = new Sqlite(':memory:')
  const half = { version: 1, name: 'half', sql: 'CREATE TABLE half (id TEXT) STRICT; CREATE NONSENSE' }
  expect(() => migrate(db, 1, [half])).toThrow('NONSENSE')
  expect(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0)
})
