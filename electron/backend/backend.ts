import { COMPANY_ROW } from '../../shared/domain/company/company-of.ts'
import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import { type Permission, seesOwnOnly } from '../../shared/domain/permissions.ts'
import type { UserRow } from '../../shared/domain/user/user-row.ts'
import { businessDateAt } from '../../shared/lib/dates.ts'
import type { DeskEvent, SessionState, SyncStatus } from '../../shared/protocol/desk.ts'
import type { RecoveryReason } from '../../shared/protocol/sync.ts'
import { openLedger } from './ledger/ledger.ts'
import type { ChangeListener } from './ledger/noting-changes.ts'
import { createCustomerRoll } from './memory/customer-roll.ts'
import { createOpenInvoices } from './memory/open-invoices.ts'
import { createTallies } from './memory/tallies.ts'
import type { BackendPorts } from './ports.ts'
import { DeskFault, type LoggedIn, rightsOf } from './session/desk-session.ts'
import { openProfile } from './store/open-profile.ts'
import { type QueryContext, rememberedUntilChange, statementCache } from './store/queries/query-context.ts'
import { openRowStore } from './store/row-store.ts'
import { salvage } from './store/salvage.ts'
import { openSyncStore } from './store/sync-store.ts'
import { createDeviceSession, type DeviceSession } from './sync/device-session.ts'
import { createSyncLoop, type SyncLoop } from './sync/sync-loop.ts'

/** What one running desktop consists of. Questions are answered from it; see `serve/handlers.ts`. */
export type Backend = ReturnType<typeof startBackend>

/** A window has been drawn by then, and whoever sits before it types a password. */
export const WARM_AFTER_MS = 1000

/** Opens a profile and starts its sync. Throws `ProfileInUseError` when another process has it. */
export function startBackend(ports: BackendPorts, directory: string, defaultRelayUrl: string) {
  const profile = openProfile(directory)
  const sync = openSyncStore(profile.writer)
  const readRows = openRowStore(profile.reader)
  const readSql = statementCache(profile.reader)
  const listeners = new Set<(event: DeskEvent) => void>()
  const onChange = new Set<ChangeListener>()
  const remembered = rememberedUntilChange()
  const listen = (listener: ChangeListener) => void onChange.add(listener)
  const roll = createCustomerRoll(listen)
  const open = createOpenInvoices(listen)
  const tallies = createTallies(listen)
  const closing = new AbortController()
  let loggedIn: LoggedIn | null = null
  let online: { session: DeviceSession; loop: SyncLoop } | null = null

  const tell = (event: DeskEvent) => {
    for (const listener of listeners) listener(event)
  }
  // Reading it asks the profile several times: only where someone listens.
  const tellStatus = (status: () => SyncStatus) => {
    if (listeners.size > 0) tell({ event: 'sync', status: status() })
  }
  const ledger = openLedger({
    db: profile.writer,
    rows: openRowStore(profile.writer),
    sync,
    clock: ports.clock,
    random: ports.random,
    changed(tables, noted) {
      if (tables.size > 0) {
        remembered.forget(tables)
        for (const listener of onChange) listener(tables, noted)
        tell({ event: 'changed', tables: [...tables] })
        if (tables.has('companies') || tables.has('users')) tell({ event: 'session' })
      }
      if (online) tellStatus(online.loop.status)
    },
  })

  /** Nobody may take a part of the company's rows for all of them. */
  const isFilling = () => Boolean(sync.state('firstSync'))
  const company = () =>
    readRows.answer({ kind: 'row', table: 'companies', id: COMPANY_ROW }) as CompanyRow | null
  const userRow = (id: string) => readRows.answer({ kind: 'row', table: 'users', id }) as UserRow | null

  function connect(): void {
    const url = sync.state('relayUrl')
    if (online || url === null || sync.state('companyId') === null) return
    const http = ports.relayAt(url)
    const session = createDeviceSession(sync, ports, http, closing.signal)
    const keepCopy = (reason: RecoveryReason) =>
      salvage(profile.writer, profile.directory, reason, ports.clock.now())
    const loop = createSyncLoop({
      sync,
      rows: readRows,
      ledger,
      session,
      http,
      ports,
      salvage: keepCopy,
      counts,
      statusChanged: tellStatus,
    })
    online = { session, loop }
    loop.start()
  }

  function counts() {
    const refused = readSql("SELECT count(*) AS n FROM sync_issues WHERE state = 'open'").get() as {
      n: number
    }
    const waiting = readSql("SELECT count(*) AS n FROM mails WHERE state IN ('queued', 'waiting')").get() as {
      n: number
    }
    return { refusedCount: refused.n, waitingMailCount: waiting.n }
  }

  connect()
  return {
    ports,
    profile,
    sync,
    ledger,
    readRows,
    /** Starts sync once the profile belongs to a company. */
    connect,
    /** The way to the relay, for questions it answers itself. */
    session(): DeviceSession {
      if (!online) throw new DeskFault('no-session')
      return online.session
    },
    kick: () => online?.loop.kick(),
    /** A window asked something. */
    used: () => online?.loop.used(),
    /** Proves now that this desktop has what the relay has. */
    check: () => online?.loop.check(),
    logIn(who: LoggedIn | null): void {
      loggedIn = who
      tell({ event: 'session' })
    },
    loggedIn: () => loggedIn,
    /** The logged-in user's row. Throws `no-session`. */
    user(): UserRow {
      const user = loggedIn && !isFilling() ? userRow(loggedIn.userId) : null
      if (!user?.active) throw new DeskFault('no-session')
      return user
    },
    /**
     * What a query sees. Salespeople who manage own customers only, or whose `right` is narrowed to them, see no others'.
     * Throws `no-session`.
     */
    context(right: Permission | null): QueryContext {
      const user = this.user()
      const settings = company()
      if (!settings) throw new DeskFault('no-session')
      const now = ports.clock.now()
      return {
        sql: readSql,
        rows: readRows,
        company: settings,
        user,
        ownerId: seesOwnOnly(user, right) ? user.id : null,
        today: businessDateAt(now, settings.timeZone),
        now,
        remember: remembered.remember,
        roll: () => roll({ sql: readSql }),
        open: () => open({ sql: readSql }),
        tallies,
      }
    },
    state(): SessionState {
      const settings = isFilling() ? null : company()
      const user = loggedIn ? userRow(loggedIn.userId) : null
      const present = settings !== null && user?.active === true
      return {
        phase: sync.state('companyId') === null ? 'no-company' : present ? 'ready' : 'locked',
        company: settings,
        user: present ? user : null,
        rights: present ? rightsOf(user) : [],
        today: businessDateAt(ports.clock.now(), settings?.timeZone ?? 'UTC'),
        deviceName: sync.state('deviceName') ?? '',
        relayUrl: sync.state('relayUrl') ?? defaultRelayUrl,
      }
    },
    status(): SyncStatus {
      if (online) return online.loop.status()
      const since = ports.clock.now()
      const notices = { recovery: null, mending: null, clockSkewMs: null }
      const never = { lastSyncAt: null, agreedAt: null, firstSync: null, ...notices }
      return { phase: 'stopped', since, queuedCount: 0, ...counts(), ...never, problem: 'no-session' }
    },
    /** Events for one renderer, until the returned function is called. */
    listen(listener: (event: DeskEvent) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Told which tables and rows changed, for caches of the backend's own. */
    onChange: listen,
    /** All customers, kept in memory. */
    roll,
    /** Reads what is kept in memory before someone waits for it; a step a turn, so that questions get through. */
    async warm(): Promise<void> {
      const steps = [() => roll({ sql: readSql }), () => open({ sql: readSql })]
      for (const step of steps) {
        if (closing.signal.aborted || isFilling()) return
        step()
        await ports.timers.sleep(0)
      }
    },
    async stop(): Promise<void> {
      closing.abort()
      await online?.loop.stop()
      profile.close()
    },
  }
}
