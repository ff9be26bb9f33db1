import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Store } from '../ports.ts'
import { testRandom } from '../testing/each-engine.ts'
import { openPostgres } from './postgres.ts'

const NAME = `store_${process.pid}_${Date.now().toString(36)}`
let admin: pg.Client
let store: Store

beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject('postgresUrl') })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${NAME}`)
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${NAME}`
  store = openPostgres(url.href, testRandom)
  await store.write(sql => sql.run('CREATE TABLE jar (id TEXT PRIMARY KEY, amount BIGINT NOT NULL)'))
  await store.write(sql =>
    sql.insert(
      'jar',
      ['id', 'amount'],
      [
        ['a', 0],
        ['b', 0],
      ],
    ),
  )
})

afterAll(async () => {
  await store.close()
  await admin.query(`DROP DATABASE ${NAME} WITH (FORCE)`)
  await admin.end()
})

const add = 'UPDATE jar SET amount = amount + 1 WHERE id = $1'

test('transactions that wait for each other both happen, once', async () => {
  let tries = 0
  const bothHold = Promise.withResolvers<void>()
  let holding = 0
  const crosswise = (first: string, second: string) =>
    store.write(async sql => {
      tries += 1
      await sql.run(add, [first])
      holding += 1
      if (holding === 2) bothHold.resolve()
      await bothHold.promise
      await sql.run(add, [second])
    })
  await Promise.all([crosswise('a', 'b'), crosswise('b', 'a')])
  expect(tries).toBe(3)
  const rows = await store.read(sql => sql.all('SELECT id, amount FROM jar ORDER BY id'))
  expect(rows).toEqual([
    { id: 'a', amount: 2 },
    { id: 'b', amount: 2 },
  ])
})

test('a connection that breaks fails its transaction and nothing else', async () => {
  const broken = store.write(async sql => {
    await sql.run(add, ['a'])
    const [own] = await sql.all<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await admin.query('SELECT pg_terminate_backend($1, 5000)', [own?.pid])
    // No query is under way when the connection is found to be gone.
    await new Promise(resolve => setTimeout(resolve, 50))
    await sql.run(add, ['b'])
  })
  await expect(broken).rejects.toThrow()
  const [row] = await store.read(sql => sql.all('SELECT amount FROM jar WHERE id = $1', ['a']))
  expect(row).toEqual({ amount: 2 })
})

test('an error in a transaction is told, and the next one is clean', async () => {
  await expect(store.write(sql => sql.run('SELECT nonsense'))).rejects.toThrow('nonsense')
  await expect(store.write(sql => sql.run('UPDATE jar SET amount = amount'))).resolves.toBe(2)
})
