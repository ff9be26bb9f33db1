import { createTable } from '../dialect.ts'
import type { Migration } from '../migration.ts'

/** Numbers that were skipped on purpose, with the reason: `restore` after a relay was put back to a backup. */
export const numberGaps: Migration = {
  version: 5,
  name: 'number-gaps',
  statements: engine => [
    createTable(
      engine,
      'number_gap',
      [
        'company_id TEXT NOT NULL',
        'series TEXT NOT NULL',
        'first_number INT NOT NULL',
        'last_number INT NOT NULL',
        'reason TEXT NOT NULL',
        'at INT NOT NULL',
      ],
      'company_id, series, first_number',
    ),
  ],
}
