import type { Database } from 'better-sqlite3'

/**
 * Takes over, from the replaced database attached as `old`, what a restore must not rewind: who has access, what was sent,
 * and money under way at the gateway. What it says of the ledger stays behind: desktops and gateway bring that again.
 */
export function carryOver(db: Database, companyId: string, restoredAt: number, epoch: number): void {
  const run = (text: string) => db.prepare(text).run({ companyId, at: restoredAt, epoch })
  carryAccess(run)
  carryMails(run)
  carryReminders(run)
  carryPayments(run)
}

type Run = (text: string) => void

const MINE = 'company_id = @companyId'

// What only grows is taken over whole; what was revoked stays so.
function carryAccess(run: Run): void {
  for (const table of ['device', 'device_user', 'link_token', 'pay_nonce', 'link_renewal', 'pay_failure']) {
    run(`INSERT OR IGNORE INTO ${table} SELECT * FROM old.${table} WHERE ${MINE}`)
  }
  run(`UPDATE device SET (renewal, revoked_at, last_seen_at) = (SELECT MAX(o.renewal, device.renewal),
         COALESCE(o.revoked_at, device.revoked_at), o.last_seen_at
         FROM old.device o WHERE o.company_id = device.company_id AND o.device_id = device.device_id)
       WHERE ${MINE} AND EXISTS (SELECT 1 FROM old.device o
         WHERE o.company_id = device.company_id AND o.device_id = device.device_id)`)
  run(`INSERT INTO member SELECT * FROM old.member WHERE ${MINE}
       ON CONFLICT DO UPDATE SET password_hash = excluded.password_hash, password_set_at = excluded.password_set_at
       WHERE excluded.password_set_at > member.password_set_at`)
  run(`INSERT INTO enrolment_code SELECT * FROM old.enrolment_code WHERE ${MINE}
       ON CONFLICT DO UPDATE SET used_by = COALESCE(excluded.used_by, enrolment_code.used_by)`)
  run(`INSERT INTO pay_guard SELECT * FROM old.pay_guard WHERE ${MINE}
       ON CONFLICT DO UPDATE SET declines = MAX(excluded.declines, pay_guard.declines)`)
  run(`INSERT INTO pay_change SELECT company_id, changes + 1 FROM old.pay_change WHERE ${MINE}
       ON CONFLICT DO UPDATE SET changes = MAX(excluded.changes, pay_change.changes + 1)`)
}

// A job made after the backup comes again with the command that made it; its last try then tells how the mail ended.
function carryMails(run: Run): void {
  run(`INSERT OR REPLACE INTO mail_attempt SELECT * FROM old.mail_attempt WHERE ${MINE}`)
  run(`UPDATE mail_attempt SET state = (SELECT m.doc ->> '$.state' FROM old.entity m
         WHERE m.company_id = mail_attempt.company_id AND m.tbl = 'mails' AND m.id = mail_attempt.mail_id)
       WHERE ${MINE} AND nth = (SELECT MAX(n.nth) FROM mail_attempt n
           WHERE n.company_id = mail_attempt.company_id AND n.mail_id = mail_attempt.mail_id)
         AND EXISTS (SELECT 1 FROM old.entity m WHERE m.company_id = mail_attempt.company_id AND m.tbl = 'mails'
           AND m.id = mail_attempt.mail_id AND m.deleted = 0 AND m.doc ->> '$.state' IN ('sent', 'probably-sent', 'undelivered'))`)
}

// The relay gives reminders itself, so no desktop brings them again: run once more, each ends in the mail it had then.
function carryReminders(run: Run): void {
  run(`INSERT INTO reminder_run SELECT * FROM old.reminder_run WHERE ${MINE}
       ON CONFLICT DO UPDATE SET reminded_on = MAX(excluded.reminded_on, reminder_run.reminded_on)`)
  run(`INSERT OR IGNORE INTO job (company_id, job_key, kind, payload, state, run_at, attempts, lease, leased_until,
         last_error, enqueued_at)
       SELECT company_id, job_key, kind, payload, 'queued', @at + ${LOOK_AFTER_MS}, 0, '', 0, '', enqueued_at
       FROM old.job WHERE ${MINE} AND kind = 'reminder.send'`)
}

/**
 * Events and effects of the gateway stay the backup's: what they posted is gone with the rewound ledger and is posted
 * again by the comparison. A request that had succeeded is unknown until then, and its invoices are nobody else's.
 */
function carryPayments(run: Run): void {
  run(`INSERT OR IGNORE INTO pay_attempt SELECT * FROM old.pay_attempt WHERE ${MINE}`)
  run(`INSERT OR REPLACE INTO pay_request SELECT * FROM old.pay_request WHERE ${MINE}`)
  run(`INSERT OR REPLACE INTO pay_lease SELECT * FROM old.pay_lease WHERE ${MINE}`)
  run(`INSERT OR REPLACE INTO pay_credit_hold SELECT * FROM old.pay_credit_hold WHERE ${MINE}`)
  const isRewound = `state = 'succeeded' AND NOT EXISTS (SELECT 1 FROM provider_effect e
    WHERE e.company_id = pay_request.company_id AND e.object_id = pay_request.attempt_id AND e.effect = 'captured')`
  run(`INSERT OR REPLACE INTO pay_lease (company_id, invoice_id, request_id, until_at)
       SELECT pay_request.company_id, a.doc ->> '$.invoiceId', pay_request.id, ${UNTIL_FINAL}
       FROM pay_request JOIN old.entity_ref r ON r.company_id = pay_request.company_id
         AND r.tbl = 'applications' AND r.ref = 'paymentId' AND r.value = pay_request.payment_id
       JOIN old.entity a ON a.company_id = r.company_id AND a.tbl = 'applications' AND a.id = r.id
       WHERE pay_request.${MINE} AND ${isRewound}`)
  run(`UPDATE pay_request SET state = 'unknown', payment_id = NULL WHERE ${MINE} AND ${isRewound}`)
  run(`INSERT OR IGNORE INTO job (company_id, job_key, kind, payload, state, run_at, attempts, lease, leased_until,
         last_error, enqueued_at)
       SELECT company_id, 'reconcile:' || id || ':restore:' || @epoch, 'gateway.reconcile',
         json_object('requestId', id), 'queued', @at + ${LOOK_AFTER_MS}, 0, '', 0, '', @at
       FROM pay_request WHERE ${MINE} AND state NOT IN ('open', 'declined', 'succeeded', 'canceled')`)
}

/** Leases of payments whose end only the gateway knows. */
const UNTIL_FINAL = 8_640_000_000_000_000

/** Desktops get to send again what the backup lacks, so that money finds the links and invoices it was paid on. */
export const LOOK_AFTER_MS = 600_000
