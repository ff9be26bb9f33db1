import type { Hono } from 'hono'
import type { AuditTable } from '../../shared/domain/audit/audit-entry.ts'
import { auditGrant } from '../../shared/domain/audit/audit-grant.ts'
import { subjectOf } from '../../shared/domain/audit/subjects-of.ts'
import type { UserRow } from '../../shared/domain/user/user-row.ts'
import { row } from '../../shared/domain/view.ts'
import { auditRequest } from '../../shared/protocol/sync.ts'
import { readTrail } from '../audit/read-trail.ts'
import { type Api, deviceOf, userOf } from './api.ts'
import { readSpoken } from './check-protocol.ts'
import { ProblemError } from './problem.ts'

/** `POST /v1/audit`: who did what to one document, newest first; for whoever may look at the document itself. */
export function addAudit(app: Hono, api: Api): void {
  app.post('/v1/audit', async c => {
    const device = await deviceOf(api, c)
    const user = await userOf(api, c, device)
    const { subject, before, limit } = await readSpoken(c, auditRequest, 4_096)
    const { companyId } = device
    const { table, id } = subject
    await mustMayLook(api, companyId, user, table, id)
    const trail = await api.relay.store.read(sql =>
      readTrail(sql, companyId, subjectOf(table, id), before, limit),
    )
    return c.json(trail)
  })
}

async function mustMayLook(
  api: Api,
  companyId: string,
  user: UserRow,
  table: AuditTable,
  id: string,
): Promise<void> {
  const grant = auditGrant(user, table)
  if (grant === 'all') return
  if (grant === 'own') {
    const view = await api.relay.gatherIn(companyId, known => {
      const document = known.has(row(table, id)) ? known.get(table, id) : null
      const customerId = document && 'customerId' in document ? document.customerId : null
      return [row(table, id), ...(customerId ? [row('customers', customerId)] : [])]
    })
    const document = view.get(table, id)
    const customer =
      table === 'customers'
        ? view.get('customers', id)
        : document && 'customerId' in document
          ? view.seen('customers', document.customerId)
          : null
    if (customer?.salespersonId === user.id) return
  }
  throw new ProblemError('not-allowed', 'This history is not for this user.')
}
