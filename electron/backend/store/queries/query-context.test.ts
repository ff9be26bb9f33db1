import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { statementCache } from './query-context.ts'

test('a statement asked for again answers with rows, whatever the one before wanted of it', () => {
  const sql = statementCache(new Sqlite(':memory:'))
  const text = 'SELECT 1 AS a, 2 AS b'
  expect(sql(text).raw().all()).toEqual([[1, 2]])
  expect(sql(text).all()).toEqual([{ a: 1, b: 2 }])
  expect(sql(text).pluck().all()).toEqual([1])
  expect(sql(text).all()).toEqual([{ a: 1, b: 2 }])
})
