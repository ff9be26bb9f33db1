import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { aCustomer, anInvoice, aPayment, productFields } from '../../../shared/testing/builders.ts'
import { aDesk } from '../../../shared/testing/desk.ts'
import { PROFILE_FILE } from '../store/migrate-profile.ts'
import type { MigrationStep } from '../store/migration.ts'
import { STEPS } from '../store/migrations.ts'
import { openProfile } from '../store/open-profile.ts'
import { desktopUnderTest, temporaryFolder } from './desktop-under-test.ts'
import { memoryRelay } from './memory-relay.ts'

/** A closed profile that people have worked in: documents, money, numbers, and three commands the relay does not have. */
export async function agedProfile(directory = temporaryFolder()) {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId })
  const applications = [{ invoiceId: invoice.id, amountCents: 100_00 }]
  aPayment(desk, { customerId, totalCents: 150_00, applications })
  const relay = memoryRelay(desk)
  relay.adopt()
  const here = desktopUnderTest(desk, relay, 7, directory)
  await here.exchange()
  for (const code of ['ROSE', 'TULIP', 'LILY'])
    here.must('product.add', { productId: here.newId(), ...productFields(desk, { code }) })
  here.close()
  return { desk, relay, directory, path: directory.path }
}

const NEXT = STEPS.length + 1

/** Two steps as a later Florin might have them: a column, a table, rows worked over one by one, and the cursor forgotten. */
export const LATER_STEPS: readonly MigrationStep[] = [
  ...STEPS,
  {
    version: NEXT,
    name: 'route',
    sql: `
ALTER TABLE orders ADD COLUMN route TEXT NOT NULL DEFAULT '';
CREATE TABLE routes (id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> '')) STRICT;
CREATE INDEX orders_by_route ON orders (route);
DELETE FROM scope_cursor;
`,
    changes: { scope_cursor: 'the next pull brings every row again' },
  },
  {
    version: NEXT + 1,
    name: 'route-names',
    run(db) {
      const name = db.prepare('INSERT INTO routes (id, name) VALUES (?, ?)')
      const route = db.prepare('UPDATE orders SET route = ? WHERE id = ?')
      for (const id of db.prepare('SELECT id FROM orders').pluck().all()) {
        name.run(id, 'Miami')
        route.run(id, id)
      }
    },
    proves(db) {
      const left = db.prepare("SELECT count(*) FROM orders WHERE route = ''").pluck().get()
      return left === 0 ? null : `${left} orders have no route`
    },
  },
]

/** Every row of every table of a profile's database, as text. */
export function contentOf(directory: string, file = PROFILE_FILE): Record<string, string[]> {
  const db = new Sqlite(join(directory, file))
  const content = contentOfDatabase(db)
  db.close()
  return content
}

function contentOfDatabase(db: Database): Record<string, string[]> {
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY 1",
    )
    .pluck()
    .all() as string[]
  return Object.fromEntries(
    tables.map(name => [
      name,
      db
        .prepare(`SELECT * FROM ${name} ORDER BY 1, 2`)
        .all()
        .map(row => JSON.stringify(row)),
    ]),
  )
}

/** Opens and closes a profile as a Florin with these steps does. */
export function visit(directory: string, instead: Parameters<typeof openProfile>[1] = {}): void {
  openProfile(directory, instead).close()
}
