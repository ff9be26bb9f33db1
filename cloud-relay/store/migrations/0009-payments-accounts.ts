import { createTable } from '../dialect.ts'
import type { Migration } from '../migration.ts'

/** Keys at gateways, sealed; attempts remember their gateway; payouts and differences as the gateway's books have them. */
export const paymentsAccounts: Migration = {
  version: 9,
  name: 'payments-accounts',
  statements: engine => [
    createTable(
      engine,
      'payments_account',
      [
        'company_id TEXT NOT NULL',
        // Such as `stripe:live:acct_1`: keys of another account are another gateway.
        'gateway TEXT NOT NULL',
        'key_id TEXT NOT NULL',
        'sealed TEXT NOT NULL',
        'entered_by TEXT NOT NULL',
        'entered_at INT NOT NULL',
      ],
      'company_id, gateway',
    ),
    "ALTER TABLE pay_request ADD COLUMN gateway TEXT NOT NULL DEFAULT 'sandbox'",
    createTable(
      engine,
      'gateway_position',
      [
        'company_id TEXT NOT NULL',
        'gateway TEXT NOT NULL',
        'cursor TEXT NOT NULL',
        'books_until INT NOT NULL',
      ],
      'company_id, gateway',
    ),
    `INSERT INTO gateway_position (company_id, gateway, cursor, books_until)
     SELECT company_id, 'sandbox', cursor, 0 FROM gateway_cursor`,
    'DROP TABLE gateway_cursor',
    createTable(
      engine,
      'payout',
      [
        'company_id TEXT NOT NULL',
        'payout_id TEXT NOT NULL',
        'gateway TEXT NOT NULL',
        'state TEXT NOT NULL',
        'amount_cents INT NOT NULL',
        'currency TEXT NOT NULL',
        'arrives_at INT NOT NULL',
        'created_at INT NOT NULL',
        // 0 until the movements it is made of are known; then they add up to the amount, or there is a difference.
        'is_explained INT NOT NULL',
      ],
      'company_id, payout_id',
    ),
    createTable(
      engine,
      'movement',
      [
        'company_id TEXT NOT NULL',
        'movement_id TEXT NOT NULL',
        'gateway TEXT NOT NULL',
        'kind TEXT NOT NULL',
        "attempt_id TEXT NOT NULL DEFAULT ''",
        'amount_cents INT NOT NULL',
        'fee_cents INT NOT NULL',
        'net_cents INT NOT NULL',
        'currency TEXT NOT NULL',
        "payout_id TEXT NOT NULL DEFAULT ''",
        'happened_at INT NOT NULL',
      ],
      'company_id, movement_id',
    ),
    'CREATE INDEX movement_payout ON movement (company_id, payout_id)',
  ],
}
