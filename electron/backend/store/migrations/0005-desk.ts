import type { Database } from 'better-sqlite3'
import { forgetCursor } from '../forget-cursor.ts'
import type { MigrationStep } from '../migration.ts'

const SQL = `
CREATE TABLE credits (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  number TEXT NOT NULL,
  customerId TEXT NOT NULL,
  invoiceId TEXT,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  creditedOn TEXT NOT NULL,
  currency TEXT NOT NULL,
  lines TEXT NOT NULL,
  totalCents INTEGER NOT NULL,
  note TEXT NOT NULL,
  steps TEXT NOT NULL,
  paymentId TEXT,
  createdBy TEXT NOT NULL,
  createdAt INTEGER NOT NULL
) STRICT;
CREATE INDEX credits_customerId ON credits (customerId);
CREATE INDEX credits_invoiceId ON credits (invoiceId);

CREATE TABLE credit_overrides (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  orderId TEXT NOT NULL,
  customerId TEXT NOT NULL,
  amountCents INTEGER NOT NULL,
  grantedOn TEXT NOT NULL,
  grantedBy TEXT NOT NULL,
  grantedAt INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX credit_overrides_orderId ON credit_overrides (orderId);

CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  subject TEXT NOT NULL,
  customerId TEXT NOT NULL,
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  content TEXT NOT NULL,
  addedBy TEXT NOT NULL,
  addedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX attachments_subject ON attachments (subject);

CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  kind TEXT NOT NULL,
  fileName TEXT NOT NULL,
  state TEXT NOT NULL,
  rowCount INTEGER NOT NULL,
  totalCents INTEGER NOT NULL,
  startedBy TEXT NOT NULL,
  startedAt INTEGER NOT NULL,
  endedBy TEXT,
  endedAt INTEGER
) STRICT;

CREATE TABLE import_chunks (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  importId TEXT NOT NULL,
  position INTEGER NOT NULL,
  addedIds TEXT NOT NULL,
  knownCount INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX import_chunks_importId ON import_chunks (importId);

ALTER TABLE payments ADD COLUMN reversesId TEXT;
ALTER TABLE payments ADD COLUMN returnedCents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE payments ADD COLUMN voidedOn TEXT;
ALTER TABLE payments ADD COLUMN refundState TEXT NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN creditId TEXT;
CREATE INDEX payments_reversesId ON payments (reversesId);
ALTER TABLE applications ADD COLUMN discountCents INTEGER NOT NULL DEFAULT 0;

ALTER TABLE invoices ADD COLUMN kind TEXT NOT NULL DEFAULT 'order';
ALTER TABLE invoices ADD COLUMN cause TEXT NOT NULL DEFAULT '';
ALTER TABLE invoice_revisions ADD COLUMN effectiveOn TEXT NOT NULL DEFAULT '';

ALTER TABLE companies ADD COLUMN charges TEXT NOT NULL DEFAULT '[]';
ALTER TABLE companies ADD COLUMN creditReasons TEXT NOT NULL DEFAULT '[]';
ALTER TABLE companies ADD COLUMN orderChangePolicy TEXT NOT NULL DEFAULT 'anyone';
ALTER TABLE companies ADD COLUMN closedThrough TEXT;
ALTER TABLE companies ADD COLUMN nsfFeeCents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE companies ADD COLUMN financeChargeBps INTEGER NOT NULL DEFAULT 0;
ALTER TABLE companies ADD COLUMN financeChargeFromDays INTEGER NOT NULL DEFAULT 31;

ALTER TABLE mails ADD COLUMN statementKind TEXT NOT NULL DEFAULT '';
ALTER TABLE mails ADD COLUMN statementOn TEXT NOT NULL DEFAULT '';
CREATE INDEX mails_customerId ON mails (customerId);
`

/**
 * What the whole desk needs: credits with their life and pictures, overrides, reversals and discounts, invoices without an
 * order, revisions with the day they count from, settings, and imports. The cursor is forgotten, for a newer relay may have
 * sent some of it before.
 */
export const desk: Pick<MigrationStep, 'changes'> & { run(db: Database): void } = {
  run(db) {
    db.exec(SQL)
    forgetCursor(db)
  },
  changes: {
    scope_cursor: 'the next pull brings every row again, with what was not known here',
    sync_state: 'a first sync under way begins again, for the same reason',
  },
}
