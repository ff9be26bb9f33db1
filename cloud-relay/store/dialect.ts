import type { Store } from '../ports.ts'

/** The integer that holds cents, revisions and epoch milliseconds. */
const INTEGER = { sqlite: 'INTEGER', postgres: 'BIGINT' } as const

/**
 * The statement that makes a table. Columns are written as `name TEXT NOT NULL` and `name INT NOT NULL`; `key` lists the
 * primary key, company first. `clustered` keeps small rows in the key's own tree.
 */
export function createTable(
  engine: Store['engine'],
  name: string,
  columns: readonly string[],
  key: string,
  clustered: 'clustered' | 'heap' = 'clustered',
): string {
  const typed = columns.map(column => column.replace(/\bINT\b/, INTEGER[engine]))
  const tail = engine === 'sqlite' ? ` STRICT${clustered === 'clustered' ? ', WITHOUT ROWID' : ''}` : ''
  return `CREATE TABLE ${name} (${[...typed, `PRIMARY KEY (${key})`].join(', ')})${tail}`
}

/** The statements after which a table's rows can neither be changed nor deleted. */
export function appendOnly(engine: Store['engine'], table: string): string[] {
  if (engine === 'sqlite') {
    return ['UPDATE', 'DELETE'].map(
      verb =>
        `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} ` +
        `BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    )
  }
  return [
    `CREATE FUNCTION ${table}_append_only() RETURNS trigger LANGUAGE plpgsql AS ` +
      `'BEGIN RAISE EXCEPTION ''${table} is append-only''; END'`,
    `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} ` +
      `FOR EACH ROW EXECUTE FUNCTION ${table}_append_only()`,
  ]
}
