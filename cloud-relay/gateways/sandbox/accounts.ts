import type { Database } from 'better-sqlite3'
import type { MethodKind } from '../gateway.ts'

/** A company's account at the sandbox gateway, with what its adapter needs. */
export type SandboxAccount = {
  id: string
  name: string
  methods: readonly MethodKind[]
  secretKey: string
  publishableKey: string
  webhookSecret: string
}

type AccountRow = {
  id: string
  name: string
  methods: string
  secret_key: string
  publishable_key: string
  webhook_secret: string
}

/** Makes the account, or finds it again with its keys; name and methods follow the call. */
export function ensureAccount(
  db: Database,
  newId: (prefix: string) => string,
  wanted: { id: string; name: string; methods?: readonly MethodKind[] },
): SandboxAccount {
  const methods = JSON.stringify(wanted.methods ?? ['card', 'ach'])
  const keys = [newId('sk_sandbox'), newId('pk_sandbox'), newId('whsec')]
  db.prepare(
    `INSERT INTO account (id, name, methods, secret_key, publishable_key, webhook_secret) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, methods = excluded.methods`,
  ).run(wanted.id, wanted.name, methods, ...keys)
  return findAccount(db, 'id', wanted.id)!
}

/** The account with that id or key, or null. */
export function findAccount(
  db: Database,
  by: 'id' | 'secret_key' | 'publishable_key',
  value: string,
): SandboxAccount | null {
  const row = db.prepare<[string], AccountRow>(`SELECT * FROM account WHERE ${by} = ?`).get(value)
  if (row === undefined) return null
  return {
    id: row.id,
    name: row.name,
    methods: JSON.parse(row.methods) as MethodKind[],
    secretKey: row.secret_key,
    publishableKey: row.publishable_key,
    webhookSecret: row.webhook_secret,
  }
}
