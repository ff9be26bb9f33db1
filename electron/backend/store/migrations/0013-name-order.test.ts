import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameOrderOf } from '../../memory/name-order.ts'
import { deferIndexes, settleIndexesBefore } from '../deferred-indexes.ts'
import { migrate } from '../migrations.ts'

function desk() {
  const db = new Sqlite(':memory:')
  migrate(db)
  return { db, add: adder(db) }
}

function adder(db: Sqlite.Database) {
  const columns = db.pragma('table_info(users)') as { name: string; type: string }[]
  const names = columns.map(({ name }) => name).filter(name => name !== 'nameOrder')
  const add = db.prepare(
    `INSERT INTO users (${names.join(', ')}) SELECT ? AS id, 1 AS rev, NULL AS extra, ${otherColumns(columns)}`,
  )
  return (id: string, name: string) => add.run(id, name)
}

/** The other columns of a user, the name as `?`, each with something of its type. */
function otherColumns(columns: readonly { name: string; type: string }[]): string {
  return columns
    .slice(3)
    .filter(({ name }) => name !== 'nameOrder')
    .map(({ name, type }) => `${name === 'name' ? '?' : type === 'INTEGER' ? '1' : "''"} AS ${name}`)
    .join(', ')
}

const NAMES = [
  'Zoë',
  'Ōkami',
  'Ñandú',
  'Nandina',
  'ángel',
  'Angel B',
  'Łódź',
  'Lotus',
  'Straße',
  '花屋',
  'شركة',
]

test('names stand where people look for them, whatever marks their letters have', () => {
  const { db, add } = desk()
  for (const [at, name] of NAMES.entries()) add(`u${at}`, name)
  const ordered = db.prepare('SELECT name FROM users ORDER BY nameOrder, id').pluck().all()
  expect(ordered).toEqual([
    'ángel',
    'Angel B',
    'Łódź',
    'Lotus',
    'Nandina',
    'Ñandú',
    'Ōkami',
    'Straße',
    'Zoë',
    'شركة',
    '花屋',
  ])
})

test('the order follows the name, however the row is written', () => {
  const { db, add } = desk()
  add('u', 'Zoë')
  const order = () => db.prepare("SELECT nameOrder FROM users WHERE id = 'u'").pluck().get()
  expect(order()).toBe('zoe')
  db.exec("UPDATE users SET name = 'Ángela'")
  expect(order()).toBe('angela')
  db.exec("UPDATE users SET active = 0, name = 'Ángela'")
  expect(order()).toBe('angela')
})

test('rows that were there get theirs', () => {
  const db = new Sqlite(':memory:')
  migrate(db, 12)
  adder(db)('u', 'Ñandú')
  migrate(db)
  expect(db.prepare('SELECT nameOrder FROM users').pluck().all()).toEqual(['nandu'])
})

test('marks that are written after their letters count no more than those on them', () => {
  for (const name of ['Ñandú', 'Đặng Thị Hồng', 'Žižka', 'Çelik', 'Ștefan', 'Úrsula Ibáñez', 'Šťastný'])
    expect(nameOrderOf(name.normalize('NFD'))).toBe(nameOrderOf(name))
  expect(nameOrderOf('Đặng Thị Hồng')).toBe('dang thi hong')
})

test('a name is put in order by the same text in the tables and in memory', () => {
  const { db, add } = desk()
  const order = db.prepare('SELECT nameOrder FROM users WHERE id = ?').pluck()
  const latin = fc.string({
    unit: fc.integer({ min: 1, max: 0x24f }).map(code => String.fromCodePoint(code)),
  })
  fc.assert(
    fc.property(fc.oneof(latin, fc.string({ unit: 'grapheme' })), name => {
      db.exec('DELETE FROM users')
      add('u', name)
      expect(order.get('u')).toBe(nameOrderOf(name))
    }),
    { numRuns: 1000 },
  )
})

test('a profile whose first sync put its indexes off gets them in the new order', () => {
  const db = new Sqlite(':memory:')
  migrate(db, 12)
  deferIndexes(db)
  migrate(settleIndexesBefore(db, 13))
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index'").pluck().all()
  expect(names).toEqual(
    expect.arrayContaining(['customers_by_name_order', 'customers_by_city', 'users_by_name']),
  )
})
