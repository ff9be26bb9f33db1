import type { SyncStatus } from '../../../shared/protocol/desk.ts'
import type { MendingNotice, RecoveryNotice } from '../../../shared/protocol/mending-notices.ts'
import type { RecoveryReason } from '../../../shared/protocol/sync.ts'
import { firstSyncOf } from '../ledger/first-rows.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type BackendPorts, type RelayHttp, RelayUnreachable } from '../ports.ts'
import type { RowReader } from '../store/row-store.ts'
import type { SyncStore } from '../store/sync-store.ts'
import { type AgreementParts, proveAgreement } from './agreement.ts'
import { type DeviceSession, RelayProblem } from './device-session.ts'
import { HistoryLost, pullChanges, pushQueued } from './exchange.ts'
import { type FirstSyncParts, firstSync } from './first-sync.ts'
import { recover, recoveryReasonOf } from './recover.ts'

/** Without a nudge the relay is asked this often: correctness never depends on the nudge. */
const POLL_MS = 15_000
const FIRST_BACKOFF_MS = 1_000
const LAST_BACKOFF_MS = 30_000
/** While someone works here a relay that did not answer is tried this often, ± half: they see within 5 s that it is back. */
const IN_USE_BACKOFF_MS = 3_300
/** So long after a window's last question someone counts as working here. */
const IN_USE_MS = 5 * 60_000
/** A recovery ends with one history. When so many in a row don't, something is wrong that only a person can mend. */
const RECOVERIES_IN_A_ROW = 3
/** A clock that is further off is worth telling: dates are taken from it. */
const SKEW_TOLD_MS = 5 * 60_000
/** So often a desktop proves that it has what the relay has. */
const PROVE_MS = 24 * 60 * 60_000

export interface SyncLoopParts {
  sync: SyncStore
  rows: RowReader
  ledger: Ledger
  session: DeviceSession
  http: RelayHttp
  ports: BackendPorts
  /** Copies the database into the profile's folder before it is replaced; answers the file's name. */
  salvage(reason: RecoveryReason): string
  /** Refused requests and mails not yet gone, for the status. */
  counts(): { refusedCount: number; waitingMailCount: number }
  /** Told when it may have changed; it is read where someone wants to know. */
  statusChanged(status: () => SyncStatus): void
}

/** Pushes, pulls and listens for as long as it runs; never throws, says how it fares. */
export function createSyncLoop(parts: SyncLoopParts) {
  const { sync, ports } = parts
  const stop = new AbortController()
  let phase: SyncStatus['phase'] = 'starting'
  let problem: SyncStatus['problem'] = null
  let since = ports.clock.now()
  let wake = new AbortController()
  let wanted = true
  let running: Promise<void> | null = null
  let listening = new AbortController()
  let heard: Promise<void> = Promise.resolve()
  let recoveriesInARow = 0
  let skewMs = 0
  let usedAt = Number.NEGATIVE_INFINITY

  const status = (): SyncStatus => {
    const lastSyncAt = sync.state('lastSyncAt')
    return {
      phase,
      since,
      queuedCount: sync.queuedCount(),
      ...parts.counts(),
      lastSyncAt: lastSyncAt === null ? null : Number(lastSyncAt),
      firstSync: firstSyncOf(sync),
      agreedAt: Number(sync.state('agreedAt') || '0') || null,
      mending: JSON.parse(sync.state('mending') || 'null') as MendingNotice | null,
      recovery: JSON.parse(sync.state('recovery') || 'null') as RecoveryNotice | null,
      clockSkewMs: Math.abs(skewMs) > SKEW_TOLD_MS ? skewMs : null,
      problem,
    }
  }

  function enter(next: SyncStatus['phase'], why: SyncStatus['problem'] = null): void {
    if (next !== phase && !(phase === 'up-to-date' && next === 'syncing')) since = ports.clock.now()
    phase = next
    problem = why
    parts.statusChanged(status)
  }

  // Saying how it fares reads the profile, which may be what failed.
  function tryEnter(next: SyncStatus['phase'], why: SyncStatus['problem']): void {
    try {
      enter(next, why)
    } catch (error) {
      ports.log('error', 'the sync status could not be read', { error: String(error) })
    }
  }

  function kick(): void {
    wanted = true
    wake.abort()
  }

  const isInUse = () => Math.abs(ports.clock.now() - usedAt) < IN_USE_MS

  const round = {
    sync,
    rows: parts.rows,
    ledger: parts.ledger,
    session: parts.session,
    now: ports.clock.now,
    clockSeen: ms => {
      skewMs = ms
    },
    breathe: () => ports.timers.sleep(0),
    signal: stop.signal,
    log: ports.log,
  } satisfies AgreementParts & FirstSyncParts

  /** Sends and takes in until nothing is left to send. What the relay would not take keeps nothing else from arriving. */
  async function exchange(): Promise<void> {
    const mustRecover = sync.state('mustRecover')
    if (mustRecover) throw new HistoryLost(mustRecover as RecoveryReason)
    await firstSync(round, () => parts.statusChanged(status))
    do {
      const failure = await pushQueued(round, () => parts.statusChanged(status)).catch(error => {
        if (problemOf(error) !== 'relay-error') throw error
        return error as unknown
      })
      await pullChanges(round)
      if (failure) throw failure
    } while (sync.unsent(1).length > 0)
  }

  async function exchangeOrRecover(): Promise<void> {
    for (;;) {
      try {
        await exchange()
        recoveriesInARow = 0
        return
      } catch (error) {
        const reason = recoveryReasonOf(error)
        if (reason === null) throw error
        if (recoveriesInARow >= RECOVERIES_IN_A_ROW) {
          // Told to people, and tried once more after each pause: the relay may only have been put back often.
          recoveriesInARow = RECOVERIES_IN_A_ROW - 1
          throw error
        }
        await recover({ ...round, ports, salvage: parts.salvage }, reason)
        recoveriesInARow++
      }
    }
  }

  /** Once a day, and when asked for, while there is nothing else to do. */
  async function proveWhenDue(): Promise<void> {
    const agreedAt = sync.state('agreedAt')
    // What has just been fetched needs no proof yet.
    if (agreedAt === null) return sync.setState('agreedAt', String(ports.clock.now()))
    if (Math.abs(ports.clock.now() - Number(agreedAt)) < PROVE_MS) return
    const isIdle = () => !wanted && !stop.signal.aborted
    if (await proveAgreement(round, isIdle)) parts.statusChanged(status)
  }

  async function listen(signal: AbortSignal): Promise<void> {
    let backoff = FIRST_BACKOFF_MS
    while (!signal.aborted) {
      try {
        const accessToken = await parts.session.accessToken()
        for await (const head of parts.http.heads({ path: '/v1/events', accessToken, signal })) {
          backoff = FIRST_BACKOFF_MS
          if (head > sync.cursor().rev) kick()
        }
      } catch {
        // Whether the relay is gone, or only its stream, is the loop's to find out.
      }
      if (phase === 'up-to-date') kick()
      await ports.timers.sleep(jittered(backoff, ports), signal)
      backoff = Math.min(backoff * 2, LAST_BACKOFF_MS)
    }
  }

  async function run(): Promise<void> {
    let backoff = FIRST_BACKOFF_MS
    while (!stop.signal.aborted) {
      wanted = false
      wake = new AbortController()
      let pauseMs = POLL_MS
      try {
        if (phase !== 'offline' && phase !== 'stopped') enter('syncing')
        await exchangeOrRecover()
        if (phase === 'offline') kickListener()
        enter('up-to-date')
        backoff = FIRST_BACKOFF_MS
        await proveWhenDue()
      } catch (error) {
        if (stop.signal.aborted) return
        const why = problemOf(error)
        if (why !== null || !(error instanceof RelayUnreachable)) {
          ports.log('warn', 'sync failed', { problem: why, error: String(error) })
        }
        tryEnter(why === null ? 'offline' : 'stopped', why)
        // A relay that answers, and is busy, is left alone for longer each time.
        const isShort = error instanceof RelayUnreachable && isInUse()
        pauseMs = jittered(isShort ? Math.min(backoff, IN_USE_BACKOFF_MS) : backoff, ports)
        backoff = Math.min(backoff * 2, LAST_BACKOFF_MS)
      }
      // Asked again meanwhile: at once while the relay answers, else not faster than the first backoff.
      if (wanted && phase === 'up-to-date') continue
      const signal = AbortSignal.any(wanted ? [stop.signal] : [stop.signal, wake.signal])
      await ports.timers.sleep(wanted ? Math.min(pauseMs, FIRST_BACKOFF_MS) : pauseMs, signal)
    }
  }

  function kickListener(): void {
    listening.abort()
    listening = new AbortController()
    heard = listen(AbortSignal.any([stop.signal, listening.signal]))
  }

  return {
    status,
    /** Something was given here, or someone asked: exchange now. */
    kick,
    /** A window asked something: someone works here. Whoever comes back is not left waiting for the end of a long pause. */
    used(): void {
      const isReturn = !isInUse()
      usedAt = ports.clock.now()
      if (isReturn && phase === 'offline') wake.abort()
    },
    /** Proves now, from the beginning, that this desktop has what the relay has. */
    check(): void {
      sync.atomically(() => {
        sync.setState('agreement', '')
        sync.setState('agreedAt', '0')
      })
      kick()
    },
    start(): void {
      running = run()
      kickListener()
    },
    /** Ends the loop; resolves when nothing of it runs any more. */
    async stop(): Promise<void> {
      stop.abort()
      wake.abort()
      await running
      await heard
    },
  }
}

export type SyncLoop = ReturnType<typeof createSyncLoop>

/** What only a person can mend; null for what mends itself. */
function problemOf(error: unknown): SyncStatus['problem'] {
  if (error instanceof RelayProblem) {
    if (error.code === 'device-revoked') return 'device-revoked'
    if (error.code === 'device-unknown') return 'device-unknown'
    if (error.code === 'update-required') return 'update-required'
    if (error.code === 'gap' || error.code === 'forked' || error.code === 'rewound') return 'needs-recovery'
    if (error.code === 'unauthorized') return 'no-session'
    return error.code === 'busy' ? null : 'relay-error'
  }
  if (error instanceof HistoryLost) return 'needs-recovery'
  if (error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL') return 'disk-full'
  return null
}

function jittered(ms: number, ports: BackendPorts): number {
  const byte = ports.random.bytes(1)[0] ?? 0
  return Math.round(ms * (0.5 + byte / 255))
}
