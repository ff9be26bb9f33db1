import type { Database } from 'better-sqlite3'
import { forgetCursor } from '../forget-cursor.ts'
import type { MigrationStep } from '../migration.ts'

const SQL = `
ALTER TABLE applications ADD COLUMN bookedWith TEXT;
CREATE INDEX applications_bookedWith ON applications (bookedWith) WHERE bookedWith IS NOT NULL;
`

/**
 * Which payment's coming in booked an entry: older entries do not know. The cursor is forgotten, for a newer relay may have
 * sent some of it before.
 */
export const bookedWith: Pick<MigrationStep, 'changes'> & { run(db: Database): void } = {
  run(db) {
    db.exec(SQL)
    forgetCursor(db)
  },
  changes: {
    scope_cursor: 'the next pull brings every row again, with what was not known here',
    sync_state: 'a first sync under way begins again, for the same reason',
  },
}
