import type { Database } from 'better-sqlite3'
import { forgetCursor } from '../forget-cursor.ts'
import type { MigrationStep } from '../migration.ts'

const SQL = `
CREATE TABLE suppressed_addresses (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  address TEXT NOT NULL,
  reason TEXT NOT NULL,
  scope TEXT NOT NULL,
  mailId TEXT,
  detail TEXT NOT NULL,
  sinceAt INTEGER NOT NULL,
  liftedAt INTEGER,
  liftedBy TEXT
) STRICT;
CREATE INDEX suppressed_addresses_address ON suppressed_addresses (address);

CREATE TABLE payouts (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  gateway TEXT NOT NULL,
  reference TEXT NOT NULL,
  state TEXT NOT NULL,
  currency TEXT NOT NULL,
  amountCents INTEGER NOT NULL,
  arrivesOn TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  entryCount INTEGER NOT NULL,
  isReconciled INTEGER NOT NULL
) STRICT;
CREATE INDEX payouts_reference ON payouts (reference);

CREATE TABLE payout_entries (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  payoutId TEXT NOT NULL,
  kind TEXT NOT NULL,
  paymentId TEXT,
  reference TEXT NOT NULL,
  grossCents INTEGER NOT NULL,
  feeCents INTEGER NOT NULL,
  netCents INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX payout_entries_payoutId ON payout_entries (payoutId);
CREATE INDEX payout_entries_paymentId ON payout_entries (paymentId);

ALTER TABLE companies ADD COLUMN manualLinksEnabled INTEGER NOT NULL DEFAULT 1;
ALTER TABLE companies ADD COLUMN automaticInvoiceHour INTEGER NOT NULL DEFAULT 18;
ALTER TABLE companies ADD COLUMN payerPicksInvoices INTEGER NOT NULL DEFAULT 0;
ALTER TABLE companies ADD COLUMN partialPayments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE companies ADD COLUMN partialMinimumCents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE companies ADD COLUMN mailTemplates TEXT NOT NULL DEFAULT '[]';
ALTER TABLE companies ADD COLUMN logo TEXT NOT NULL DEFAULT '';
ALTER TABLE companies ADD COLUMN remindersEnabled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE companies ADD COLUMN reminderDays TEXT NOT NULL DEFAULT '[-3,0,7,14]';
ALTER TABLE companies ADD COLUMN reminderHour INTEGER NOT NULL DEFAULT 9;
ALTER TABLE companies ADD COLUMN quietFromHour INTEGER NOT NULL DEFAULT 20;
ALTER TABLE companies ADD COLUMN quietUntilHour INTEGER NOT NULL DEFAULT 7;
ALTER TABLE companies ADD COLUMN mailsPerMinute INTEGER NOT NULL DEFAULT 60;

ALTER TABLE customers ADD COLUMN remindersEnabled INTEGER NOT NULL DEFAULT 1;

ALTER TABLE mails ADD COLUMN invoiceIds TEXT NOT NULL DEFAULT '[]';
ALTER TABLE mails ADD COLUMN cause TEXT NOT NULL DEFAULT '';
ALTER TABLE mails ADD COLUMN deliveredAt INTEGER;
ALTER TABLE mails ADD COLUMN bouncedAt INTEGER;

ALTER TABLE payment_links ADD COLUMN kind TEXT NOT NULL DEFAULT 'invoice';
ALTER TABLE payment_links ADD COLUMN statementOn TEXT NOT NULL DEFAULT '';
ALTER TABLE payment_links ADD COLUMN deliveredAt INTEGER;
ALTER TABLE payment_links ADD COLUMN revokedAt INTEGER;
ALTER TABLE payment_links ADD COLUMN revokedBy TEXT;

ALTER TABLE payments ADD COLUMN disputeState TEXT NOT NULL DEFAULT '';
`

/**
 * What getting paid needs: settings of links, mails and reminders, what became of mails and links, addresses that mails no
 * longer go to, disputes and payouts. The cursor is forgotten, for a newer relay may have sent some of it before.
 */
export const gettingPaid: Pick<MigrationStep, 'changes'> & { run(db: Database): void } = {
  run(db) {
    db.exec(SQL)
    forgetCursor(db)
  },
  changes: {
    scope_cursor: 'the next pull brings every row again, with what was not known here',
    sync_state: 'a first sync under way begins again, for the same reason',
  },
}
