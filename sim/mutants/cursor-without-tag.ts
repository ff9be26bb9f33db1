import type { PullRequest } from '../../shared/protocol/sync.ts'
import type { Mutant } from './mutant.ts'

export const cursorWithoutTag: Mutant = {
  name: 'cursor-without-tag',
  mistake: 'The cursor is a revision alone: a relay that was put back takes it for its own.',
  request(path, body, _, disk) {
    if (path !== '/v1/pull') return undefined
    const asked = body as PullRequest
    const rev = Math.min(asked.cursor.rev, disk.head())
    const [logged] = disk.all<{ tag: string }>('SELECT tag FROM command_log WHERE rev = ?', rev)
    return { ...asked, epoch: 0, cursor: { rev, tag: logged?.tag ?? asked.cursor.tag } }
  },
}
