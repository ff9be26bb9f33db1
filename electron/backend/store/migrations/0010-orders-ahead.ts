import type { Database } from 'better-sqlite3'
import { forgetCursor } from '../forget-cursor.ts'
import type { MigrationStep } from '../migration.ts'

const SQL = `
ALTER TABLE orders ADD COLUMN lastLinkId TEXT;
ALTER TABLE orders ADD COLUMN lastMailId TEXT;

ALTER TABLE payments ADD COLUMN heldForOrderId TEXT;
CREATE INDEX payments_heldForOrderId ON payments (heldForOrderId) WHERE heldForOrderId IS NOT NULL;

ALTER TABLE payment_links ADD COLUMN orderId TEXT;
CREATE INDEX payment_links_orderId ON payment_links (orderId) WHERE orderId IS NOT NULL;

ALTER TABLE mails ADD COLUMN orderId TEXT;
CREATE INDEX mails_orderId ON mails (orderId) WHERE orderId IS NOT NULL;
`

/**
 * What payment links for pending orders need: which order a link and a mail are about, and what is held for it. The cursor is
 * forgotten, for a newer relay may have sent some of it before.
 */
export const ordersAhead: Pick<MigrationStep, 'changes'> & { run(db: Database): void } = {
  run(db) {
    db.exec(SQL)
    forgetCursor(db)
  },
  changes: {
    scope_cursor: 'the next pull brings every row again, with what was not known here',
    sync_state: 'a first sync under way begins again, for the same reason',
  },
}
