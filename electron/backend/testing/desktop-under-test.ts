import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandName } from '../../../shared/domain/commands.ts'
import type { Rows, TableName } from '../../../shared/domain/tables.ts'
import { assert } from '../../../shared/lib/assert.ts'
import { newId } from '../../../shared/lib/ids.ts'
import { seededRandom } from '../../../shared/lib/seeded-random.ts'
import type { RecoveryReason } from '../../../shared/protocol/sync.ts'
import { DESK_AT, type Desk } from '../../../shared/testing/desk.ts'
import { fixedClock } from '../../../shared/testing/fixed-clock.ts'
import { type Given, openLedger } from '../ledger/ledger.ts'
import type { ChangeListener } from '../ledger/noting-changes.ts'
import type { BackendPorts, RelayHttp } from '../ports.ts'
import { openProfile } from '../store/open-profile.ts'
import { openRowStore } from '../store/row-store.ts'
import { salvage } from '../store/salvage.ts'
import { openSyncStore } from '../store/sync-store.ts'
import { proveAgreement } from '../sync/agreement.ts'
import { createDeviceSession, newDeviceKey } from '../sync/device-session.ts'
import { pullChanges, pushQueued } from '../sync/exchange.ts'
import { firstSync } from '../sync/first-sync.ts'
import { recover } from '../sync/recover.ts'

/** A folder of its own that goes when `remove` is called. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'florin-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** One desktop's ledger on a real profile, and its way to a relay. `seed` tells desktops apart. */
export function desktopUnderTest(
  desk: Pick<Desk, 'userId'>,
  relay: { http: RelayHttp },
  seed = 7,
  directory = temporaryFolder(),
) {
  const profile = openProfile(directory.path)
  const clock = fixedClock(DESK_AT)
  const random = seededRandom(seed)
  const rows = openRowStore(profile.writer)
  const sync = openSyncStore(profile.writer)
  const changes: TableName[][] = []
  const listeners: ChangeListener[] = []
  const ledger = openLedger({
    db: profile.writer,
    rows,
    sync,
    clock,
    random,
    changed(tables, noted) {
      changes.push([...tables])
      for (const listener of listeners) listener(tables, noted)
    },
  })
  if (sync.state('companyId') === null) {
    sync.setState('companyId', newId(clock, random))
    sync.setState('deviceId', newId(clock, random))
    sync.setState('incarnation', newId(clock, random))
    sync.setState('nextSeq', '1')
    sync.setState('refreshToken', 'r'.repeat(30))
    sync.setState('deviceKey', newDeviceKey().privateKey)
  }
  const ports: BackendPorts = {
    clock,
    random,
    timers: { sleep: async () => undefined },
    secrets: { seal: async plain => plain, open: async sealed => sealed },
    relayAt: () => relay.http,
    log: () => undefined,
  }
  const session = createDeviceSession(sync, ports, relay.http)
  const parts = {
    sync,
    ledger,
    session,
    now: clock.now,
    clockSeen: () => undefined,
    breathe: () => new Promise<void>(resolve => setImmediate(resolve)),
    rows,
    log: () => undefined,
    signal: new AbortController().signal,
  }

  return {
    profile,
    sync,
    rows,
    ledger,
    ports,
    changes,
    onChange: (listener: ChangeListener) => void listeners.push(listener),
    directory,
    newId: () => newId(clock, random),
    give: (name: CommandName, payload: Record<string, unknown>, userId = desk.userId): Given =>
      ledger.give({ name, payload, userId }),
    /** Gives a command that must be accepted here; answers its id. */
    must(name: CommandName, payload: Record<string, unknown>): string {
      const given = ledger.give({ name, payload, userId: desk.userId })
      assert('commandId' in given, `refused here: ${JSON.stringify(given)}`)
      return given.commandId
    },
    push: () => pushQueued(parts, () => undefined),
    pull: () => pullChanges(parts),
    firstSync: (progressed: () => void = () => {}) => firstSync(parts, progressed, 1),
    prove: (isWanted: () => boolean = () => true) => proveAgreement(parts, isWanted),
    recover: (reason: RecoveryReason) =>
      recover(
        { ...parts, ports, salvage: why => salvage(profile.writer, directory.path, why, clock.now()) },
        reason,
      ),
    async exchange(): Promise<void> {
      await pushQueued(parts, () => undefined)
      await pullChanges(parts)
    },
    row: <T extends TableName>(table: T, id: string) =>
      rows.answer({ kind: 'row', table, id }) as Rows[T] | null,
    /** Every business row, to compare desktops: table → rows by id. */
    everything(): Record<string, unknown[]> {
      const tables = profile.writer
        .prepare(
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%rev INTEGER NOT NULL,%extra TEXT%'",
        )
        .pluck()
        .all() as string[]
      return Object.fromEntries(
        tables.map(name => [name, profile.writer.prepare(`SELECT * FROM ${name} ORDER BY id`).all()]),
      )
    },
    close(): void {
      profile.close()
    },
    remove(): void {
      profile.close()
      directory.remove()
    },
  }
}
