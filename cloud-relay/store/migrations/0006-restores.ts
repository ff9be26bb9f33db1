import { createTable } from '../dialect.ts'
import type { Migration } from '../migration.ts'

/** When a company was restored, and where one went that moved away. */
export const restores: Migration = {
  version: 6,
  name: 'restores',
  statements: engine => [
    createTable(
      engine,
      'restoration',
      [
        'company_id TEXT NOT NULL',
        'epoch INT NOT NULL',
        'restored_at INT NOT NULL',
        'backup_rev INT NOT NULL',
        // 1 where the replaced database could not be read: nobody knows what was sent between backup and restore.
        'is_blind INT NOT NULL',
      ],
      'company_id, epoch',
    ),
    "ALTER TABLE company ADD COLUMN moved_to TEXT NOT NULL DEFAULT ''",
  ],
}
