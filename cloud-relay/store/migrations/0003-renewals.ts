import type { Migration } from '../migration.ts'

/**
 * A device's refresh token is made of the relay's secret and the number of its renewal, so only the number is kept. The
 * hashes remain for devices that were enrolled before.
 */
export const renewals: Migration = {
  version: 3,
  name: 'renewals',
  statements: engine => [
    `ALTER TABLE device ADD COLUMN renewal ${engine === 'sqlite' ? 'INTEGER' : 'BIGINT'} NOT NULL DEFAULT 0`,
  ],
}
