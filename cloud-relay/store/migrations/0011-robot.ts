import { createTable } from '../dialect.ts'
import type { Migration } from '../migration.ts'

/**
 * What the relay sends by itself: up to which day customers were reminded, open invoices found by when they are due, and
 * each company's first look at what there is to send.
 */
export const robot: Migration = {
  version: 11,
  name: 'robot',
  statements: engine => {
    const dueOn = engine === 'sqlite' ? "json_extract(doc, '$.dueOn')" : "(doc::json ->> 'dueOn')"
    const openCents =
      engine === 'sqlite' ? "json_extract(doc, '$.openCents')" : "(doc::json ->> 'openCents')::bigint"
    return [
      createTable(
        engine,
        'reminder_run',
        ['company_id TEXT NOT NULL', 'reminded_on TEXT NOT NULL'],
        'company_id',
      ),
      `CREATE INDEX open_invoice_by_due ON entity (company_id, ${dueOn})
       WHERE tbl = 'invoices' AND deleted = 0 AND ${openCents} > 0`,
      `INSERT INTO job (company_id, job_key, kind, payload, state, run_at, attempts, lease, leased_until, last_error, enqueued_at)
       SELECT company_id, 'robot:first', 'robot.look', '{}', 'queued', 0, 0, '', 0, '', 0 FROM company WHERE moved_to = ''`,
    ]
  },
}
