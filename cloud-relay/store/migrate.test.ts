import { expect, test } from 'vitest'
import type { Store } from '../ports.ts'
import { createTestClock, describeEachEngine } from '../testing/each-engine.ts'
import { createTable } from './dialect.ts'
import { migrate, NewerDatabaseError, schemaVersion } from './migrate.ts'
import type { Migration } from './migration.ts'

const step = (version: number, table: string): Migration => ({
  version,
  name: table,
  statements: engine => [createTable(engine, table, ['id TEXT NOT NULL'], 'id')],
})
const clock = createTestClock()
const STEPS = [step(1, 'first'), step(2, 'second')]

describeEachEngine('migrations', database => {
  const tables = (store: Store, names: string[]) =>
    store.read(async sql => {
      const found: string[] = []
      for (const name of names) {
        const text =
          store.engine === 'sqlite'
            ? 'SELECT name FROM sqlite_schema WHERE name = $1'
            : 'SELECT tablename FROM pg_tables WHERE tablename = $1'
        if (await sql.one(text, [name])) found.push(name)
      }
      return found
    })

  test('steps are taken once, also when two nodes start together', async () => {
    const nodes = [database.open(), database.open()]
    if (nodes[0]?.engine === 'sqlite') nodes.pop()
    await Promise.all(nodes.map(node => migrate(node, clock, STEPS)))
    const store = nodes[0]!
    await migrate(store, clock, STEPS)
    expect(await schemaVersion(store)).toBe(2)
    expect(await tables(store, ['first', 'second'])).toEqual(['first', 'second'])
  })

  test('a step that fails leaves nothing and is told', async () => {
    const store = database.open()
    const broken: Migration = {
      version: 3,
      name: 'broken',
      statements: engine => [createTable(engine, 'half', ['id TEXT NOT NULL'], 'id'), 'CREATE NONSENSE'],
    }
    await expect(migrate(store, clock, [...STEPS, broken])).rejects.toThrow(/NONSENSE/i)
    expect(await schemaVersion(store)).toBe(2)
    expect(await tables(store, ['half'])).toEqual([])
  })

  test('a database of a newer Florin is refused', async () => {
    const store = database.open()
    await expect(migrate(store, clock, [step(1, 'first')])).rejects.toThrow(NewerDatabaseError)
  })
})
