import type { Logger } from 'pino'
import type { Actor, Job } from '../shared/domain/command.ts'
import type { CommandName } from '../shared/domain/commands.ts'
import type { GatheredView, Read } from '../shared/domain/view.ts'
import type { Clock, Random } from '../shared/lib/ids.ts'
import type { Outcome, Series } from '../shared/protocol/sync.ts'

/** One SQL text for SQLite and PostgreSQL: `$1` placeholders, integers for booleans and instants, JSON as text. */
export interface Sql {
  /** Rows of a SELECT, or of a statement with RETURNING. */
  all<Row extends object>(text: string, params?: readonly SqlValue[]): Promise<Row[]>
  /** The only row, or null. */
  one<Row extends object>(text: string, params?: readonly SqlValue[]): Promise<Row | null>
  /** How many rows a change touched. */
  run(text: string, params?: readonly SqlValue[]): Promise<number>
  /**
   * Rows for which `keyColumns` equal one of `keys`, in one round trip however many there are. `select` is a SELECT with a
   * WHERE, to which the condition is added; its columns must tell which key a row answers.
   */
  lookup<Row extends object>(
    select: string,
    params: readonly SqlValue[],
    keyColumns: readonly string[],
    keys: readonly (readonly string[])[],
  ): Promise<Row[]>
  /**
   * Inserts rows, as values in the order of `columns`, in as few round trips as the engine allows. `onConflict` is the
   * clause after the values, such as `ON CONFLICT DO NOTHING`; without it a taken key throws. Answers rows touched.
   */
  insert(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly SqlValue[])[],
    onConflict?: string,
  ): Promise<number>
}

export type SqlValue = string | number | null

/** The relay's database. */
export interface Store {
  readonly engine: 'sqlite' | 'postgres'
  /** One consistent snapshot, nothing written. */
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  /** One transaction, durable when it resolves, undone when `work` throws. PostgreSQL retries serialization failures. */
  write<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** One transaction on one company, which holds the company's row lock: commands of a company are decided one by one. */
export interface CompanyTransaction {
  readonly sql: Sql
  readonly companyId: string
  /** Decides a command the relay gives itself; a command id seen before answers its stored outcome. */
  run<N extends CommandName>(command: {
    id: string
    name: N
    payload: unknown
    actor: Actor
    at: number
  }): Promise<Outcome>
  /** Business rows as they are in this transaction, for code that only looks. */
  gather(reads: (view: GatheredView) => Read[]): Promise<GatheredView>
  /** The next number of a series, for documents the relay makes. Never handed out twice. */
  nextNumber(series: Series): Promise<string>
  /** Puts a job into the queue in this transaction; a key seen before changes nothing. `runAt` in epoch ms. */
  enqueue(job: RelayJob, runAt: number): Promise<void>
}

/** Jobs of the domain, and the relay's own. */
export type RelayJob =
  | Job
  | {
      kind: 'gateway.reconcile' | 'gateway.forget-method' | 'reminder.send' | 'bounces.read'
      key: string
      payload: Record<string, string>
    }

/** How a job ended: done, to be tried again at an instant (with an empty `error`: it only waits for it), or given up for good. */
export type JobResult = { done: true } | { retryAt: number; error: string } | { failed: string }

export type JobHandler = (job: {
  companyId: string
  key: string
  payload: Record<string, string>
  /** Tries before this one. */
  attempts: number
  enqueuedAt: number
  /** Aborted when the relay stops. */
  signal: AbortSignal
}) => Promise<JobResult>

/** Calls back later, for real or in a simulated world. */
export interface Timers {
  /** Calls `work` once after `ms`, unless the returned function is called before. */
  after(ms: number, work: () => void): () => void
}

/** What the relay's parts are given; nothing reaches for clock, randomness, network or disk by itself. */
export interface RelayPorts {
  store: Store
  clock: Clock
  random: Random
  timers: Timers
  log: Logger
  /** Begins a transaction on a company and locks it. Afterwards desktops are nudged when it gained a revision. */
  inCompany<T>(companyId: string, work: (tx: CompanyTransaction) => Promise<T>): Promise<T>
  /** The same view of business rows in a snapshot, without lock. */
  gatherIn(companyId: string, reads: (view: GatheredView) => Read[]): Promise<GatheredView>
  /** Resolves when the company's head may have moved past `rev`, or after `timeoutMs`. */
  waitForHead(companyId: string, rev: number, timeoutMs: number, signal: AbortSignal): Promise<number>
}
