import type { SyncIssueRow, TaskRow } from '../../../../shared/domain/task/task-row.ts'
import type { Attention } from '../../../../shared/protocol/desk.ts'
import { toRow } from '../row-codec.ts'
import type { QueryContext } from './query-context.ts'

type SqlRecord = Record<string, unknown>

/**
 * `attention.open`: what someone of the staff must look at. Refused requests are their author's, and every admin's.
 * `deviceId` is this computer's.
 */
export function attentionOpen(q: QueryContext, deviceId: string | null): Attention {
  const tasks = q
    .sql(
      `SELECT t.*, coalesce(c.name, '') AS customerName, coalesce(u.name, '') AS causedByName, m.invoiceId AS mailInvoiceId,
         m.linkId AS mailLinkId
       FROM tasks t LEFT JOIN customers c ON c.id = t.customerId LEFT JOIN users u ON u.id = t.causedBy
       LEFT JOIN mails m ON t.kind = 'mail-undelivered' AND m.id = substr(t.subject, 7)
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
    tasks: tasks.map(record => {
      const task = toRow('tasks', record) as TaskRow
      return {
        ...task,
        customerName: record.customerName as string,
        causedByName: record.causedByName as string,
        here: task.deviceId === '' ? null : task.deviceId === deviceId,
        invoiceId: record.mailInvoiceId as string | null,
        linkId: record.mailLinkId as string | null,
      }
    }),
    issues: issues.map(record => {
      const issue = toRow('sync_issues', record) as SyncIssueRow
      return { ...issue, userName: record.userName as string, here: issue.deviceId === deviceId }
    }),
  }
}
