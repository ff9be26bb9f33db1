import type { Migration } from '../migration.ts'

/** Which of its link's invoices a payment is for, as JSON; empty where it is all of them, as it was before. */
export const picks: Migration = {
  version: 10,
  name: 'picks',
  statements: () => ["ALTER TABLE pay_request ADD COLUMN picks TEXT NOT NULL DEFAULT ''"],
}
