import { hash } from 'node:crypto'
import {
  type Outcome,
  PUSH_LIMIT,
  type PullRequest,
  pullAnswer,
  pushAnswer,
  type RecoveryReason,
  type WireRow,
} from '../../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../../shared/protocol/version.ts'
import type { Ledger, Pulled } from '../ledger/ledger.ts'
import { type RelayAnswer, RelayUnreachable } from '../ports.ts'
import type { OutboxCommand, SyncStore } from '../store/sync-store.ts'
import { type DeviceSession, expectAnswer } from './device-session.ts'
import { wireRowsOf } from './wire-rows-of.ts'

export interface ExchangeParts {
  sync: SyncStore
  ledger: Ledger
  session: DeviceSession
  now(): number
  /** Told how far the relay's clock is ahead of this one, in milliseconds. */
  clockSeen(skewMs: number): void
  signal: AbortSignal
}

/** How many outcomes one pull asks for: no more commands than that are sent before a pull has settled them. */
export const UNSETTLED_LIMIT = 5000
/** A pull of more rows waits on disk until it is complete. */
const ROWS_IN_MEMORY = 20_000
/** A push stays well below what the relay takes in one body; one command larger than that goes alone. */
const PUSH_CHARACTERS = 4_000_000

/** Sends what is queued, oldest first, in batches. An answer only acknowledges: commands settle by a pull. */
export async function pushQueued(parts: ExchangeParts, sent: (left: number) => void): Promise<void> {
  while (parts.sync.unsettledCount() <= UNSETTLED_LIMIT - PUSH_LIMIT) {
    const batch = fitting(parts.sync.unsent(PUSH_LIMIT))
    if (batch.length === 0) return
    const body = {
      protocol: PROTOCOL,
      incarnation: parts.sync.state('incarnation'),
      commands: batch.map(({ id, seq, name, version, payload, userId, givenAt }) => {
        return { id, seq, name, version, payload, userId, at: givenAt }
      }),
    }
    const answer = await parts.session.request({
      method: 'POST',
      path: '/v1/push',
      body,
      signal: parts.signal,
    })
    const { outcomes } = expectAnswer(answer, pushAnswer)
    const isOurs = outcomes.some(outcome => batch.some(({ id }) => id === outcome.id))
    if (!isOurs) throw new RelayUnreachable('the relay took none of the commands')
    parts.sync.acknowledge(
      outcomes.map(outcome => outcome.id),
      parts.now(),
    )
    sent(parts.sync.queuedCount())
  }
}

function fitting(commands: readonly OutboxCommand[]): OutboxCommand[] {
  let characters = 0
  return commands.filter((command, at) => {
    characters += JSON.stringify(command.payload).length
    return at === 0 || characters <= PUSH_CHARACTERS
  })
}

/** Takes in what the relay has and this desktop lacks: all pages in one transaction, when caught up. */
export async function pullChanges(parts: ExchangeParts): Promise<void> {
  const { sync, ledger } = parts
  const ids = sync.queued().map(command => command.id)
  const acknowledged = sync.acknowledged(UNSETTLED_LIMIT)
  const asked = {
    incarnation: sync.state('incarnation') ?? '',
    cursor: sync.cursor(),
    epoch: Number(sync.state('epoch') ?? '0'),
    // Those it has first: each of them must be among the outcomes.
    queued: [...new Set([...acknowledged, ...ids])].slice(0, UNSETTLED_LIMIT),
    numbersLeft: { order: sync.numbersLeft('order'), payment: sync.numbersLeft('payment') },
  }
  sync.dropStage()
  const { pulled, lastSeq } = await pullPages(parts, asked)
  // Sequence numbers that this profile has not come to: it is an older copy of what it was.
  if (lastSeq >= Number(sync.state('nextSeq') ?? '1')) throw new HistoryLost('desktop-put-back')
  // Commands the relay had once and no longer has, without having lost what this desktop has pulled. Their numbers may have
  // gone to others since: to those of the profile that this one is a copy of.
  const known = new Set(pulled.outcomes.map(outcome => outcome.id))
  if (acknowledged.some(id => !known.has(id))) throw new HistoryLost('relay-put-back')
  ledger.takeIn(pulled)
}

/** This desktop and the relay no longer have one history, seen from here: recovery. */
export class HistoryLost extends Error {
  readonly reason: RecoveryReason
  constructor(reason: RecoveryReason) {
    super(reason)
    this.name = 'HistoryLost'
    this.reason = reason
  }
}

/**
 * Pulls until caught up. Where there are too many rows, and `on disk` in any case, they are staged beside those staged
 * before; `pulled.rows` then walks all of them.
 */
export async function pullPages(
  parts: Pick<ExchangeParts, 'sync' | 'session' | 'signal' | 'now' | 'clockSeen'>,
  asked: Omit<PullRequest, 'protocol'>,
  rowsWait: 'on disk' | 'in memory' = 'in memory',
): Promise<{ pulled: Pulled; lastSeq: number }> {
  const { sync, session, signal } = parts
  const outcomes: Outcome[] = []
  let { cursor } = asked
  let isStaged = rowsWait === 'on disk'
  let rows: WireRow[] = []
  for (;;) {
    const body: PullRequest = { protocol: PROTOCOL, ...asked, cursor }
    const answer = await session.request({ method: 'POST', path: '/v1/pull', body, signal })
    const page = expectAnswer(answer, pageWithoutRows)
    const pageRows = (answer.body as { rows: unknown }).rows
    if (!isWhole(answer, pageRows, page.checksum)) throw new RelayUnreachable('a page arrived damaged')
    if (page.relayAt !== undefined) parts.clockSeen(page.relayAt - parts.now())
    outcomes.push(...page.outcomes)
    rows = rows.concat(wireRowsOf(pageRows))
    isStaged ||= rows.length > ROWS_IN_MEMORY
    if (isStaged) {
      sync.stage(rows)
      rows = []
    }
    if (page.complete) {
      const all = isStaged ? sync.staged() : rows.length > 0 ? rows : null
      return { pulled: { ...page, rows: all, outcomes }, lastSeq: page.lastSeq }
    }
    if (page.to.rev <= cursor.rev) throw new RelayUnreachable('a page that leads no further')
    cursor = page.to
  }
}

const pageWithoutRows = pullAnswer.omit({ rows: true })

/** A relay's answer begins with its rows: the text of a good page is hashed as it came. */
const ROWS_BEGIN = '{"rows":'
const ROWS_END = ',"to":{"rev":'

// Over the rows as they were sent: a schema may have dropped fields this version does not know.
function isWhole({ text }: RelayAnswer, rows: unknown, checksum: string): boolean {
  const end = text?.startsWith(ROWS_BEGIN) ? text.lastIndexOf(ROWS_END) : -1
  if (end > 0 && hash('sha256', text!.slice(ROWS_BEGIN.length, end)) === checksum) return true
  return hash('sha256', JSON.stringify(rows) ?? '') === checksum
}
