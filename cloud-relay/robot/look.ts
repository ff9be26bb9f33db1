import { COMPANY_ROW, companyOf } from '../../shared/domain/company/company-of.ts'
import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import { nextSendingInstant } from '../../shared/domain/mail/sending-hours.ts'
import { row } from '../../shared/domain/view.ts'
import type { CompanyTransaction, JobHandler, RelayPorts } from '../ports.ts'
import { runReminders } from './run-reminders.ts'

const KEPT_MS = 3 * 86_400_000

/**
 * The handler of `robot.look` jobs: queues what is due of reminders, and the company's next look, in one transaction. Looks
 * at the same instant are one job, so that however many chains of them begin, one goes on; a look too many finds nothing.
 */
export function createRobot(ports: RelayPorts): JobHandler {
  return async ({ companyId, payload }) => {
    await ports.inCompany(companyId, async tx => {
      const company = companyOf(await tx.gather(() => [row('companies', COMPANY_ROW)]))
      if (company === null) return
      const now = ports.clock.now()
      if (payload.changed !== undefined) await lookAgainAtInvoices(tx, now)
      await runReminders(tx, company, ports.store.engine, now)
      await enqueueLook(tx, company, now)
      await tx.sql.run(
        "DELETE FROM job WHERE company_id = $1 AND kind = 'robot.look' AND state = 'done' AND run_at < $2",
        [companyId, now - KEPT_MS],
      )
    })
    return { done: true }
  }
}

async function enqueueLook(tx: CompanyTransaction, company: CompanyRow, now: number): Promise<void> {
  const at = nextSendingInstant(company, company.reminderHour, now + 1)
  await tx.enqueue({ kind: 'robot.look', key: `robot:${at}`, payload: {} }, at)
}

/** The hour was changed for which daily invoices wait: each finds its time anew. */
async function lookAgainAtInvoices(tx: CompanyTransaction, now: number): Promise<void> {
  await tx.sql.run(
    `UPDATE job SET run_at = $2 WHERE company_id = $1 AND kind = 'invoice.automatic' AND state = 'queued' AND run_at > $2`,
    [tx.companyId, now],
  )
}
