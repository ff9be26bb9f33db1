import { z } from 'zod'
import type { KeyRing } from '../auth/key-ring.ts'
import type { Sql, Store } from '../ports.ts'

/** What opens an account at Stripe. */
export interface StripeKeys {
  /** Empty, as are the next two, for an account connected to the operator's platform. */
  secretKey: string
  publishableKey: string
  webhookSecrets: string[]
  connectedAccount: string | null
  way: 'embedded' | 'redirect'
  methods: ('card' | 'ach')[]
}

const keysSchema = z.object({
  secretKey: z.string(),
  publishableKey: z.string(),
  webhookSecrets: z.array(z.string()),
  connectedAccount: z.string().nullable(),
  way: z.enum(['embedded', 'redirect']),
  methods: z.array(z.enum(['card', 'ach'])),
})

/** The companies' keys at gateways, sealed in the database. */
export interface PaymentsVault {
  /** Keeps the keys of a company's account; keys of the same account before are replaced. */
  keep(
    sql: Sql,
    entry: { companyId: string; gateway: string; keys: StripeKeys; enteredBy: string; enteredAt: number },
  ): Promise<void>
  /** The company that has this account, whichever gateways it uses now; null for none. */
  companyWith(sql: Sql, gateway: string): Promise<string | null>
  /** Every account the company has had, by the gateway's name. */
  keysOf(sql: Sql, companyId: string): Promise<Map<string, StripeKeys>>
}

type Row = { company_id: string; gateway: string; sealed: string }

/** The vault over a ring of keys. */
export function createPaymentsVault(ring: KeyRing): PaymentsVault {
  return {
    async keep(sql, { companyId, gateway, keys, enteredBy, enteredAt }) {
      const sealed = ring.seal(JSON.stringify(keys), aboutOf(companyId, gateway))
      await sql.run(
        `INSERT INTO payments_account (company_id, gateway, key_id, sealed, entered_by, entered_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (company_id, gateway) DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed,
           entered_by = excluded.entered_by, entered_at = excluded.entered_at`,
        [companyId, gateway, ring.currentId, sealed, enteredBy, enteredAt],
      )
    },
    async companyWith(sql, gateway) {
      const found = await sql.one<{ company_id: string }>(
        'SELECT company_id FROM payments_account WHERE gateway = $1',
        [gateway],
      )
      return found?.company_id ?? null
    },
    async keysOf(sql, companyId) {
      const rows = await sql.all<Row>(
        'SELECT company_id, gateway, sealed FROM payments_account WHERE company_id = $1 ORDER BY gateway',
        [companyId],
      )
      return new Map(
        rows.map(each => [
          each.gateway,
          keysSchema.parse(JSON.parse(ring.open(each.sealed, aboutOf(companyId, each.gateway)))),
        ]),
      )
    },
  }
}

/** Seals every secret with the ring's first key that another one sealed. Answers how many; safe beside a running relay. */
export async function resealAll(store: Store, ring: KeyRing): Promise<number> {
  const old = await store.read(sql =>
    sql.all<Row>('SELECT company_id, gateway, sealed FROM payments_account WHERE key_id <> $1', [
      ring.currentId,
    ]),
  )
  let resealed = 0
  for (const { company_id, gateway, sealed } of old) {
    const about = aboutOf(company_id, gateway)
    const fresh = ring.seal(ring.open(sealed, about), about)
    // Keys that were entered meanwhile are newer, and sealed with whatever key the relay runs with.
    resealed += await store.write(sql =>
      sql.run(
        'UPDATE payments_account SET sealed = $4, key_id = $5 WHERE company_id = $1 AND gateway = $2 AND sealed = $3',
        [company_id, gateway, sealed, fresh, ring.currentId],
      ),
    )
  }
  return resealed
}

function aboutOf(companyId: string, gateway: string): string {
  return `${companyId} ${gateway}`
}
