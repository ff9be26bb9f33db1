import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqlite, refuseOldSqlite } from './sqlite.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'florin-sqlite-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.each(['3.51.2', '3.50.9', '2.99.99'])('SQLite %s is refused', version => {
  expect(() => refuseOldSqlite(version)).toThrow(`SQLite ${version} is too old`)
})

test.each(['3.51.3', '3.52.0', '4.0.0'])('SQLite %s is trusted', version => {
  expect(() => refuseOldSqlite(version)).not.toThrow()
})

test('commits are synced to the disk, in write-ahead mode', async () => {
  const store = openSqlite(join(folder, 'relay.db'))
  const pragmas = await store.write(async sql => ({
    ...(await sql.one('PRAGMA journal_mode')),
    ...(await sql.one('PRAGMA synchronous')),
  }))
  expect(pragmas).toEqual({ journal_mode: 'wal', synchronous: 2 })
  await store.close()
})

test('more readers than connections take turns', async () => {
  const store = openSqlite(join(folder, 'relay.db'))
  await store.write(sql => sql.run('CREATE TABLE jar (id TEXT)'))
  let open = 0
  let most = 0
  const look = () =>
    store.read(async sql => {
      open += 1
      most = Math.max(most, open)
      await sql.all('SELECT * FROM jar')
      await new Promise(resolve => setImmediate(resolve))
      open -= 1
    })
  await Promise.all(Array.from({ length: 20 }, look))
  expect(most).toBe(4)
  await store.close()
})

test('closing waits for what runs, and nothing runs afterwards', async () => {
  const store = openSqlite(join(folder, 'relay.db'))
  const writing = store.write(sql => sql.run('CREATE TABLE jar (id TEXT)'))
  await store.close()
  await expect(writing).resolves.toBe(0)
  await expect(store.write(sql => sql.run('DROP TABLE jar'))).rejects.toThrow('the store is closed')
})
