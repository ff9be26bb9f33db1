import { createTable } from '../dialect.ts'
import type { Migration } from '../migration.ts'

/** What first syncs are served from: a cache, which can be emptied at any time. */
export const snapshots: Migration = {
  version: 4,
  name: 'snapshots',
  statements: engine => [
    createTable(
      engine,
      'snapshot',
      [
        'company_id TEXT NOT NULL',
        'snapshot_id TEXT NOT NULL',
        'rev INT NOT NULL',
        'tag TEXT NOT NULL',
        'epoch INT NOT NULL',
        'row_count INT NOT NULL',
        'made_at INT NOT NULL',
      ],
      'company_id, snapshot_id',
    ),
    createTable(
      engine,
      'snapshot_chunk',
      [
        'company_id TEXT NOT NULL',
        'snapshot_id TEXT NOT NULL',
        'chunk INT NOT NULL',
        'row_count INT NOT NULL',
        'byte_count INT NOT NULL',
        'is_last INT NOT NULL',
        // The last row it holds: the next chunk begins after it.
        'end_tbl TEXT NOT NULL',
        'end_id TEXT NOT NULL',
        'checksum TEXT NOT NULL',
        'body TEXT NOT NULL',
      ],
      'company_id, snapshot_id, chunk',
      'heap',
    ),
  ],
}
