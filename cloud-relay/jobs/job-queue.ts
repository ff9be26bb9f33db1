import type { RelayJob, Store } from '../ports.ts'

/** A job that this worker holds until its lease ends. */
export interface HeldJob {
  companyId: string
  key: string
  kind: RelayJob['kind']
  payload: Record<string, string>
  /** This try included. */
  attempts: number
  enqueuedAt: number
  lease: string
}

/** How a held job leaves the worker. */
export type JobEnd =
  | { state: 'done' }
  | { state: 'failed'; error: string }
  | { state: 'queued'; runAt: number; error: string }
  | { state: 'released' }

/** How many jobs the worker looks at: each company's first of each kind come before anyone's second. */
const LOOK_AHEAD = 200
const MAX_ERROR = 500

/**
 * Due jobs of these kinds that nobody holds, in the order in which they get their turn: the oldest of each company and
 * kind, then the second of each. So no crowd of mails hides a company's payments, nor another company.
 */
export async function dueJobs(
  store: Store,
  kinds: readonly string[],
  now: number,
): Promise<{ companyId: string; key: string }[]> {
  const places = kinds.map((_, at) => `$${at + 3}`).join(', ')
  return store.read(sql =>
    sql.all(
      `SELECT company_id AS "companyId", job_key AS "key" FROM (
         SELECT company_id, job_key, run_at,
           ROW_NUMBER() OVER (PARTITION BY company_id, kind ORDER BY run_at, job_key) AS turn
         FROM job WHERE state = 'queued' AND run_at <= $1 AND leased_until <= $1 AND kind IN (${places})
       ) AS due ORDER BY turn, run_at LIMIT $2`,
      [now, LOOK_AHEAD, ...kinds],
    ),
  )
}

/** Takes a job for this worker; null when another one was faster. */
export async function claimJob(
  store: Store,
  { companyId, key }: { companyId: string; key: string },
  lease: string,
  now: number,
  leasedUntil: number,
): Promise<HeldJob | null> {
  const claimed = await store.write(sql =>
    sql.one<{ kind: RelayJob['kind']; payload: string; attempts: number; enqueued_at: number }>(
      `UPDATE job SET lease = $3, leased_until = $5, attempts = attempts + 1
       WHERE company_id = $1 AND job_key = $2 AND state = 'queued' AND run_at <= $4 AND leased_until <= $4
       RETURNING kind, payload, attempts, enqueued_at`,
      [companyId, key, lease, now, leasedUntil],
    ),
  )
  if (!claimed) return null
  const { kind, payload, attempts, enqueued_at } = claimed
  return { companyId, key, kind, payload: JSON.parse(payload), attempts, enqueuedAt: enqueued_at, lease }
}

/** Holds on to a job that takes long; false when it was lost to another worker. */
export async function renewLease(store: Store, job: HeldJob, leasedUntil: number): Promise<boolean> {
  const renewed = await store.write(sql =>
    sql.run(
      `UPDATE job SET leased_until = $4
       WHERE company_id = $1 AND job_key = $2 AND lease = $3 AND state = 'queued'`,
      [job.companyId, job.key, job.lease, leasedUntil],
    ),
  )
  return renewed === 1
}

/** Gives a held job back with its end. Nothing changes when it was lost to another worker meanwhile. */
export async function endJob(store: Store, job: HeldJob, end: JobEnd): Promise<void> {
  const { companyId, key, lease } = job
  const held = 'WHERE company_id = $1 AND job_key = $2 AND lease = $3'
  await store.write(sql => {
    if (end.state === 'released') {
      const text = `UPDATE job SET lease = '', leased_until = 0, attempts = attempts - 1 ${held}`
      return sql.run(text, [companyId, key, lease])
    }
    if (end.state === 'queued') {
      const text = `UPDATE job SET lease = '', leased_until = 0, run_at = $4, last_error = $5 ${held}`
      return sql.run(text, [companyId, key, lease, end.runAt, storable(end.error)])
    }
    const text = `UPDATE job SET lease = '', leased_until = 0, state = $4, last_error = $5 ${held}`
    return sql.run(text, [
      companyId,
      key,
      lease,
      end.state,
      end.state === 'failed' ? storable(end.error) : '',
    ])
  })
}

// What a stranger's server said may hold anything; PostgreSQL takes no NUL.
function storable(error: string): string {
  return error.replaceAll('\0', ' ').slice(0, MAX_ERROR).toWellFormed()
}
