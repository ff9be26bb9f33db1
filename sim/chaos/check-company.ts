import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Store } from '../../cloud-relay/ports.ts'
import { openRowStore } from '../../electron/backend/store/row-store.ts'
import { verifyProfile } from '../../electron/backend/store/verify-profile.ts'
import { TABLE_NAMES } from '../../shared/domain/tables.ts'
import type { Told } from './clerk.ts'

/** What the company's relay and desktops hold when all of it has settled. */
export interface Findings {
  /** One sentence for each thing that is not as it must be. */
  losses: string[]
  commands: number
  rows: number
}

/** Compares what clerks were told with the relay's log and rows, and every desktop's rows with the relay's. */
export async function checkCompany(store: Store, profiles: readonly string[], told: Told): Promise<Findings> {
  const losses: string[] = []
  const { log, entities } = await store.read(async sql => ({
    log: await sql.all<{ cmd_id: string; outcome: string; rev: number }>(
      'SELECT cmd_id, outcome, rev FROM command_log ORDER BY rev',
    ),
    entities: await sql.all<{ tbl: string; id: string; rev: number; doc: string }>(
      'SELECT tbl, id, rev, doc FROM entity WHERE deleted = 0',
    ),
  }))
  const outcomes = new Map(log.map(({ cmd_id, outcome }) => [cmd_id, outcome]))
  if (outcomes.size !== log.length) losses.push('a command stands in the log twice')
  for (const [at, { rev }] of log.entries()) {
    if (rev !== at + 1) losses.push(`revision ${at + 1} is missing`)
  }
  for (const [commandId, { name }] of told.acknowledged) {
    if (!outcomes.has(commandId)) losses.push(`${name} ${commandId} was acknowledged and is nowhere`)
  }
  const rows = new Map(
    entities.map(({ tbl, id, rev, doc }) => [`${tbl} ${id}`, `${rev} ${sorted(JSON.parse(doc))}`]),
  )
  const payments = entities.filter(({ tbl }) => tbl === 'payments')
  for (const [paymentId, totalCents] of told.payments) {
    const found = payments.filter(({ doc }) => {
      const payment = JSON.parse(doc) as { id: string; totalCents: number }
      return payment.id === paymentId && payment.totalCents === totalCents
    })
    if (found.length !== 1) losses.push(`check ${paymentId} stands ${found.length} times`)
  }
  for (const profile of profiles) losses.push(...compareProfile(profile, rows))
  return { losses, commands: log.length, rows: rows.size }
}

function compareProfile(profile: string, relayRows: ReadonlyMap<string, string>): string[] {
  const losses: string[] = []
  const db = new Sqlite(join(profile, 'florin.db'), { readonly: true })
  const reader = openRowStore(db)
  let count = 0
  for (const table of TABLE_NAMES) {
    for (const id of db.prepare(`SELECT id FROM ${table}`).pluck().all() as string[]) {
      count++
      const image = reader.image(table, id)!
      const here = `${image.rev} ${sorted(JSON.parse(image.doc))}`
      const there = relayRows.get(`${table} ${id}`)
      if (here !== there) losses.push(`${profile}: ${table} ${id} is ${here}, at the relay ${there}`)
    }
  }
  if (count !== relayRows.size) losses.push(`${profile} has ${count} rows, the relay ${relayRows.size}`)
  for (const finding of verifyProfile(db).findings) losses.push(`${profile}: ${JSON.stringify(finding)}`)
  const recovery = db.prepare("SELECT value FROM sync_state WHERE name = 'recovery'").pluck().get()
  if (recovery) losses.push(`${profile} recovered, though nothing was put back: ${String(recovery)}`)
  db.close()
  return losses
}

function sorted(doc: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(doc).sort(([a], [b]) => (a < b ? -1 : 1)))
}
