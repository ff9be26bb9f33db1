import { createHash } from 'node:crypto'
import { PUSH_LIMIT, type PullAnswer, pullAnswer, pushAnswer } from '../../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../../shared/protocol/version.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { RelayUnreachable } from '../ports.ts'
import type { SyncStore } from '../store/sync-store.ts'
import { type DeviceSession, expectAnswer } from './device-session.ts'

export interface ExchangeParts {
  sync: SyncStore
  ledger: Ledger
  session: DeviceSession
  now(): number
  signal: AbortSignal
}

/** Sends what is queued, oldest first, in batches. An answer only acknowledges: commands settle by a pull. */
export async function pushQueued(parts: ExchangeParts, sent: (left: number) => void): Promise<void> {
  for (;;) {
    const batch = parts.sync.unsent(PUSH_LIMIT)
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
    for (const outcome of outcomes) parts.sync.acknowledge(outcome.id, parts.now())
    if (outcomes.length === 0) throw new RelayUnreachable('the relay took none of the commands')
    sent(parts.sync.queuedCount())
  }
}

/** Takes in what the relay has and this desktop lacks. Pages are staged and applied in one transaction, when caught up. */
export async function pullChanges(parts: ExchangeParts): Promise<void> {
  parts.sync.clearStage()
  let cursor = parts.sync.cursor()
  for (let page = 0; ; page++) {
    const body = {
      protocol: PROTOCOL,
      incarnation: parts.sync.state('incarnation'),
      cursor,
      queued: parts.sync
        .queued()
        .map(command => command.id)
        .slice(0, 5000),
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
    if (pulled.complete && page === 0) return parts.ledger.apply([pulled])
    parts.sync.stage(page, JSON.stringify(pulled))
    cursor = pulled.to
    if (pulled.complete)
      return parts.ledger.apply(parts.sync.staged().map(text => JSON.parse(text) as PullAnswer))
  }
}

// Over the rows as they were sent: a schema may have dropped fields this version does not know.
function checksumOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify((body as { rows: unknown }).rows))
    .digest('hex')
}
