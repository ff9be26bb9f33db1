import type { AuditChange, AuditTable } from '../../../../shared/domain/audit/audit-entry.ts'
import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { TableName } from '../../../../shared/domain/tables.ts'
import { isId } from '../../../../shared/lib/ids.ts'
import type { QueryContext } from './query-context.ts'

/** What people call the rows that these changes of a document name by their ids; ids nobody knows here are left out. */
export function namesIn(
  q: QueryContext,
  table: AuditTable,
  id: string,
  changes: readonly AuditChange[],
): Record<string, string> {
  const names: Record<string, string> = {}
  let nested: ReadonlyMap<string, string> | null = null
  for (const [field, value] of changes.flatMap(namedValues)) {
    if (Object.hasOwn(names, value)) continue
    const target = ROWS[field]
    if (target) {
      const row = q.rows.answer({ kind: 'row', table: target, id: value }) as { name?: string } | null
      if (row?.name) names[value] = row.name
    } else {
      nested ??= nestedNames(q, table, id)
      const name = nested.get(value)
      if (name) names[value] = name
    }
  }
  return names
}

const ROWS: Readonly<Record<string, TableName>> = {
  customerId: 'customers',
  mergedIntoId: 'customers',
  salespersonId: 'users',
}

function namedValues(change: AuditChange): [string, string][] {
  const values: [string, unknown][] =
    change.kind === 'changed'
      ? [
          [change.field, change.from],
          [change.field, change.to],
        ]
      : Object.entries(change.values)
  return values.filter(
    (entry): entry is [string, string] =>
      entry[0].endsWith('Id') && typeof entry[1] === 'string' && isId(entry[1]),
  )
}

// Addresses and contacts live inside the customer of the document.
function nestedNames(q: QueryContext, table: AuditTable, id: string): ReadonlyMap<string, string> {
  const document = q.rows.answer({ kind: 'row', table, id }) as { customerId?: string } | null
  const customerId = table === 'customers' ? id : document?.customerId
  const customer = customerId
    ? (q.rows.answer({ kind: 'row', table: 'customers', id: customerId }) as CustomerRow | null)
    : null
  const named = [...(customer?.shipTos ?? []), ...(customer?.contacts ?? [])]
  return new Map(named.map(each => [each.id, each.name]))
}
