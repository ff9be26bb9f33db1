import type { AttemptSnapshot } from '../gateways/gateway.ts'
import type { CompanyTransaction, RelayPorts } from '../ports.ts'
import { applyMoneyBack, applySnapshot } from './apply-snapshot.ts'
import type { NamedGateway } from './named-gateway.ts'

const DAY_MS = 86_400_000
/** 03:00 UTC: night in the Americas, before work in Europe. */
const HOUR_OF_DAY_MS = 3 * 3_600_000

/**
 * Goes through what the gateway tells since the last time and posts captured money that no answer and no report brought:
 * so nothing is lost with reports that never came, refunds and disputes included, or with a relay restored from an old backup. Answers how much was found.
 */
export async function compareGateway(
  ports: RelayPorts,
  companyId: string,
  { name, gateway }: NamedGateway,
): Promise<number> {
  let found = 0
  for (;;) {
    const cursor = await ports.store.read(sql =>
      sql.one<{ cursor: string }>(
        "SELECT cursor FROM gateway_position WHERE company_id = $1 AND gateway = $2 AND cursor <> ''",
        [companyId, name],
      ),
    )
    const readAt = ports.clock.now()
    const page = await gateway.listSince(cursor?.cursor ?? null)
    await ports.inCompany(companyId, async tx => {
      for (const attempt of page.attempts) {
        if (attempt.state !== 'succeeded') continue
        if (await isPosted(tx, attempt)) {
          await applyMoneyBack(tx, attempt, { gateway: name, readAt }, ports.log)
          continue
        }
        found++
        ports.log.error({ companyId, attemptId: attempt.id }, 'captured money was missing, and is posted now')
        await applySnapshot(tx, attempt, { from: 'look', gateway: name, readAt, address: null }, ports.log)
      }
      await tx.sql.run(
        `INSERT INTO gateway_position (company_id, gateway, cursor, books_until) VALUES ($1, $2, $3, 0)
         ON CONFLICT (company_id, gateway) DO UPDATE SET cursor = excluded.cursor`,
        [companyId, name, page.cursor],
      )
    })
    if (!page.more) return found
  }
}

/** Puts the next night's comparison into the queue, once per night. */
export async function enqueueComparison(tx: CompanyTransaction, now: number): Promise<void> {
  const night = (Math.floor((now - HOUR_OF_DAY_MS) / DAY_MS) + 1) * DAY_MS + HOUR_OF_DAY_MS
  const key = `compare:${new Date(night).toISOString().slice(0, 10)}`
  await tx.enqueue({ kind: 'gateway.reconcile', key, payload: { compare: 'daily' } }, night)
}

/** Puts a look at the payouts into the queue, once for what told of them. */
export async function comparePayoutsSoon(tx: CompanyTransaction, why: string, now: number): Promise<void> {
  const payload = { compare: 'payouts' }
  await tx.enqueue({ kind: 'gateway.reconcile', key: `payouts:${why}`, payload }, now)
}

async function isPosted(tx: CompanyTransaction, attempt: AttemptSnapshot): Promise<boolean> {
  const known = await tx.sql.one(
    `SELECT object_id FROM provider_effect WHERE company_id = $1 AND object_id = $2 AND effect = 'captured'`,
    [tx.companyId, attempt.id],
  )
  return known !== null
}
