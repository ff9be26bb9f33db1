import { existsSync } from 'node:fs'
import { Client } from 'pg'
import { expect, inject, test } from 'vitest'
import { startPostgres } from './start-postgres.ts'

test('the run has a PostgreSQL 18 that sorts text by code point', async () => {
  const client = new Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  const version = await client.query('SHOW server_version_num')
  const sorted = await client.query("SELECT v FROM (VALUES ('a'), ('B'), ('á')) AS t(v) ORDER BY v")
  await client.end()
  expect(Number(version.rows[0].server_version_num)).toBeGreaterThanOrEqual(180_000)
  expect(sorted.rows.map(row => row.v)).toEqual(['B', 'a', 'á'])
})

test('a stopped PostgreSQL answers no more and leaves no files', async () => {
  const postgres = await startPostgres()
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  const { rows } = await client.query('SHOW data_directory')
  await client.end()
  await postgres.stop()
  expect(existsSync(rows[0].data_directory)).toBe(false)
  await expect(new Client({ connectionString: postgres.url }).connect()).rejects.toThrow()
})
