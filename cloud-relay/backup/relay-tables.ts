import Database from 'better-sqlite3'
import { MIGRATIONS } from '../store/migrations.ts'

/** A table of the relay's newest schema. */
export interface RelayTable {
  name: string
  columns: readonly string[]
  /** The primary key's columns in their order. */
  key: readonly string[]
}

/** Every table of the newest schema but the record of its steps, read from the schema itself so that none is forgotten. */
export function relayTables(): RelayTable[] {
  const db = new Database(':memory:')
  try {
    for (const step of MIGRATIONS) for (const statement of step.statements('sqlite')) db.exec(statement)
    const names = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migration' ORDER BY name")
      .pluck()
    return (names.all() as string[]).map(name => {
      const columns = db.pragma(`table_info(${name})`) as { name: string; pk: number }[]
      const key = columns.filter(column => column.pk > 0).toSorted((a, b) => a.pk - b.pk)
      return { name, columns: columns.map(column => column.name), key: key.map(column => column.name) }
    })
  } finally {
    db.close()
  }
}
