import type { Outcome, PullAnswer, PullRequest } from '../../shared/protocol/sync.ts'
import type { Asker, Mutant } from './mutant.ts'

/** What each desktop was told when its recovery began. */
const told = new WeakMap<Asker, Outcome[]>()
const recovering = new WeakSet<Asker>()

export const knownAskedOutsideSnapshot: Mutant = {
  name: 'known-asked-outside-snapshot',
  mistake:
    'A recovery asks which commands the relay knows before it fetches the rows, not in their snapshot.',
  request(path, body, desktop, disk) {
    if (path === '/v1/recover' && !told.has(desktop)) {
      const ids = new Set(desktop.rows<{ id: string }>('SELECT id FROM outbox').map(({ id }) => id))
      const known = disk.all<Omit<Outcome, 'refusal'>>('SELECT cmd_id AS id, outcome, rev FROM command_log')
      told.set(
        desktop,
        known.filter(({ id }) => ids.has(id)).map(outcome => ({ ...outcome, refusal: null })),
      )
    }
    const own = desktop.incarnation()
    const isRecovery = path === '/v1/pull' && (body as PullRequest).incarnation !== own
    if (isRecovery && (body as PullRequest).queued.length > 0) recovering.add(desktop)
    else if (path === '/v1/pull' && !isRecovery) told.delete(desktop)
    return undefined
  },
  answer(path, body, desktop) {
    const page = body as PullAnswer
    if (path !== '/v1/pull' || !page.outcomes || !recovering.delete(desktop)) return undefined
    return { ...page, outcomes: told.get(desktop) ?? page.outcomes }
  },
}
