import type { Migration } from '../migration.ts'

/** Tasks are found by whom they are about, too: those that were there before get their entry. */
export const taskCustomers: Migration = {
  version: 16,
  name: 'task-customers',
  statements: engine => {
    const customerId =
      engine === 'sqlite' ? "json_extract(doc, '$.customerId')" : "(doc::json ->> 'customerId')"
    return [
      `INSERT INTO entity_ref (company_id, tbl, ref, value, id)
       SELECT company_id, tbl, 'customerId', ${customerId}, id FROM entity
       WHERE tbl = 'tasks' AND deleted = 0 AND ${customerId} IS NOT NULL
       ON CONFLICT (company_id, tbl, ref, value, id) DO NOTHING`,
    ]
  },
}
