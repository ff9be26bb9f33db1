import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProfile } from '../../electron/backend/store/open-profile.ts'
import { toRow } from '../../electron/backend/store/row-codec.ts'
import { openRowStore } from '../../electron/backend/store/row-store.ts'
import { verifyProfile } from '../../electron/backend/store/verify-profile.ts'
import { contextOf } from '../../shared/domain/command.ts'
import { commandNamed } from '../../shared/domain/commands.ts'
import { gather } from '../../shared/domain/gather.ts'
import { type AnyRow, TABLE_NAMES } from '../../shared/domain/tables.ts'
import type { GivenCommand } from '../../shared/testing/memory-ledger.ts'
import type { StoreBooks } from './store-books.ts'

/** Books on a desktop's SQLite store, in a folder of its own that goes when they are closed. */
export function openDesktopBooks(): StoreBooks {
  const folder = mkdtempSync(join(tmpdir(), 'florin-laws-'))
  const profile = openProfile(folder)
  const rows = openRowStore(profile.writer)
  const play = profile.writer.transaction((commands: readonly GivenCommand[]) => {
    for (const table of TABLE_NAMES) rows.empty(table)
    for (const { id, name, payload, actor, at } of commands) {
      const command = commandNamed(name)!
      const parsed = command.payload.parse(payload)
      const view = gather(command, parsed, actor, read => rows.answer(read))
      const decision = command.decide(parsed, view, contextOf(id, actor, at))
      if (decision.refusal) throw new Error(`${name} is refused here: ${JSON.stringify(decision.refusal)}`)
      for (const write of decision.writes) {
        if ('row' in write) rows.predict(write.table, write.row)
        else rows.remove(write.table, write.deletedId)
      }
    }
  })
  return {
    name: 'desktop store',
    play: async commands => play.immediate(commands),
    rowsOf: async table =>
      (profile.writer.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]).map(
        record => toRow(table, record) as AnyRow,
      ),
    findings: async () => verifyProfile(profile.writer).findings.map(finding => JSON.stringify(finding)),
    async close() {
      profile.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
