import type { SyncIssueRow } from '../../shared/domain/task/task-row.ts'
import { giveCommand } from './give-command.ts'
import { useRoute } from './router.ts'
import { useAsk } from './use-ask.ts'

/** The refused request this screen was opened to repair, while it is open; its payload is what was typed. */
export function useIssue(): SyncIssueRow | null {
  const issueId = useRoute()?.query.get('issue') ?? null
  const attention = useAsk('attention.open', {}, { enabled: issueId !== null })
  return attention.data?.issues.find(issue => issue.id === issueId) ?? null
}

/** Says that a refused request was repaired or given up: its card goes away everywhere. */
export async function closeIssue(issueId: string): Promise<void> {
  await giveCommand('sync-issue.close', { issueId })
}
