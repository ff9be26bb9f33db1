import type { Database } from 'better-sqlite3'
import { forgetCursor } from '../forget-cursor.ts'
import type { MigrationStep } from '../migration.ts'

const SQL = `
CREATE TABLE disputes (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  paymentId TEXT NOT NULL,
  customerId TEXT NOT NULL,
  reference TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  currency TEXT NOT NULL,
  amountCents INTEGER NOT NULL,
  feeCents INTEGER NOT NULL,
  openedAt INTEGER NOT NULL,
  dueAt INTEGER,
  closedAt INTEGER,
  chargebackId TEXT
) STRICT;
CREATE INDEX disputes_paymentId ON disputes (paymentId);
`

/** Disputes of payments. The cursor is forgotten, for a newer relay may have sent some of them before. */
export const disputes: Pick<MigrationStep, 'changes'> & { run(db: Database): void } = {
  run(db) {
    db.exec(SQL)
    forgetCursor(db)
  },
  changes: {
    scope_cursor: 'the next pull brings every row again, with the disputes that were not known here',
    sync_state: 'a first sync under way begins again, for the same reason',
  },
}
