import { beforeAll, expect, test } from 'vitest'
import type { Sql, Store } from '../ports.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { createTable } from './dialect.ts'

describeEachEngine('the store', database => {
  let store: Store
  const countOf = (sql: Sql) => sql.one<{ count: number }>('SELECT COUNT(*) AS count FROM jar')
  const amountOf = (sql: Sql, id: string) =>
    sql.one<{ amount: number }>('SELECT amount FROM jar WHERE id = $1', [id])

  beforeAll(async () => {
    store = database.open()
    await store.write(sql =>
      sql.run(
        createTable(store.engine, 'jar', ['id TEXT NOT NULL', 'amount INT NOT NULL', 'note TEXT'], 'id'),
      ),
    )
  })

  test('a transaction that throws leaves nothing', async () => {
    const before = await store.read(countOf)
    const failing = store.write(async sql => {
      await sql.insert('jar', ['id', 'amount'], [['lost', 1]])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await store.read(countOf)).toEqual(before)
  })

  test('a taken key throws, or does what the conflict clause says', async () => {
    await store.write(sql => sql.insert('jar', ['id', 'amount'], [['key', 1]]))
    await expect(store.write(sql => sql.insert('jar', ['id', 'amount'], [['key', 2]]))).rejects.toThrow()
    const ignored = await store.write(sql =>
      sql.insert('jar', ['id', 'amount'], [['key', 2]], 'ON CONFLICT (id) DO NOTHING'),
    )
    expect(ignored).toBe(0)
    await store.write(sql =>
      sql.insert(
        'jar',
        ['id', 'amount'],
        [['key', 3]],
        'ON CONFLICT (id) DO UPDATE SET amount = excluded.amount',
      ),
    )
    expect(await store.read(sql => amountOf(sql, 'key'))).toEqual({ amount: 3 })
  })

  test('transactions that meet on a row count one after the other', async () => {
    await store.write(sql => sql.insert('jar', ['id', 'amount'], [['met', 0]]))
    const one = () =>
      store.write(async sql => {
        await sql.run('UPDATE jar SET amount = amount WHERE id = $1', ['met'])
        const held = await amountOf(sql, 'met')
        await sql.run('UPDATE jar SET amount = $2 WHERE id = $1', ['met', (held?.amount ?? 0) + 1])
      })
    await Promise.all(Array.from({ length: 25 }, one))
    expect(await store.read(sql => amountOf(sql, 'met'))).toEqual({ amount: 25 })
  })

  test('a read sees one snapshot, whatever is written meanwhile', async () => {
    await store.write(sql => sql.insert('jar', ['id', 'amount'], [['seen', 1]]))
    await store.read(async sql => {
      const before = await amountOf(sql, 'seen')
      await store.write(other => other.run('UPDATE jar SET amount = 2 WHERE id = $1', ['seen']))
      expect(await amountOf(sql, 'seen')).toEqual(before)
    })
    expect(await store.read(sql => amountOf(sql, 'seen'))).toEqual({ amount: 2 })
  })

  test('a read writes nothing', async () => {
    const writing = store.read(sql => sql.insert('jar', ['id', 'amount'], [['sneaked', 1]]))
    await expect(writing).rejects.toThrow()
    expect(await store.read(sql => amountOf(sql, 'sneaked'))).toBeNull()
  })

  test('integers past 32 bits, sums and counts are numbers', async () => {
    const amount = 99_999_999_999
    await store.write(sql => sql.insert('jar', ['id', 'amount'], [['large', amount]]))
    const sum = await store.read(sql =>
      sql.one('SELECT SUM(amount) AS sum, COUNT(*) AS count FROM jar WHERE id = $1', ['large']),
    )
    expect(sum).toEqual({ sum: amount, count: 1 })
  })

  test('parameters are found by number, in any order and more than once', async () => {
    const row = await store.read(sql =>
      sql.one('SELECT CAST($2 AS TEXT) AS b, CAST($1 AS TEXT) AS a, CAST($2 AS TEXT) AS c', [
        'first',
        'second',
      ]),
    )
    expect(row).toEqual({ a: 'first', b: 'second', c: 'second' })
  })

  test('many keys are looked up at once, each for itself', async () => {
    const rows = [
      ['look-1', 1, 'a'],
      ['look-2', 1, 'b'],
      ['look-3', 2, 'a'],
    ]
    await store.write(sql => sql.insert('jar', ['id', 'amount', 'note'], rows))
    const keys = [
      ['look-1', 'a'],
      ['look-2', 'a'],
      ['look-3', 'a'],
      ['quote\'"{},\\', 'a'],
    ]
    const select = 'SELECT id, note FROM jar WHERE amount = $1'
    const found = await store.read(sql => sql.lookup(select, [1], ['id', 'note'], keys))
    expect(found).toEqual([{ id: 'look-1', note: 'a' }])
    expect(await store.read(sql => sql.lookup(select, [1], ['id'], []))).toEqual([])
  })

  test('more rows than one statement takes are inserted all the same', async () => {
    const rows = Array.from({ length: 25_000 }, (_, at) => [`bulk-${at}`, at, null])
    expect(await store.write(sql => sql.insert('jar', ['id', 'amount', 'note'], rows))).toBe(25_000)
  })
})
