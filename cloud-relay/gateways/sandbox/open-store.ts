import Database from 'better-sqlite3'

/** Opens (or makes) the sandbox gateway's own database; throws when a newer sandbox has written it. */
export function openStore(path: string): Database.Database {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > migrations.length) {
    db.close()
    throw new Error(`the sandbox gateway's database has version ${version}, newer than ${migrations.length}`)
  }
  db.transaction(() => {
    for (const step of migrations.slice(version)) db.exec(step)
    db.pragma(`user_version = ${migrations.length}`)
  }).immediate()
  return db
}

/** Card and bank numbers have no column: a token remembers a brand, four digits and an outcome. */
const migrations = [
  `
  CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    methods TEXT NOT NULL,
    secret_key TEXT NOT NULL UNIQUE,
    publishable_key TEXT NOT NULL UNIQUE,
    webhook_secret TEXT NOT NULL,
    faults TEXT NOT NULL DEFAULT '{}'
  ) STRICT;
  CREATE TABLE counter (id INTEGER PRIMARY KEY CHECK (id = 1), change INTEGER NOT NULL) STRICT;
  INSERT INTO counter VALUES (1, 0);
  CREATE TABLE method_token (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account,
    kind TEXT NOT NULL,
    brand TEXT NOT NULL,
    last4 TEXT NOT NULL,
    outcome TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_by TEXT
  ) STRICT;
  CREATE TABLE attempt (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account,
    reference TEXT NOT NULL,
    amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
    currency TEXT NOT NULL,
    description TEXT NOT NULL,
    state TEXT NOT NULL,
    challenge_key TEXT,
    checkout_key TEXT,
    return_url TEXT,
    checkout_expires_at INTEGER,
    page_declines INTEGER NOT NULL DEFAULT 0,
    decline_code TEXT,
    fee_cents INTEGER,
    kind TEXT,
    brand TEXT,
    last4 TEXT,
    outcome TEXT,
    captured_at INTEGER,
    next_step TEXT,
    next_at INTEGER,
    created_at INTEGER NOT NULL,
    change INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX attempt_by_reference ON attempt (account_id, reference, created_at);
  CREATE INDEX attempt_by_change ON attempt (account_id, change);
  CREATE INDEX attempt_due ON attempt (next_at) WHERE next_at IS NOT NULL;
  CREATE TABLE refund (
    id TEXT PRIMARY KEY,
    attempt_id TEXT NOT NULL REFERENCES attempt,
    reference TEXT NOT NULL,
    amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
    state TEXT NOT NULL,
    failure_code TEXT,
    next_state TEXT,
    next_at INTEGER,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX refund_by_attempt ON refund (attempt_id);
  CREATE INDEX refund_due ON refund (next_at) WHERE next_at IS NOT NULL;
  CREATE TABLE dispute (
    id TEXT PRIMARY KEY,
    attempt_id TEXT NOT NULL UNIQUE REFERENCES attempt,
    amount_cents INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE idempotency (
    account_id TEXT NOT NULL REFERENCES account,
    key TEXT NOT NULL,
    params_hash TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, key)
  ) STRICT;
  CREATE TABLE delivery (
    seq INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account,
    body TEXT NOT NULL,
    due_at INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL DEFAULT 0,
    end TEXT
  ) STRICT;
  CREATE INDEX delivery_due ON delivery (due_at) WHERE due_at IS NOT NULL;
  `,
  `
  CREATE TABLE holder (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account,
    reference TEXT NOT NULL
  ) STRICT;
  CREATE TABLE saved_method (
    id TEXT PRIMARY KEY,
    holder_id TEXT NOT NULL REFERENCES holder,
    kind TEXT NOT NULL,
    brand TEXT NOT NULL,
    last4 TEXT NOT NULL,
    outcome TEXT NOT NULL,
    expires TEXT,
    is_gone INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  ALTER TABLE method_token ADD COLUMN expires TEXT;
  ALTER TABLE attempt ADD COLUMN expires TEXT;
  ALTER TABLE attempt ADD COLUMN keep_for TEXT;
  ALTER TABLE attempt ADD COLUMN saved_id TEXT;
  `,
  // Books, with what happened before they were kept.
  `
  ALTER TABLE dispute ADD COLUMN fee_cents INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE dispute ADD COLUMN due_at INTEGER;
  CREATE TABLE movement (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account,
    kind TEXT NOT NULL,
    attempt_id TEXT,
    object_id TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    fee_cents INTEGER NOT NULL,
    currency TEXT NOT NULL,
    at INTEGER NOT NULL,
    payout_id TEXT
  ) STRICT;
  CREATE INDEX movement_by_time ON movement (account_id, at);
  CREATE INDEX movement_by_payout ON movement (payout_id, account_id);
  CREATE TABLE payout (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account,
    amount_cents INTEGER NOT NULL,
    currency TEXT NOT NULL,
    arrives_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX payout_by_time ON payout (account_id, created_at);
  INSERT INTO movement SELECT 'txn_' || id, account_id, 'payment', id, id, amount_cents, coalesce(fee_cents, 0), currency,
    captured_at, NULL FROM attempt WHERE state = 'succeeded' AND captured_at IS NOT NULL;
  INSERT INTO movement SELECT 'txn_' || r.id, a.account_id, 'refund', a.id, r.id, -r.amount_cents, 0, a.currency, r.created_at,
    NULL FROM refund r JOIN attempt a ON a.id = r.attempt_id;
  INSERT INTO movement SELECT 'txn_back_' || r.id, a.account_id, 'refund-failed', a.id, r.id, r.amount_cents, 0, a.currency,
    r.created_at, NULL FROM refund r JOIN attempt a ON a.id = r.attempt_id WHERE r.state = 'failed';
  INSERT INTO movement SELECT 'txn_' || d.id, a.account_id, 'dispute', a.id, d.id, -d.amount_cents, 0, a.currency, d.opened_at,
    NULL FROM dispute d JOIN attempt a ON a.id = d.attempt_id;
  INSERT INTO movement SELECT 'txn_won_' || d.id, a.account_id, 'dispute-won', a.id, d.id, d.amount_cents, 0, a.currency,
    d.opened_at, NULL FROM dispute d JOIN attempt a ON a.id = d.attempt_id WHERE d.state = 'won';
  `,
]
