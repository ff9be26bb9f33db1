import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import { quietUntil, sendingInstant } from '../../shared/domain/mail/sending-hours.ts'
import { addDays, businessDateAt } from '../../shared/lib/dates.ts'
import { enqueueJobs } from '../jobs/enqueue-jobs.ts'
import { lastBlindRestore } from '../mail/mail-attempts.ts'
import type { CompanyTransaction, RelayJob, Store } from '../ports.ts'
import { dueCustomers } from './due-customers.ts'

/**
 * Queues a reminder for each customer with an invoice that came to a reminder day since the last run, once a day, at the
 * company's hour or when the relay is there again. Days on which it was away are caught up in one run; days on which
 * reminders were off, or before the first look, are not.
 */
export async function runReminders(
  tx: CompanyTransaction,
  company: CompanyRow,
  engine: Store['engine'],
  now: number,
): Promise<void> {
  const { sql, companyId } = tx
  const { timeZone, reminderHour, remindersEnabled, reminderDays } = company
  const on = businessDateAt(now, timeZone)
  const stored = await sql.one<{ reminded_on: string }>(
    'SELECT reminded_on FROM reminder_run WHERE company_id = $1',
    [companyId],
  )
  const isTime = now >= sendingInstant(company, reminderHour, on) && quietUntil(company, now) === null
  const before = stored?.reminded_on ?? addDays(on, -1)
  const since = later(before, await remindedBeforeRestore(tx, company))
  if (stored !== null && (!isTime || since >= on)) return
  if (isTime && since < on && remindersEnabled) {
    const reminders = await dueCustomers(tx, engine, reminderDays, since, on)
    const jobs = reminders.map((customerId): { job: RelayJob; runAt: number } => ({
      job: {
        kind: 'reminder.send',
        key: `reminder:${customerId}:${on}`,
        payload: { customerId, remindedOn: on, since },
      },
      runAt: now,
    }))
    if (jobs.length > 0) await enqueueJobs(sql, companyId, jobs, now)
  }
  await sql.run(
    `INSERT INTO reminder_run (company_id, reminded_on) VALUES ($1, $2)
     ON CONFLICT (company_id) DO UPDATE SET reminded_on = excluded.reminded_on`,
    [companyId, isTime ? on : before],
  )
}

/**
 * After a restore from a backup that does not know what was sent since, the last day on which customers may have been
 * reminded before it: rather a reminder too few than one twice. Empty when there was none.
 */
async function remindedBeforeRestore(
  { sql, companyId }: CompanyTransaction,
  company: CompanyRow,
): Promise<string> {
  const restoredAt = await lastBlindRestore(sql, companyId)
  if (restoredAt === null) return ''
  const on = businessDateAt(restoredAt, company.timeZone)
  return restoredAt >= sendingInstant(company, company.reminderHour, on) ? on : addDays(on, -1)
}

function later(a: string, b: string): string {
  return a > b ? a : b
}
