import { createTable } from '../dialect.ts'
import type { Migration } from '../migration.ts'

/** Payment links' secrets, payments under way, what the gateway told, and mails under way. */
export const links: Migration = {
  version: 2,
  name: 'links',
  statements: engine => [
    // Several tokens open one link: each try to send a mail makes its own.
    createTable(
      engine,
      'link_token',
      [
        'company_id TEXT NOT NULL',
        'token_hash TEXT NOT NULL',
        'link_id TEXT NOT NULL',
        'mail_id TEXT NOT NULL',
        'last4 TEXT NOT NULL',
        'made_at INT NOT NULL',
      ],
      'company_id, token_hash',
    ),
    createTable(
      engine,
      'pay_nonce',
      ['company_id TEXT NOT NULL', 'nonce TEXT NOT NULL', 'used_at INT NOT NULL'],
      'company_id, nonce',
    ),
    'CREATE INDEX pay_nonce_by_age ON pay_nonce (company_id, used_at)',
    createTable(
      engine,
      'pay_request',
      [
        'company_id TEXT NOT NULL',
        'id TEXT NOT NULL',
        'link_id TEXT NOT NULL',
        'version TEXT NOT NULL',
        'amount_cents INT NOT NULL',
        'currency TEXT NOT NULL',
        'reference TEXT NOT NULL',
        'attempt_id TEXT',
        'state TEXT NOT NULL',
        'confirms INT NOT NULL',
        'visitor TEXT NOT NULL',
        'receipt_to TEXT',
        'action_url TEXT',
        'payment_id TEXT',
        'created_at INT NOT NULL',
        'updated_at INT NOT NULL',
      ],
      'company_id, id',
      'heap',
    ),
    'CREATE INDEX pay_request_by_link ON pay_request (company_id, link_id, created_at)',
    createTable(
      engine,
      'pay_lease',
      [
        'company_id TEXT NOT NULL',
        'invoice_id TEXT NOT NULL',
        'request_id TEXT NOT NULL',
        'until_at INT NOT NULL',
      ],
      'company_id, invoice_id',
    ),
    'CREATE INDEX pay_lease_by_request ON pay_lease (company_id, request_id)',
    // Rises with every change to what a link's page shows besides business rows.
    createTable(engine, 'pay_change', ['company_id TEXT NOT NULL', 'changes INT NOT NULL'], 'company_id'),
    createTable(
      engine,
      'pay_attempt',
      [
        'company_id TEXT NOT NULL',
        'idempotency_key TEXT NOT NULL',
        'request_id TEXT NOT NULL',
        'params_hash TEXT NOT NULL',
        'state TEXT NOT NULL',
        'called_at INT NOT NULL',
      ],
      'company_id, idempotency_key',
    ),
    createTable(
      engine,
      'provider_event',
      [
        'company_id TEXT NOT NULL',
        'event_id TEXT NOT NULL',
        'type TEXT NOT NULL',
        'attempt_id TEXT',
        'happened_at INT NOT NULL',
        'received_at INT NOT NULL',
      ],
      'company_id, event_id',
    ),
    createTable(
      engine,
      'provider_effect',
      ['company_id TEXT NOT NULL', 'object_id TEXT NOT NULL', 'effect TEXT NOT NULL', 'done_at INT NOT NULL'],
      'company_id, object_id, effect',
    ),
    // How far what the gateway tells was compared with ours.
    createTable(engine, 'gateway_cursor', ['company_id TEXT NOT NULL', 'cursor TEXT NOT NULL'], 'company_id'),
    createTable(
      engine,
      'pay_guard',
      ['company_id TEXT NOT NULL', 'link_id TEXT NOT NULL', 'declines INT NOT NULL'],
      'company_id, link_id',
    ),
    createTable(
      engine,
      'pay_failure',
      ['company_id TEXT NOT NULL', 'address TEXT NOT NULL', 'effect TEXT NOT NULL', 'failed_at INT NOT NULL'],
      'company_id, address, effect',
    ),
    createTable(
      engine,
      'link_renewal',
      [
        'company_id TEXT NOT NULL',
        'customer_id TEXT NOT NULL',
        'link_id TEXT NOT NULL',
        'renewed_at INT NOT NULL',
      ],
      'company_id, customer_id, link_id',
    ),
    createTable(
      engine,
      'mail_attempt',
      [
        'company_id TEXT NOT NULL',
        'mail_id TEXT NOT NULL',
        'nth INT NOT NULL',
        'state TEXT NOT NULL',
        'token_last4 TEXT NOT NULL',
        'began_at INT NOT NULL',
        'ended_at INT',
        'answer TEXT NOT NULL',
      ],
      'company_id, mail_id, nth',
    ),
  ],
}
