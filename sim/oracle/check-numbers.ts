import type { Clerks } from '../play/clerks.ts'
import type { World } from '../world.ts'
import type { Entity } from './check-rows.ts'

const NUMBERED = ['orders', 'invoices', 'payments']

/** Printed numbers are unique; while history is whole, each is the one the user was told, and no lease goes back. */
export function checkNumbers(
  world: World,
  entities: readonly Entity[],
  clerks: Clerks,
  historyIsWhole: boolean,
): void {
  const { violations, disk } = world
  for (const table of NUMBERED) {
    const seen = new Map<unknown, string>()
    for (const { id, doc } of entities.filter(({ tbl }) => tbl === table)) {
      const other = seen.get(doc.number)
      if (other)
        violations.push({
          what: `${table} ${other} and ${id} are both ${String(doc.number)}`,
          ids: [other, id],
        })
      seen.set(doc.number, id)
    }
  }
  if (!historyIsWhole) return
  for (const commandId of clerks.usedNumbers) {
    violations.push({ what: `${commandId} was leased a number that is used`, ids: [commandId] })
  }
  const told = new Map<string, string>()
  for (const { name, number, commandId } of clerks.acknowledged.values()) {
    if (number === null) continue
    const key = `${name} ${number}`
    const other = told.get(key)
    if (other) violations.push({ what: `${key} was told twice`, ids: [other, commandId] })
    told.set(key, commandId)
  }
  const leases = disk.all<{ series: string; first_number: number; last_number: number }>(
    'SELECT series, first_number, last_number FROM number_lease ORDER BY series, first_number',
  )
  for (const [at, lease] of leases.entries()) {
    const before = leases[at - 1]
    if (before?.series === lease.series && before.last_number >= lease.first_number) {
      violations.push({ what: `leases overlap: ${JSON.stringify([before, lease])}`, ids: [] })
    }
  }
}
