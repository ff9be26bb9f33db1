import type { Outcome, PullAnswer, PushAnswer, PushRequest } from '../../shared/protocol/sync.ts'
import type { RelayDisk } from '../parts/relay-disk.ts'
import type { Asker, Mutant } from './mutant.ts'

export const idempotencyBySequence: Mutant = {
  name: 'idempotency-by-sequence',
  mistake: 'The relay knows a command again by its sequence number alone.',
  request(path, body, _, disk) {
    if (path !== '/v1/push') return undefined
    const push = body as PushRequest
    const lastSeq = lastSeqOf(disk, push.incarnation)
    const fresh = push.commands.filter(command => command.seq > lastSeq)
    // A push can't be empty: the first of those it takes for known goes along where it is known indeed.
    return fresh.length > 0 ? { ...push, commands: fresh } : undefined
  },
  answer(path, body, desktop, disk) {
    const incarnation = desktop.incarnation()
    if (path === '/v1/push') {
      const answer = body as PushAnswer & { code?: string }
      if (answer.code !== 'forked' && !answer.outcomes) return undefined
      return { head: disk.head(), outcomes: takenForKnown(disk, desktop, incarnation) }
    }
    const page = body as PullAnswer
    if (path !== '/v1/pull' || !page.outcomes) return undefined
    const told = new Set(page.outcomes.map(outcome => outcome.id))
    const more = takenForKnown(disk, desktop, incarnation).filter(outcome => !told.has(outcome.id))
    return { ...page, outcomes: [...page.outcomes, ...more] }
  },
  forgives: status => status === 409,
}

function takenForKnown(disk: RelayDisk, desktop: Asker, incarnation: string): Outcome[] {
  const lastSeq = lastSeqOf(disk, incarnation)
  return desktop
    .rows<{ id: string }>("SELECT id FROM outbox WHERE status = 'queued' AND seq <= ?", lastSeq)
    .map(({ id }) => ({ id, outcome: 'accepted', rev: disk.head(), refusal: null }))
}

function lastSeqOf(disk: RelayDisk, incarnation: string): number {
  const text = 'SELECT last_seq FROM incarnation WHERE incarnation_id = ?'
  return disk.all<{ last_seq: number }>(text, incarnation)[0]?.last_seq ?? 0
}
