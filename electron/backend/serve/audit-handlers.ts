import { askedChanges } from '../../../shared/domain/audit/asked-changes.ts'
import type { AuditChange, AuditTable } from '../../../shared/domain/audit/audit-entry.ts'
import { auditGrant } from '../../../shared/domain/audit/audit-grant.ts'
import { subjectOf, subjectsOfPayload } from '../../../shared/domain/audit/subjects-of.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { AuditPage, UnsentEntry } from '../../../shared/protocol/audit-asks.ts'
import { type AuditAnswer, auditAnswer } from '../../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../../shared/protocol/version.ts'
import type { Backend } from '../backend.ts'
import { DeskFault } from '../session/desk-session.ts'
import { namesIn } from '../store/queries/names-in.ts'
import { AskRefusal, type Handlers } from './answer-question.ts'
import type { AskRelay } from './ask-relay.ts'

const PAGE = 50

/** The questions about who did what: answered by the relay, with what waits here besides. */
export function auditHandlers(backend: Backend, askRelay: AskRelay): Pick<Handlers, 'audit.of'> {
  return {
    async 'audit.of'({ table, id, before }) {
      const user = backend.user()
      const grant = auditGrant(user, table)
      if (grant === null) throw new AskRefusal(refuse('not-allowed', { right: 'setup' }))
      if (grant === 'own' && salespersonOf(backend, table, id) !== user.id) throw new DeskFault('not-found')
      const subject = subjectOf(table, id)
      const body = { protocol: PROTOCOL, subject: { table, id }, before, limit: PAGE }
      let trail: AuditAnswer = { entries: [], next: null }
      let fault: AuditPage['fault'] = null
      try {
        trail = await askRelay('POST', '/v1/audit', auditAnswer, body)
      } catch (error) {
        const met = error instanceof DeskFault ? error.fault : ''
        // What waits here is told also without the relay; a page after the first has nothing else to tell.
        if ((met !== 'unreachable' && met !== 'log-in-again') || before !== null) throw error
        fault = met
      }
      const q = backend.context(null)
      const known = new Set(trail.entries.map(({ commandId }) => commandId))
      const unsent =
        before === null ? unsentOf(backend, subject).filter(each => !known.has(each.commandId)) : []
      const told: AuditChange[] = [...unsent, ...trail.entries].flatMap(({ changes }) => changes)
      return { ...trail, unsent, fault, names: namesIn(q, table, id, told) }
    },
  }
}

function salespersonOf(backend: Backend, table: AuditTable, id: string): string | null {
  const { rows } = backend.context(null)
  const document = rows.answer({ kind: 'row', table, id }) as { customerId?: string } | null
  const customerId = table === 'customers' ? id : document?.customerId
  if (customerId === undefined) return null
  const customer = rows.answer({ kind: 'row', table: 'customers', id: customerId }) as CustomerRow | null
  return customer?.salespersonId ?? null
}

function unsentOf(backend: Backend, subject: string): UnsentEntry[] {
  const q = backend.context(null)
  return backend.sync
    .queued()
    .filter(({ name, payload }) => subjectsOfPayload(name, payload).includes(subject))
    .map(({ id, name, payload, userId, givenAt }) => {
      const user = q.rows.answer({ kind: 'row', table: 'users', id: userId }) as { name: string } | null
      const changes = askedChanges(payload, lineId => {
        const line = q.rows.answer({ kind: 'row', table: 'order_lines', id: lineId })
        return (line as { description: string } | null)?.description
      })
      return { commandId: id, command: name, by: userId, byName: user?.name ?? '', at: givenAt, changes }
    })
    .reverse()
}
