import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameOrderOf } from '../../memory/name-order.ts'
import { deferIndexes } from '../deferred-indexes.ts'
import { migrate } from '../migrations.ts'

function desk() {
  const db = new Sqlite(':memory:')
  migrate(db)
  const add = db.prepare(
    `INSERT INTO users SELECT * FROM (SELECT ? AS id, 1 AS rev, NULL AS extra) JOIN (SELECT ${otherColumns(db)})`,
  )
  return { db, add: (id: string, name: string) => add.run(id, name) }
}

/** The other columns of a user, the name as `?`, each with something of its type. */
function otherColumns(db: Sqlite.Database): string {
  const columns = db.pragma('table_info(users)') as { name: string; type: string }[]
  return columns
    .slice(3)
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

test('the tables and the memory have one order', () => {
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

test('a profile whose first sync put its indexes off has them in the new order', () => {
  const db = new Sqlite(':memory:')
  migrate(db)
  deferIndexes(db)
  const sql = db
    .prepare("SELECT sql FROM deferred_index WHERE name = 'customers_by_name_order'")
    .pluck()
    .get()
  expect(sql).toContain('nameOrder')
})
