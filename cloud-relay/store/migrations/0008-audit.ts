import { appendOnly, createTable } from '../dialect.ts'
import type { Migration } from '../migration.ts'

/**
 * Who did what to which document: entries chained by their hashes. A company that is older than its trail has one from
 * its next command on, and says from where.
 */
export const audit: Migration = {
  version: 8,
  name: 'audit',
  statements: engine => {
    const integer = engine === 'sqlite' ? 'INTEGER' : 'BIGINT'
    return [
      createTable(
        engine,
        'audit',
        [
          'company_id TEXT NOT NULL',
          'nth INT NOT NULL',
          'subject TEXT NOT NULL',
          // The very text that was hashed.
          'entry TEXT NOT NULL',
          'hash TEXT NOT NULL',
        ],
        'company_id, nth',
      ),
      'CREATE INDEX audit_by_subject ON audit (company_id, subject, nth)',
      ...appendOnly(engine, 'audit'),
      `ALTER TABLE company ADD COLUMN audit_since ${integer} NOT NULL DEFAULT 0`,
      `ALTER TABLE company ADD COLUMN audit_count ${integer} NOT NULL DEFAULT 0`,
      "ALTER TABLE company ADD COLUMN audit_hash TEXT NOT NULL DEFAULT ''",
      'UPDATE company SET audit_since = head',
    ]
  },
}
