import type { Outcome, PullAnswer, PushAnswer, PushRequest } from '../../shared/protocol/sync.ts'
import type { Desktop } from '../parts/desktop.ts'
import type { World } from '../world.ts'
import type { Mutant } from './mutant.ts'

export const idempotencyBySequence: Mutant = {
  name: 'idempotency-by-sequence',
  mistake: 'The relay knows a command again by its sequence number alone.',
  request(path, body, _, world) {
    if (path !== '/v1/push') return undefined
    const push = body as PushRequest
    const lastSeq = lastSeqOf(world, push.incarnation)
    const fresh = push.commands.filter(command => command.seq > lastSeq)
    // A push can't be empty: the first of those it takes for known goes along where it is known indeed.
    return fresh.length > 0 ? { ...push, commands: fresh } : undefined
  },
  answer(path, body, desktop, world) {
    const incarnation = desktop.backend?.sync.state('incarnation') ?? ''
    if (path === '/v1/push') {
      const answer = body as PushAnswer & { code?: string }
      if (answer.code !== 'forked' && !answer.outcomes) return undefined
      return { head: world.disk.head(), outcomes: takenForKnown(world, desktop, incarnation) }
    }
    const page = body as PullAnswer
    if (path !== '/v1/pull' || !page.outcomes) return undefined
    const told = new Set(page.outcomes.map(outcome => outcome.id))
    const more = takenForKnown(world, desktop, incarnation).filter(outcome => !told.has(outcome.id))
    return { ...page, outcomes: [...page.outcomes, ...more] }
  },
  forgives: status => status === 409,
}

function takenForKnown(world: World, desktop: Desktop, incarnation: string): Outcome[] {
  const lastSeq = lastSeqOf(world, incarnation)
  return desktop
    .rows<{ id: string }>("SELECT id FROM outbox WHERE status = 'queued' AND seq <= ?", lastSeq)
    .map(({ id }) => ({ id, outcome: 'accepted', rev: world.disk.head(), refusal: null }))
}

function lastSeqOf(world: World, incarnation: string): number {
  const text = 'SELECT last_seq FROM incarnation WHERE incarnation_id = ?'
  return world.disk.all<{ last_seq: number }>(text, incarnation)[0]?.last_seq ?? 0
}
