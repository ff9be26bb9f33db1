import type { Migration } from '../migration.ts'

/**
 * The nightly comparison asks for the movements and the request of one attempt, and for what moved lately. Payouts that were
 * kept before are told anew: desktops did not hear of them.
 */
export const books: Migration = {
  version: 14,
  name: 'books',
  statements: () => [
    // By the attempt alone: beside a clustered key that begins with the company, SQLite would not take another that does.
    'CREATE INDEX movement_by_attempt ON movement (attempt_id)',
    'CREATE INDEX movement_by_time ON movement (company_id, gateway, happened_at)',
    'CREATE INDEX pay_request_by_attempt ON pay_request (attempt_id)',
    'UPDATE payout SET is_explained = 0',
  ],
}
