import { createTable } from '../dialect.ts'
import type { Migration } from '../migration.ts'

/** Who a company's customers are at its gateways, what payers agreed to have kept, and what is kept: never a number. */
export const savedMethods: Migration = {
  version: 13,
  name: 'saved-methods',
  statements: engine => [
    createTable(
      engine,
      'method_holder',
      [
        'company_id TEXT NOT NULL',
        'customer_id TEXT NOT NULL',
        'gateway TEXT NOT NULL',
        'holder_id TEXT NOT NULL',
      ],
      'company_id, customer_id, gateway',
    ),
    createTable(
      engine,
      'pay_consent',
      [
        'company_id TEXT NOT NULL',
        'request_id TEXT NOT NULL',
        // The press it came with: another press of the same request needs its own.
        'confirms INT NOT NULL',
        'customer_id TEXT NOT NULL',
        // The SHA-256 of the key in the cookie of the browser it was given in.
        'browser TEXT NOT NULL',
        'agreed_by TEXT NOT NULL',
        'agreed_at INT NOT NULL',
        'words TEXT NOT NULL',
        'ip TEXT NOT NULL',
        'user_agent TEXT NOT NULL',
      ],
      'company_id, request_id, confirms',
    ),
    createTable(
      engine,
      'saved_method',
      [
        'company_id TEXT NOT NULL',
        'id TEXT NOT NULL',
        'customer_id TEXT NOT NULL',
        'gateway TEXT NOT NULL',
        'holder_id TEXT NOT NULL',
        'method_id TEXT NOT NULL',
        'kind TEXT NOT NULL',
        'brand TEXT NOT NULL',
        'last4 TEXT NOT NULL',
        "expires TEXT NOT NULL DEFAULT ''",
        'browser TEXT NOT NULL',
        'agreed_by TEXT NOT NULL',
        'agreed_at INT NOT NULL',
        'words TEXT NOT NULL',
        'ip TEXT NOT NULL',
        'user_agent TEXT NOT NULL',
        'saved_at INT NOT NULL',
        // 0 and empty while it is kept.
        'removed_at INT NOT NULL DEFAULT 0',
        "removed_by TEXT NOT NULL DEFAULT ''",
      ],
      'company_id, id',
    ),
    'CREATE INDEX saved_method_customer ON saved_method (company_id, customer_id)',
    // A platform's one webhook names the account: whose it is.
    'CREATE INDEX payments_account_gateway ON payments_account (gateway)',
  ],
}
