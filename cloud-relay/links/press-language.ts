import type { Language } from '../../shared/domain/company/company-row.ts'
import type { Sql } from '../ports.ts'
import type { PayRequest } from './pay-requests.ts'

/** The key of the job that looks after a press of Pay: it keeps what the press alone knew, for as long as that is asked for. */
export function pressKey({ id, confirms }: Pick<PayRequest, 'id' | 'confirms'>): string {
  return `reconcile:${id}:${confirms}`
}

/** The language of the page on which Pay was last pressed for a request; null where that is not known. */
export async function pressLanguage(
  sql: Sql,
  companyId: string,
  request: PayRequest,
): Promise<Language | null> {
  const job = await sql.one<{ payload: string }>(
    'SELECT payload FROM job WHERE company_id = $1 AND job_key = $2',
    [companyId, pressKey(request)],
  )
  const { language } = JSON.parse(job?.payload ?? '{}') as { language?: string }
  return language === 'en' || language === 'es' ? language : null
}
