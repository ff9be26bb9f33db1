import type { MailRow } from '../../shared/domain/mail/mail-row.ts'
import { row } from '../../shared/domain/view.ts'
import { JOB_COLUMNS } from '../jobs/enqueue-jobs.ts'
import type { CompanyTransaction } from '../ports.ts'

/** Why a mail that could go waits: written at its job, never shown. */
export const WAITS_FOR_TURN = 'waits for its turn'

const MINUTE_MS = 60_000
/** Mails that somebody is waiting for: one tenth of the turns is theirs alone. */
const URGENT: readonly MailRow['kind'][] = ['receipt', 'renewal', 'refund']
const MOST_SPREAD = 5_000

/**
 * Null when a mail of this kind may leave now, else when the next turn is free. In no span of a minute more than
 * `perMinute` mails leave, on all nodes together: the company's lock is held, and every try is counted.
 */
export async function turnAt(
  { sql, companyId }: CompanyTransaction,
  kind: MailRow['kind'],
  perMinute: number,
  now: number,
): Promise<number | null> {
  const turns = URGENT.includes(kind) ? perMinute : perMinute - Math.floor(perMinute / 10)
  const last = await sql.one<{ began_at: number }>(
    'SELECT began_at FROM mail_attempt WHERE company_id = $1 ORDER BY began_at DESC LIMIT 1 OFFSET $2',
    [companyId, turns - 1],
  )
  const freeAt = (last?.began_at ?? -MINUTE_MS) + MINUTE_MS
  return freeAt <= now ? null : freeAt
}

/**
 * Gives the company's other due mails their turns behind those who have one, so that no crowd comes to be turned away
 * again and again. Urgent ones stay where they are.
 */
export async function spreadMails(
  tx: CompanyTransaction,
  perMinute: number,
  freeAt: number,
  now: number,
): Promise<void> {
  const { sql, companyId } = tx
  const due = await sql.all<{ key: string; payload: string }>(
    `SELECT job_key AS "key", payload FROM job
     WHERE company_id = $1 AND kind = 'mail.send' AND state = 'queued' AND run_at <= $2 AND leased_until <= $2
     ORDER BY run_at, enqueued_at, job_key LIMIT $3`,
    [companyId, now, MOST_SPREAD],
  )
  if (due.length === 0) return
  const idOf = ({ payload }: { payload: string }) =>
    String((JSON.parse(payload) as { mailId?: string }).mailId)
  const view = await tx.gather(() => due.map(job => row('mails', idOf(job))))
  const patient = due.filter(job => !URGENT.includes(view.get('mails', idOf(job))?.kind ?? 'invoice'))
  const queue = await sql.one<{ last: number | null }>(
    `SELECT MAX(run_at) AS last FROM job
     WHERE company_id = $1 AND kind = 'mail.send' AND state = 'queued' AND last_error = $2`,
    [companyId, WAITS_FOR_TURN],
  )
  const from = Math.max(freeAt, queue?.last ?? 0)
  const gapMs = MINUTE_MS / perMinute
  const turns = patient.map(({ key, payload }, nth) => {
    const runAt = Math.round(from + (nth + 1) * gapMs)
    return [companyId, key, 'mail.send', payload, 'queued', runAt, 0, '', 0, WAITS_FOR_TURN, now]
  })
  await sql.insert('job', JOB_COLUMNS, turns, MOVE)
}

/** All are there already: only their turn changes, and only while nobody holds them. */
const MOVE = `ON CONFLICT (company_id, job_key) DO UPDATE SET run_at = excluded.run_at, last_error = excluded.last_error
  WHERE job.state = 'queued' AND job.lease = ''`
