import type { MigrationStep } from '../migration.ts'

/**
 * What the rules for conflicts need: balances of customers, orders on hold, who edited what, merged customers, and whose
 * command a task came from. The cursor is forgotten, for a newer relay may have sent some of it before.
 */
export const conflicts: Pick<MigrationStep, 'changes'> & { sql: string } = {
  sql: `
CREATE TABLE customer_balances (
  id TEXT PRIMARY KEY,
  rev INTEGER NOT NULL,
  extra TEXT,
  openCents INTEGER NOT NULL,
  unappliedCents INTEGER NOT NULL,
  pendingCents INTEGER NOT NULL
) STRICT;

ALTER TABLE orders ADD COLUMN onHold INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN editedBy TEXT NOT NULL DEFAULT '{}';
ALTER TABLE order_lines ADD COLUMN editedBy TEXT NOT NULL DEFAULT '{}';

ALTER TABLE customers ADD COLUMN nameKey TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN mergedIntoId TEXT;
CREATE INDEX customers_nameKey ON customers (nameKey);
CREATE INDEX customers_mergedIntoId ON customers (mergedIntoId);

ALTER TABLE tasks ADD COLUMN causedBy TEXT NOT NULL DEFAULT '';
ALTER TABLE tasks ADD COLUMN deviceId TEXT NOT NULL DEFAULT '';
CREATE INDEX tasks_subject ON tasks (subject);

DELETE FROM scope_cursor;
`,
  changes: { scope_cursor: 'the next pull brings every row again, with what was not known here' },
}
