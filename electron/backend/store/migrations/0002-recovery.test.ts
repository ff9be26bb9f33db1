import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../migrations.ts'

const LOGIN = { userId: 'ana', login: 'ana@aalsmeer.example', verifier: 'argon2', loggedInAt: 7 }

test('logins get an empty token, pages a place to wait, and all else is as it was', () => {
  const db = new Sqlite(':memory:')
  migrate(db, 1)
  db.exec(`
    INSERT INTO local_login VALUES ('ana', 'ana@aalsmeer.example', 'argon2', 7);
    INSERT INTO outbox VALUES
      (1, 'c1', 1, 'order.create', 1, '{"a":1}', 'ana', 5, 'settled', 6, 'accepted', 'accepted', 12),
      (2, 'c2', 2, 'payment.receive', 1, '{"b":2}', 'ana', 8, 'queued', NULL, 'accepted', NULL, NULL);
    INSERT INTO sync_state VALUES ('nextSeq', '3');
    INSERT INTO number_lease VALUES ('l1', 'order', 10001, 10200, 10002);
    INSERT INTO scope_cursor VALUES ('company', 12, 'tag');
  `)
  const before = contentOf(db)
  migrate(db, 2)
  expect(contentOf(db)).toEqual({ ...before, local_login: [{ ...LOGIN, userToken: '' }], pull_stage: [] })
  expect(db.pragma('user_version', { simple: true })).toBe(2)
})

function contentOf(db: Sqlite.Database): Record<string, unknown[]> {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'")
    .pluck()
    .all() as string[]
  return Object.fromEntries(names.map(name => [name, db.prepare(`SELECT * FROM ${name}`).all()]))
}
