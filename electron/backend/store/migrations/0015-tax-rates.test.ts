import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../migrations.ts'

test.each(['customers', 'orders'])(
  '%s keep their rates, and take ones with three decimals of a percent',
  table => {
    const db = new Sqlite(':memory:')
    migrate(db, 14)
    add(db, table, 'none', 0)
    add(db, table, 'taxed', 825)
    const before = all(db, table)
    migrate(db, 15)
    expect(all(db, table)).toEqual(before)
    db.prepare(`UPDATE ${table} SET taxBps = 887.5 WHERE id = 'taxed'`).run()
    const rate = db.prepare(`SELECT taxBps FROM ${table} WHERE id = 'taxed'`).pluck().get()
    expect(rate).toBe(887.5)
  },
)

/** A row with something in each column that must not be empty. */
function add(db: Sqlite.Database, table: string, id: string, taxBps: number) {
  const columns = (db.pragma(`table_info(${table})`) as { name: string; type: string }[]).filter(
    ({ name }) => !name.endsWith('Order'),
  )
  const values = columns.map(({ name, type }) =>
    name === 'id' ? id : name === 'taxBps' ? taxBps : type === 'INTEGER' ? 1 : '[]',
  )
  const names = columns.map(({ name }) => name).join(', ')
  db.prepare(`INSERT INTO ${table} (${names}) VALUES (${values.map(() => '?').join(', ')})`).run(values)
}

const all = (db: Sqlite.Database, table: string) => db.prepare(`SELECT * FROM ${table} ORDER BY id`).all()
