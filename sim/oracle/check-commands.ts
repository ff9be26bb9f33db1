import type { Clerks } from '../play/clerks.ts'
import type { Survivors } from '../play/survivors.ts'
import type { World } from '../world.ts'
import type { Entity } from './check-rows.ts'

interface Logged {
  rev: number
  cmd_id: string
  outcome: string
}

/** Every command a user was told is kept has exactly one visible outcome, and every check stands once. */
export function checkCommands(
  world: World,
  entities: readonly Entity[],
  clerks: Clerks,
  survivors: Survivors,
): void {
  const { violations, disk, desktops } = world
  const log = disk.all<Logged>('SELECT rev, cmd_id, outcome FROM command_log ORDER BY rev')
  const outcomes = new Map(log.map(entry => [entry.cmd_id, entry]))
  for (const [at, { rev, cmd_id }] of log.entries()) {
    if (rev !== at + 1) violations.push({ what: `revision ${at + 1} is missing`, ids: [cmd_id] })
  }
  if (outcomes.size !== log.length) violations.push({ what: 'a command stands in the log twice', ids: [] })
  const issues = new Set(entities.filter(({ tbl }) => tbl === 'sync_issues').map(({ doc }) => doc.commandId))
  const payments = new Map(
    entities.filter(({ tbl }) => tbl === 'payments').map(({ id, doc }) => [id, doc.totalCents]),
  )
  const owed = survivors.owed(desktops.map(desktop => desktop.held))
  for (const { commandId, name, payload } of clerks.acknowledged.values()) {
    const logged = outcomes.get(commandId)
    if (!logged) {
      if (owed.has(commandId) && !clerks.dealtWith.has(commandId)) {
        violations.push({
          what: `${name} ${commandId} was kept, and is nowhere`,
          ids: idsOf(commandId, payload),
        })
      }
      continue
    }
    if (logged.outcome === 'quarantined') {
      violations.push({ what: `${name} ${commandId} crashed its decision`, ids: [commandId] })
    }
    if (logged.outcome !== 'accepted' && !issues.has(commandId)) {
      violations.push({ what: `${name} ${commandId} was refused and nobody sees it`, ids: [commandId] })
    }
    if (name === 'payment.receive' && payments.get(String(payload.paymentId)) !== payload.totalCents) {
      violations.push({
        what: `check ${String(payload.paymentId)} of ${String(payload.totalCents)} is not there as received`,
        ids: idsOf(commandId, payload),
      })
    }
  }
  for (const desktop of desktops) {
    const settled = desktop.rows<{ id: string; outcome: string; rev: number }>(
      "SELECT id, outcome, rev FROM outbox WHERE status = 'settled'",
    )
    for (const { id, outcome, rev } of settled) {
      const logged = outcomes.get(id)
      if (!logged && outcome === 'refused' && clerks.dealtWith.has(id)) continue
      if (logged?.outcome === outcome && logged.rev === rev) continue
      if (logged?.outcome === outcome && outcome === 'refused') continue
      violations.push({
        what: `${desktop.name} takes ${id} for ${outcome} at ${rev}, the relay for ${JSON.stringify(logged)}`,
        ids: [id],
      })
    }
  }
}

function idsOf(commandId: string, payload: Record<string, unknown>): string[] {
  const named = [payload.paymentId, payload.orderId, payload.customerId].filter(id => typeof id === 'string')
  return [commandId, ...named.slice(0, 1)]
}
