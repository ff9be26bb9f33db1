import { createHash, createPrivateKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Sqlite, { type Database } from 'better-sqlite3'

/**
 * The desktop as it spoke to the relay at protocol 1, kept apart from the living code: nothing here is imported from it,
 * and nothing here is changed when it changes. It works on a profile that a real desktop of that version left behind, and
 * stores rows as strictly as that one did. It decides nothing: what it has queued was decided when it was given.
 */
export class DesktopV1 {
  readonly db: Database
  readonly #ask: AskRelay
  #accessToken = ''

  constructor(ask: AskRelay) {
    this.db = new Sqlite(':memory:')
    this.db.exec(fixture('desktop.sql'))
    this.#ask = ask
  }

  state(name: string): string {
    return this.db.prepare('SELECT value FROM sync_state WHERE name = ?').pluck().get(name) as string
  }

  queued(): QueuedV1[] {
    return this.db
      .prepare(
        "SELECT id, seq, name, version, payload, userId, givenAt FROM outbox WHERE status = 'queued' ORDER BY ord",
      )
      .all() as QueuedV1[]
  }

  outcomes(): Record<string, string> {
    const settled = this.db
      .prepare("SELECT id, outcome FROM outbox WHERE status = 'settled' ORDER BY ord")
      .all()
    return Object.fromEntries(
      (settled as { id: string; outcome: string }[]).map(({ id, outcome }) => [id, outcome]),
    )
  }

  /** A new access token for the rotating refresh token and the device's signature. */
  async token(): Promise<void> {
    const deviceId = this.state('deviceId')
    const refreshToken = this.state('refreshToken')
    const key = createPrivateKey({
      key: Buffer.from(this.state('deviceKey'), 'base64'),
      format: 'der',
      type: 'pkcs8',
    })
    const signature = sign(null, Buffer.from(`florin-token:${deviceId}:${refreshToken}`), key).toString(
      'base64',
    )
    const body = { companyId: this.state('companyId'), deviceId, refreshToken, signature }
    const answer = (await this.#post('/v1/token', body)) as { accessToken: string; refreshToken: string }
    this.#keepState('refreshToken', text(answer.refreshToken))
    this.#accessToken = text(answer.accessToken)
  }

  /** The user that logged in. */
  async logIn(login: string, password: string): Promise<string> {
    const answer = (await this.#post('/v1/login', { login, password })) as {
      userId: string
      userToken: string
    }
    text(answer.userToken)
    return text(answer.userId)
  }

  /** Sends what is queued in batches of 50; answers how many commands the relay took. */
  async push(): Promise<number> {
    let count = 0
    for (;;) {
      const batch = this.db
        .prepare(
          `SELECT id, seq, name, version, payload, userId, givenAt FROM outbox
           WHERE status = 'queued' AND ackedAt IS NULL ORDER BY ord LIMIT 50`,
        )
        .all() as QueuedV1[]
      if (batch.length === 0) return count
      const body = {
        protocol: 1,
        incarnation: this.state('incarnation'),
        commands: batch.map(({ id, seq, name, version, payload, userId, givenAt }) => {
          return { id, seq, name, version, payload: JSON.parse(payload), userId, at: givenAt }
        }),
      }
      const answer = (await this.#post('/v1/push', body)) as { head: number; outcomes: OutcomeV1[] }
      whole(answer.head)
      const acknowledge = this.db.prepare("UPDATE outbox SET ackedAt = 1 WHERE id = ? AND status = 'queued'")
      for (const outcome of answer.outcomes.map(outcomeV1)) acknowledge.run(outcome.id)
      if (answer.outcomes.length === 0) throw new Error('the relay took none of the commands')
      count += answer.outcomes.length
    }
  }

  /** Takes in what changed, all pages in one transaction; settles the commands the relay names. */
  async pull(): Promise<void> {
    const pages: PageV1[] = []
    let cursor = this.db
      .prepare("SELECT rev, tag FROM scope_cursor WHERE scope = 'company'")
      .get() as CursorV1
    do {
      const body = {
        protocol: 1,
        incarnation: this.state('incarnation'),
        cursor,
        queued: this.queued().map(command => command.id),
        numbersLeft: { order: this.numbersLeft('order'), payment: this.numbersLeft('payment') },
      }
      const page = (await this.#post('/v1/pull', body)) as PageV1
      const checksum = createHash('sha256').update(JSON.stringify(page.rows)).digest('hex')
      if (checksum !== page.checksum) throw new Error('a page arrived damaged')
      for (const figure of [page.epoch, page.durableRev, page.lastSeq, page.to.rev]) whole(figure)
      pages.push(page)
      cursor = { rev: page.to.rev, tag: text(page.to.tag) }
    } while (!pages.at(-1)?.complete)
    this.db.transaction(() => this.#takeIn(pages, cursor))()
  }

  numbersLeft(series: 'order' | 'payment'): number {
    return this.db
      .prepare('SELECT coalesce(sum(lastNumber - nextNumber + 1), 0) FROM number_lease WHERE series = ?')
      .pluck()
      .get(series) as number
  }

  /** A business row in its columns; undefined when there is none. */
  row(table: string, id: string): Record<string, unknown> | undefined {
    return this.db.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id) as
      | Record<string, unknown>
      | undefined
  }

  #takeIn(pages: readonly PageV1[], cursor: CursorV1): void {
    const bases = this.db.prepare('SELECT tableName, id, rev, doc FROM base_image').all() as BaseV1[]
    for (const { tableName, id, rev, doc } of bases)
      this.#confirm(tableName, id, rev, doc === null ? null : JSON.parse(doc))
    this.db.exec('DELETE FROM base_image')
    const settle = this.db.prepare(
      "UPDATE outbox SET status = 'settled', outcome = ?, rev = ? WHERE id = ? AND status = 'queued'",
    )
    const lease = this.db.prepare('INSERT OR IGNORE INTO number_lease VALUES (?, ?, ?, ?, ?)')
    for (const page of pages) {
      for (const { table, id, rev, doc } of page.rows)
        if (Object.hasOwn(COLUMNS, table)) this.#confirm(table, id, rev, doc)
      for (const { id, outcome, rev } of page.outcomes.map(outcomeV1)) settle.run(outcome, rev, id)
      for (const { id, series, firstNumber, lastNumber } of page.leases) {
        if (series !== 'order' && series !== 'payment')
          throw new Error(`version 1 knows no series ${String(series)}`)
        lease.run(text(id), series, whole(firstNumber), whole(lastNumber), firstNumber)
      }
    }
    this.db
      .prepare("UPDATE scope_cursor SET rev = ?, tag = ? WHERE scope = 'company'")
      .run(cursor.rev, cursor.tag)
  }

  #confirm(table: string, id: string, rev: number, doc: Record<string, unknown> | null): void {
    this.db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id)
    if (doc === null) return
    const types = COLUMNS[table] ?? {}
    const values = Object.entries(types).map(([name, type]) => {
      const value = Object.hasOwn(doc, name) ? doc[name] : EMPTY[type]
      if (type === 'json') return JSON.stringify(value)
      if (type === 'boolean') return value ? 1 : 0
      return value
    })
    const unknown = Object.entries(doc).filter(([name]) => name !== 'id' && !Object.hasOwn(types, name))
    const extra = unknown.length === 0 ? null : JSON.stringify(Object.fromEntries(unknown))
    const names = ['id', ...Object.keys(types), 'rev', 'extra']
    this.db
      .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      .run(id, ...values, rev, extra)
  }

  #keepState(name: string, value: string): void {
    this.db.prepare('UPDATE sync_state SET value = ? WHERE name = ?').run(value, name)
  }

  async #post(path: string, body: unknown): Promise<unknown> {
    const { status, body: answer } = await this.#ask(path, body, this.#accessToken)
    if (status >= 200 && status < 300) return answer
    const { code, title } = answer as { code: string; title: string }
    throw new ProblemV1(status, text(code), text(title))
  }
}

/** The relay said no. */
export class ProblemV1 extends Error {
  override name = 'ProblemV1'
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, title: string) {
    super(title)
    this.status = status
    this.code = code
  }
}

/** Asks the relay with the device's token; answers status and JSON. */
export type AskRelay = (
  path: string,
  body: unknown,
  accessToken: string,
) => Promise<{ status: number; body: unknown }>

export interface QueuedV1 {
  id: string
  seq: number
  name: string
  version: number
  payload: string
  userId: string
  givenAt: number
}

interface CursorV1 {
  rev: number
  tag: string
}

interface OutcomeV1 {
  id: string
  outcome: 'accepted' | 'refused' | 'quarantined'
  rev: number
}

interface BaseV1 {
  tableName: string
  id: string
  rev: number
  doc: string | null
}

interface PageV1 {
  rows: { table: string; id: string; rev: number; doc: Record<string, unknown> | null }[]
  to: CursorV1
  complete: boolean
  epoch: number
  durableRev: number
  lastSeq: number
  outcomes: OutcomeV1[]
  leases: { id: string; series: string; firstNumber: number; lastNumber: number }[]
  checksum: string
}

const COLUMNS = JSON.parse(fixture('columns.json')) as Record<string, Record<string, string>>

/** What a field takes that the relay did not send. */
const EMPTY: Record<string, unknown> = {
  text: '',
  integer: 0,
  boolean: false,
  json: null,
  'text?': null,
  'integer?': null,
}

/** A file that was recorded when this version was the newest. */
export function fixture(name: 'desktop.sql' | 'columns.json' | 'relay.json'): string {
  return readFileSync(new URL(`./v1/${name}`, import.meta.url), 'utf8')
}

function outcomeV1(outcome: OutcomeV1): OutcomeV1 {
  if (!['accepted', 'refused', 'quarantined'].includes(outcome.outcome))
    throw new Error(`version 1 knows no outcome ${outcome.outcome}`)
  whole(outcome.rev)
  return outcome
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`version 1 expects text, not ${JSON.stringify(value)}`)
  return value
}

function whole(value: unknown): number {
  if (!Number.isSafeInteger(value))
    throw new Error(`version 1 expects a whole number, not ${JSON.stringify(value)}`)
  return value as number
}
