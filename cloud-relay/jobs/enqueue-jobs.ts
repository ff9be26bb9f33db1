import type { RelayJob, Sql } from '../ports.ts'

/** The columns of a job, as it is inserted. */
export const JOB_COLUMNS = [
  'company_id',
  'job_key',
  'kind',
  'payload',
  'state',
  'run_at',
  'attempts',
  'lease',
  'leased_until',
  'last_error',
  'enqueued_at',
]

/** Puts jobs into a company's queue; a key seen before changes nothing. Instants in epoch milliseconds. */
export async function enqueueJobs(
  sql: Sql,
  companyId: string,
  jobs: readonly { job: RelayJob; runAt: number }[],
  now: number,
): Promise<void> {
  const rows = jobs.map(({ job, runAt }) => [
    companyId,
    job.key,
    job.kind,
    JSON.stringify(job.payload),
    'queued',
    runAt,
    0,
    '',
    0,
    '',
    now,
  ])
  await sql.insert('job', JOB_COLUMNS, rows, 'ON CONFLICT (company_id, job_key) DO NOTHING')
}
