import { tableOf } from '../../shared/domain/tables.ts'
import { AUDIT_COLUMNS, auditRows } from '../audit/audit-rows.ts'
import { enqueueJobs } from '../jobs/enqueue-jobs.ts'
import type { SqlValue } from '../ports.ts'
import type { CompanyDraft } from './company-draft.ts'
import { refValue } from './company-rows.ts'
import { type GivenCommand, isKnownCommand, type Verdict } from './decide-command.ts'
import type { HeldCompany } from './held-company.ts'

/** A command with its verdict and the revision it got. */
export interface Decided {
  given: GivenCommand
  verdict: Verdict
  rev: number
}

const ENTITY = ['company_id', 'tbl', 'id', 'rev', 'scope', 'deleted', 'doc']
const ENTITY_REF = ['company_id', 'tbl', 'ref', 'value', 'id']
const UNIQ = ['company_id', 'claim', 'tbl', 'id']
const QUARANTINE = ['company_id', 'cmd_id', 'name', 'version', 'payload', 'error', 'quarantined_at']
const LOG = [
  'company_id',
  'rev',
  'tag',
  'cmd_id',
  'incarnation_id',
  'seq',
  'name',
  'version',
  'payload',
  'user_id',
  'device_id',
  'at',
  'outcome',
  'refusal',
  'decided_at',
]

/** Until parts of a company are synced apart, everything is in one scope. */
const WHOLE_COMPANY = ''

/** Writes a decided batch: rows, what they are found by, claims, the log, the trail, jobs and the company's new head. */
export async function flush(
  company: HeldCompany,
  draft: CompanyDraft,
  decided: readonly Decided[],
  now: number,
): Promise<void> {
  const { sql, companyId, rows } = company
  const entities: SqlValue[][] = []
  const refs: SqlValue[][] = []
  const claims: SqlValue[][] = []
  const sent: Promise<unknown>[] = []

  for (const [table, id, { row, rev }] of draft.entries()) {
    const before = rows.row(table, id)
    const definition = tableOf(table)
    const doc = row === null ? '' : JSON.stringify(row)
    entities.push([companyId, table, id, rev, WHOLE_COMPANY, row === null ? 1 : 0, doc])
    for (const ref of definition.refs) {
      const was = refValue(before, ref)
      const is = refValue(row, ref)
      if (was === is) continue
      if (was !== null) sent.push(sql.run(DELETE_REF, [companyId, table, ref, was, id]))
      if (is !== null) refs.push([companyId, table, ref, is, id])
    }
    const held = before ? definition.claims(before) : []
    const wanted = row ? definition.claims(row) : []
    for (const claim of held) {
      if (!wanted.includes(claim)) sent.push(sql.run(DELETE_CLAIM, [companyId, claim]))
    }
    for (const claim of wanted) if (!held.includes(claim)) claims.push([companyId, claim, table, id])
  }

  let tag = company.tag
  const log = decided.map(({ given, verdict, rev }): SqlValue[] => {
    tag = newTag(company)
    const { userId, deviceId } = given.actor.kind === 'user' ? given.actor : { userId: 'relay', deviceId: '' }
    return [
      companyId,
      rev,
      tag,
      given.id,
      given.incarnationId,
      given.seq,
      storedName(given.name),
      given.version,
      storedPayload(given.payload),
      userId,
      deviceId,
      given.at,
      verdict.outcome,
      verdict.refusal ? JSON.stringify(verdict.refusal) : '',
      now,
    ]
  })
  const quarantine = decided
    .filter(({ verdict }) => verdict.crash !== null)
    .map(({ given, verdict }): SqlValue[] => [
      companyId,
      given.id,
      storedName(given.name),
      given.version,
      storedPayload(given.payload),
      JSON.stringify(verdict.crash?.message ?? ''),
      now,
    ])
  const trail = auditRows(
    companyId,
    company.chain,
    decided.map(({ given, verdict, rev }) => ({
      ...given,
      ...verdict,
      name: storedName(given.name),
      rev,
      takenAt: now,
    })),
  )
  const head = company.head + decided.length

  sent.push(
    sql.insert('entity', ENTITY, entities, UPSERT_ENTITY),
    sql.insert('entity_ref', ENTITY_REF, refs),
    sql.insert('uniq', UNIQ, claims),
    sql.insert('command_log', LOG, log),
    sql.insert('audit', AUDIT_COLUMNS, trail.rows),
    sql.insert('quarantine', QUARANTINE, quarantine),
    enqueueJobs(
      sql,
      companyId,
      decided.flatMap(({ verdict }) => verdict.jobs.map(job => ({ job, runAt: now }))),
      now,
    ),
    sql.run(MOVE_ON, [companyId, head, tag, trail.head.count, trail.head.hash]),
  )
  await Promise.all(sent)

  for (const [table, id, { row }] of draft.entries()) rows.written(table, id, row)
  company.head = head
  company.tag = tag
  company.chain = trail.head
}

const MOVE_ON =
  'UPDATE company SET head = $2, tag = $3, audit_count = $4, audit_hash = $5 WHERE company_id = $1'
const UPSERT_ENTITY =
  'ON CONFLICT (company_id, tbl, id) DO UPDATE SET rev = excluded.rev, scope = excluded.scope, ' +
  'deleted = excluded.deleted, doc = excluded.doc'
const DELETE_REF =
  'DELETE FROM entity_ref WHERE company_id = $1 AND tbl = $2 AND ref = $3 AND value = $4 AND id = $5'
const DELETE_CLAIM = 'DELETE FROM uniq WHERE company_id = $1 AND claim = $2'

// Random, so that a relay put back to an old backup gives the same revisions other tags, and desktops notice.
function newTag(company: HeldCompany): string {
  return Buffer.from(company.random.bytes(9)).toString('base64url')
}

// Names this relay knows are stored plainly; any other text as JSON, which is safe for every database.
function storedName(name: string): string {
  return isKnownCommand(name) ? name : JSON.stringify(name)
}

function storedPayload(payload: unknown): string {
  return JSON.stringify(payload ?? null)
}
