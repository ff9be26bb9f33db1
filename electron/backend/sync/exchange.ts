import { createHash } from 'node:crypto'
import { PUSH_LIMIT, type PullAnswer, pullAnswer, pushAnswer } from '../../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../../shared/protocol/version.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { RelayUnreachable } from '../ports.ts'
import type { OutboxCommand, SyncStore } from '../store/sync-store.ts'
import { type DeviceSession, expectAnswer } from './device-session.ts'

export interface ExchangeParts {
  sync: SyncStore
  ledger: Ledger
  session: DeviceSession
  now(): number
  signal: AbortSignal
}

/** How many outcomes one pull asks for: no more commands than that are sent before a pull has settled them. */
const UNSETTLED_LIMIT = 5000
/** A push stays well below what the relay takes in one body; one command larger than that goes alone. */
const PUSH_CHARACTERS = 4_000_000

/** Sends what is queued, oldest first, in batches. An answer only acknowledges: commands settle by a pull. */
export async function pushQueued(parts: ExchangeParts, sent: (left: number) => void): Promise<void> {
  while (parts.sync.unsettledCount() < UNSETTLED_LIMIT) {
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
    if (outcomes.length === 0) throw new RelayUnreachable('the relay took none of the commands')
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
  const pages: PullAnswer[] = []
  let cursor = parts.sync.cursor()
  do {
    const body = {
      protocol: PROTOCOL,
      incarnation: parts.sync.state('incarnation'),
      cursor,
      queued: parts.sync
        .queued()
        .map(command => command.id)
        .slice(0, UNSETTLED_LIMIT),
      numbersLeft: { order: parts.sync.numbersLeft('order'), payment: parts.sync.numbersLeft('payment') },
    }
    const answer = await parts.session.request({
      method: 'POST',
      path: '/v1/pull',
      body,
      signal: parts.signal,
    })
    const pulled = expectAnswer(answer, pullAnswer)
    if (checksumOf(answer.body) !== pulled.checksum) throw new RelayUnreachable('a page arrived damaged')
    pages.push(pulled)
    cursor = pulled.to
  } while (!pages.at(-1)?.complete)
  parts.ledger.takeIn(pages)
}

// Over the rows as they were sent: a schema may have dropped fields this version does not know.
function checksumOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify((body as { rows: unknown }).rows))
    .digest('hex')
}
