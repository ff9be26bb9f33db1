import type { SyncIssueRow, TaskRow } from '../../../../shared/domain/task/task-row.ts'
import type { Attention } from '../../../../shared/protocol/desk.ts'
import { toRow } from '../row-codec.ts'
import type { QueryContext } from './query-context.ts'

type SqlRecord = Record<string, unknown>

/** `attention.open`: what someone of the staff must look at. Refused requests are their author's, and every admin's. */
export function attentionOpen(q: QueryContext): Attention {
  const tasks = q
    .sql(
      `SELECT t.*, coalesce(c.name, '') AS customerName FROM tasks t LEFT JOIN customers c ON c.id = t.customerId
       WHERE t.state = 'open' AND (@ownerId IS NULL OR c.salespersonId = @ownerId) ORDER BY t.createdAt DESC, t.id DESC LIMIT 500`,
    )
    .all({ ownerId: q.ownerId }) as SqlRecord[]
  const issues = q
    .sql(
      `SELECT s.*, coalesce(u.name, '') AS userName FROM sync_issues s LEFT JOIN users u ON u.id = s.userId
       WHERE s.state = 'open' AND (@everybody = 1 OR s.userId = @userId) ORDER BY s.refusedAt DESC, s.id DESC LIMIT 500`,
    )
    .all({ everybody: q.user.roles.includes('admin') ? 1 : 0, userId: q.user.id }) as SqlRecord[]
  return {
    tasks: tasks.map(record => ({
      ...(toRow('tasks', record) as TaskRow),
      customerName: record.customerName as string,
    })),
    issues: issues.map(record => ({
      ...(toRow('sync_issues', record) as SyncIssueRow),
      userName: record.userName as string,
    })),
  }
}
