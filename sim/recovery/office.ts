import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { openSqlite } from '../../cloud-relay/store/sqlite.ts'
import { testRandom } from '../../cloud-relay/testing/each-engine.ts'
import {
  type RelayUnderTest,
  SETUP_TOKEN,
  startRelayUnderTest,
} from '../../cloud-relay/testing/relay-under-test.ts'
import { ADMIN } from '../../cloud-relay/testing/test-device.ts'
import { type Backend, startBackend } from '../../electron/backend/backend.ts'
import { type RelayHttp, RelayUnreachable } from '../../electron/backend/ports.ts'
import { createHandlers } from '../../electron/backend/serve/handlers.ts'
import type { CommandName } from '../../shared/domain/commands.ts'
import { TABLE_NAMES } from '../../shared/domain/tables.ts'
import { assert } from '../../shared/lib/assert.ts'
import { newId } from '../../shared/lib/ids.ts'

const clock = { now: () => Date.now() }

/** A company's relay and desktops, all real, in one process and one folder; each can be stopped, copied and put back. */
export async function openOffice() {
  const folder = mkdtempSync(join(tmpdir(), 'florin-office-'))
  const relayFile = join(folder, 'relay.db')
  let relay = await startRelayUnderTest(openSqlite(relayFile))
  /** What the network does to the next requests: the relay acts, and the answer is lost. */
  const faults = { answersLost: 0 }

  const http: RelayHttp = {
    async request({ method, path, body, accessToken, userToken }) {
      const answer = await relay.app.request(path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
          ...(userToken ? { 'x-florin-user': userToken } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (path === '/v1/pull' && faults.answersLost > 0) {
        faults.answersLost--
        throw new RelayUnreachable('the answer was lost')
      }
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
    },
    // No nudges: desktops are told to exchange, or ask by themselves.
    async *heads({ signal }) {
      await sleep(600_000, undefined, { signal }).catch(() => undefined)
    },
  }

  function open(name: string): Desktop {
    const directory = join(folder, name)
    mkdirSync(directory, { recursive: true })
    const ports = {
      clock,
      random: testRandom,
      timers: {
        sleep: async (ms: number, signal?: AbortSignal) =>
          void (await sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined)),
      },
      secrets: { seal: async (plain: string) => plain, open: async (sealed: string) => sealed },
      relayAt: () => http,
      log: () => undefined,
    }
    return desktopOf(startBackend(ports, directory, 'http://127.0.0.1:1'), directory)
  }

  return {
    faults,
    relay: (): RelayUnderTest => relay,
    open,
    /** The first desktop, whose admin makes the company. */
    async found(name: string): Promise<Desktop> {
      const desktop = open(name)
      const company = {
        name: 'Aalsmeer',
        timeZone: 'UTC',
        currency: 'USD',
        language: 'en' as const,
        email: 'a@a.example',
      }
      const setup = { setupToken: SETUP_TOKEN, relayUrl: 'http://127.0.0.1:1', deviceName: name }
      await desktop.handlers['company.create']({ ...setup, company, admin: ADMIN })
      await desktop.settled()
      return desktop
    },
    /** One more desktop, let in with a code of `admin`, where the same person logs in. */
    async join(admin: Desktop, name: string): Promise<Desktop> {
      const { code } = await admin.handlers['devices.invite']({})
      const desktop = open(name)
      await desktop.handlers['company.join']({ relayUrl: 'http://127.0.0.1:1', code, deviceName: name })
      await desktop.handlers['session.login']({ login: ADMIN.login, password: ADMIN.password })
      await desktop.settled()
      return desktop
    },
    /** The relay's database as it is now, kept under a name. */
    keepRelay(name: string): void {
      const db = new Sqlite(relayFile)
      db.prepare('VACUUM INTO ?').run(join(folder, `${name}.image`))
      db.close()
    },
    /** Puts the relay back to a kept image, as a disk would be. */
    async putRelayBack(name: string): Promise<void> {
      relay.stop()
      await relay.store.close()
      for (const tail of ['', '-wal', '-shm']) rmSync(`${relayFile}${tail}`, { force: true })
      cpSync(join(folder, `${name}.image`), relayFile)
      relay = await startRelayUnderTest(openSqlite(relayFile))
    },
    /** A copy of a stopped desktop's folder, under another name. */
    copy(name: string, as: string): void {
      rmSync(join(folder, as), { recursive: true, force: true })
      cpSync(join(folder, name), join(folder, as), { recursive: true })
    },
    /** Every business row of the relay that is not gone, by table and id. */
    async relayRows(): Promise<Record<string, unknown>> {
      const rows = await relay.store.read(sql =>
        sql.all<{ tbl: string; id: string; rev: number; doc: string }>(
          'SELECT tbl, id, rev, doc FROM entity WHERE deleted = 0 ORDER BY tbl, id',
        ),
      )
      return Object.fromEntries(
        rows.map(({ tbl, id, rev, doc }) => [`${tbl} ${id}`, { rev, doc: JSON.parse(doc) }]),
      )
    },
    async close(): Promise<void> {
      relay.stop()
      await relay.store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Office = Awaited<ReturnType<typeof openOffice>>

export type Desktop = ReturnType<typeof desktopOf>

function desktopOf(backend: Backend, directory: string) {
  const handlers = createHandlers(backend)
  return {
    backend,
    handlers,
    directory,
    id: () => newId(clock, testRandom),
    /** Gives a command that must be accepted here; answers its number, if it has one. */
    give(name: CommandName, payload: Record<string, unknown>): { commandId: string; number: string | null } {
      const given = backend.ledger.give({ name, payload, userId: backend.user().id })
      assert('commandId' in given, `${name}: ${JSON.stringify(given)}`)
      return given
    },
    /** Exchanges until nothing is left to say; throws what stops it. */
    async settled(): Promise<void> {
      const askedAt = Date.now()
      backend.kick()
      for (;;) {
        await sleep(5)
        const { phase, problem, queuedCount, lastSyncAt } = backend.status()
        if (problem !== null) throw new Error(problem)
        if (phase === 'up-to-date' && queuedCount === 0 && (lastSyncAt ?? 0) >= askedAt) return
        if (phase === 'up-to-date' || phase === 'offline') backend.kick()
        assert(Date.now() - askedAt < 15_000, `not settled: ${JSON.stringify(backend.status())}`)
      }
    },
    /** Every business row, by table and id. */
    rows(): Record<string, unknown> {
      const all: Record<string, unknown> = {}
      for (const table of TABLE_NAMES) {
        const ids = backend.profile.reader
          .prepare(`SELECT id FROM ${table} ORDER BY id`)
          .pluck()
          .all() as string[]
        for (const id of ids) {
          const image = backend.readRows.image(table, id)!
          all[`${table} ${id}`] = { rev: image.rev, doc: JSON.parse(image.doc) }
        }
      }
      return all
    },
    outbox: () =>
      backend.profile.reader.prepare('SELECT id, seq, status, outcome FROM outbox ORDER BY ord').all() as {
        id: string
        seq: number
        status: string
        outcome: string | null
      }[],
    stop: () => backend.stop(),
  }
}
