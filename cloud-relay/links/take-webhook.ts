import {
  GatewayUnknown,
  GatewayUnreachable,
  type WebhookEvent,
  type WebhookRefusal,
} from '../gateways/gateway.ts'
import type { RelayPorts, Sql } from '../ports.ts'
import { applySnapshot } from './apply-snapshot.ts'
import { comparePayoutsSoon } from './compare-gateway.ts'
import type { NamedGateway } from './named-gateway.ts'

export type WebhookAnswer = { refused: WebhookRefusal['refused'] } | 'taken' | 'known' | 'later'

/**
 * Takes a webhook whose signature was checked: reads the object it is about again, and writes event, state, ledger and jobs in one
 * transaction. `later` asks the gateway to send it again.
 */
export async function takeWebhook(
  ports: RelayPorts,
  companyId: string,
  { name, gateway }: NamedGateway,
  event: WebhookEvent,
): Promise<WebhookAnswer> {
  if (await ports.store.read(sql => isKnown(sql, companyId, event.id))) return 'known'
  const readAt = ports.clock.now()
  try {
    const snapshot =
      event.attemptId === null || event.type === 'unknown' ? null : await gateway.retrieve(event.attemptId)
    return await ports.inCompany(companyId, async tx => {
      if (!(await store(tx.sql, companyId, event, readAt))) return 'known'
      if (snapshot !== null) {
        const report = { from: 'look' as const, gateway: name, readAt, address: null, eventId: event.id }
        await applySnapshot(tx, snapshot, report, ports.log)
      }
      if (event.type === 'payout.updated') await comparePayoutsSoon(tx, event.id, readAt)
      return 'taken'
    })
  } catch (error) {
    if (error instanceof GatewayUnreachable || error instanceof GatewayUnknown) return 'later'
    throw error
  }
}

async function isKnown(sql: Sql, companyId: string, eventId: string): Promise<boolean> {
  const text = 'SELECT event_id FROM provider_event WHERE company_id = $1 AND event_id = $2'
  return (await sql.one(text, [companyId, eventId])) !== null
}

async function store(sql: Sql, companyId: string, event: WebhookEvent, at: number): Promise<boolean> {
  const inserted = await sql.run(
    `INSERT INTO provider_event (company_id, event_id, type, attempt_id, happened_at, received_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (company_id, event_id) DO NOTHING`,
    [companyId, event.id, event.rawType.slice(0, 100), event.attemptId, event.createdAt, at],
  )
  return inserted === 1
}
