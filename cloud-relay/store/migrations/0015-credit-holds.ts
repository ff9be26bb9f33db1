import { createTable } from '../dialect.ts'
import type { Migration } from '../migration.ts'

/** What of which open credit (the id of its entry) a payment under way brings with it: nobody else counts on it meanwhile. */
export const creditHolds: Migration = {
  version: 15,
  name: 'credit-holds',
  statements: engine => [
    createTable(
      engine,
      'pay_credit_hold',
      [
        'company_id TEXT NOT NULL',
        'credit_id TEXT NOT NULL',
        'request_id TEXT NOT NULL',
        'amount_cents INT NOT NULL',
      ],
      'company_id, credit_id, request_id',
    ),
    'CREATE INDEX pay_credit_hold_by_request ON pay_credit_hold (company_id, request_id)',
  ],
}
