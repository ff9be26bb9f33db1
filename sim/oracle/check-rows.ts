import { TABLE_NAMES } from '../../shared/domain/tables.ts'
import type { World } from '../world.ts'

export interface Entity {
  tbl: string
  id: string
  rev: number
  doc: Record<string, unknown>
}

/** What the relay has, without what is gone. */
export function relayRows(world: World): Entity[] {
  return world.disk
    .all<{ tbl: string; id: string; rev: number; doc: string }>(
      'SELECT tbl, id, rev, doc FROM entity WHERE deleted = 0',
    )
    .map(row => ({ ...row, doc: JSON.parse(row.doc) as Record<string, unknown> }))
}

/** Every desktop equals the relay, row by row, in both directions. */
export function checkRows(world: World, entities: readonly Entity[]): void {
  const there = new Map(entities.map(({ tbl, id, rev, doc }) => [`${tbl} ${id}`, `${rev} ${sorted(doc)}`]))
  for (const desktop of world.desktops) {
    const { backend } = desktop
    if (!backend) continue
    let count = 0
    for (const table of TABLE_NAMES) {
      for (const { id } of desktop.rows<{ id: string }>(`SELECT id FROM ${table}`)) {
        count++
        const image = backend.readRows.image(table, id)!
        const here = `${image.rev} ${sorted(JSON.parse(image.doc) as Record<string, unknown>)}`
        const expected = there.get(`${table} ${id}`)
        if (here === expected) continue
        world.violations.push({
          what: `${desktop.name} has ${table} ${id} as ${here}, the relay as ${expected ?? 'nothing'}`,
          ids: [id, desktop.name],
        })
      }
    }
    if (count !== there.size) {
      const missing = entities.find(({ tbl, id }) => backend.readRows.image(tbl as never, id) === null)
      world.violations.push({
        what: `${desktop.name} has ${count} rows, the relay ${there.size}: ${JSON.stringify(missing)}`,
        ids: missing ? [missing.id, desktop.name] : [desktop.name],
      })
    }
  }
}

function sorted(doc: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(doc).sort(([a], [b]) => (a < b ? -1 : 1)))
}
