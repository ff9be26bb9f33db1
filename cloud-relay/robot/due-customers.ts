import { addDays } from '../../shared/lib/dates.ts'
import type { CompanyTransaction, Store } from '../ports.ts'

/**
 * Customers with an open invoice that came to a reminder day after `since` and up to `on`, in order of id. Which of them is
 * reminded, and of what, is decided customer by customer.
 */
export async function dueCustomers(
  { sql, companyId }: Pick<CompanyTransaction, 'sql' | 'companyId'>,
  engine: Store['engine'],
  reminderDays: readonly number[],
  since: string,
  on: string,
): Promise<string[]> {
  const customers = new Set<string>()
  for (const days of new Set(reminderDays)) {
    const found = await sql.all<{ customer_id: string }>(DUE_SQL[engine], [
      companyId,
      addDays(since, -days),
      addDays(on, -days),
    ])
    for (const { customer_id } of found) customers.add(customer_id)
  }
  return [...customers].sort()
}

/** Company, and the due dates after and up to which. */
export const DUE_SQL: Readonly<Record<Store['engine'], string>> = {
  sqlite: dueSql("json_extract(doc, '$.openCents')", name => `json_extract(doc, '$.${name}')`),
  postgres: dueSql("(doc::json ->> 'openCents')::bigint", name => `(doc::json ->> '${name}')`),
}

// Its conditions are those of the index `open_invoice_by_due`, word for word: else it is not used.
function dueSql(openCents: string, field: (name: string) => string): string {
  return `SELECT DISTINCT ${field('customerId')} AS customer_id FROM entity
    WHERE company_id = $1 AND tbl = 'invoices' AND deleted = 0 AND ${openCents} > 0
      AND ${field('dueOn')} > $2 AND ${field('dueOn')} <= $3`
}
