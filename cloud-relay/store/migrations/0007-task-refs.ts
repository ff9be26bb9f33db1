import type { Migration } from '../migration.ts'

/** Tasks are found by what they are about: those that were there before get their entry. */
export const taskRefs: Migration = {
  version: 7,
  name: 'task-refs',
  statements: engine => {
    const subject = engine === 'sqlite' ? "json_extract(doc, '$.subject')" : "(doc::json ->> 'subject')"
    return [
      `INSERT INTO entity_ref (company_id, tbl, ref, value, id)
       SELECT company_id, tbl, 'subject', ${subject}, id FROM entity
       WHERE tbl = 'tasks' AND deleted = 0 AND ${subject} IS NOT NULL
       ON CONFLICT (company_id, tbl, ref, value, id) DO NOTHING`,
    ]
  },
}
