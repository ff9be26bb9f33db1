import type { Logger } from 'pino'
import { COMMANDS } from '../../shared/domain/commands.ts'
import { assert } from '../../shared/lib/assert.ts'
import type { Clock, Random } from '../../shared/lib/ids.ts'
import { enqueueJobs } from '../jobs/enqueue-jobs.ts'
import type { CompanyTransaction, Sql, Store, Timers } from '../ports.ts'
import { ProblemError } from '../routes/problem.ts'
import { CompanyRows } from './company-rows.ts'
import { gatherReads } from './gather-for.ts'
import type { HeldCompany } from './held-company.ts'
import { takeNumber } from './number-series.ts'
import { runBatch } from './run-batch.ts'

/** There is no such company at this relay. */
class UnknownCompanyError extends Error {
  override name = 'UnknownCompanyError'
}

/** What the ledger needs to run. */
export interface LedgerPorts {
  store: Store
  clock: Clock
  random: Random
  timers: Timers
  log: Logger
}

interface LockedRow {
  head: number
  tag: string
  moved_to: string
  audit_since: number
  audit_count: number
  audit_hash: string
}

/** A locked company as the relay's own routes hold it: with the batch besides. */
export interface LockedCompany extends CompanyTransaction {
  readonly held: HeldCompany
}

/**
 * Locks a company's row until the transaction ends, so that its commands are decided one by one and revisions commit in
 * order. Throws {@link UnknownCompanyError}, and busy for a company that was moved to another database.
 */
export async function lockCompany(ports: LedgerPorts, sql: Sql, companyId: string): Promise<LockedCompany> {
  const company = await sql.one<LockedRow>(
    `UPDATE company SET head = head WHERE company_id = $1
     RETURNING head, tag, moved_to, audit_since, audit_count, audit_hash`,
    [companyId],
  )
  if (!company) throw new UnknownCompanyError(companyId)
  if (company.moved_to !== '') throw movedAway()
  const { head, tag } = company
  const { clock, random, log } = ports
  const rows = new CompanyRows(sql, companyId)
  const isRemote = ports.store.engine === 'postgres'
  const chain = { since: company.audit_since, count: company.audit_count, hash: company.audit_hash }
  const held: HeldCompany = { sql, companyId, rows, clock, random, log, isRemote, head, tag, chain }
  return {
    held,
    sql,
    companyId,
    async run({ id, name, payload, actor, at }) {
      const given = { id, name, payload, actor, at, incarnationId: '', seq: 0, bound: true }
      const [outcome] = await runBatch(held, [{ ...given, version: COMMANDS[name].version }])
      assert(outcome, 'a command has an outcome')
      return outcome
    },
    gather: reads => gatherReads(rows, reads),
    nextNumber: series => takeNumber(sql, companyId, series),
    enqueue: (job, runAt) => enqueueJobs(sql, companyId, [{ job, runAt }], clock.now()),
  }
}

/** The company's relay database is another one now; asked again once the operator has switched over, desktops go on. */
export function movedAway(): ProblemError {
  return new ProblemError('busy', 'This company was moved to another database of the relay. Try again later.')
}

/** One transaction on one locked company; answers what `work` does, and the head before and after. */
export async function withCompany<T>(
  ports: LedgerPorts,
  companyId: string,
  work: (company: LockedCompany) => Promise<T>,
): Promise<{ value: T; head: number; moved: boolean }> {
  return ports.store.write(async sql => {
    const company = await lockCompany(ports, sql, companyId)
    const before = company.held.head
    const value = await work(company)
    return { value, head: company.held.head, moved: company.held.head > before }
  })
}
