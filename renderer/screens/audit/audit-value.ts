import type { AuditValue } from '../../../shared/domain/audit/audit-entry.ts'
import { isId } from '../../../shared/lib/ids.ts'
import { formatFieldValue } from '../../parts/format-field-value.ts'
import type { Words } from '../../words/use-words.ts'

/** Fields whose values are names of the program's own; texts that people typed are never looked up. */
const NAMED: ReadonlySet<string> = new Set([
  'status',
  'state',
  'kind',
  'soldAs',
  'soldBy',
  'unitType',
  'taxClass',
  'refundState',
  'tryOutcome',
  'automaticInvoices',
  'ageBasis',
  'orderChangePolicy',
  'language',
  'roles',
])

/** Fields that hold a name of one of the company's lists. */
const LISTED: ReadonlySet<string> = new Set(['method', 'reason', 'paymentMethod', 'carrier'])

/** A value of the trail as people read it; `names` tells what rows are called that it names by their ids. */
export function auditValueText(
  field: string,
  value: AuditValue,
  names: Readonly<Record<string, string>>,
  words: Words,
): string {
  const w = words.audit
  if (value === null || value === '') return w.nothing
  if (typeof value === 'boolean') return value ? w.yes : w.no
  if (Array.isArray(value)) {
    return value.length === 0
      ? w.nothing
      : value.map(each => auditValueText(field, each, names, words)).join(', ')
  }
  if (field === 'bytes' && typeof value === 'number') return w.kilobytes(Math.ceil(value / 1024))
  if (typeof value === 'string' && NAMED.has(field)) return w.value[value] ?? value
  if (typeof value === 'string' && LISTED.has(field)) return words.listed.name(value)
  if (typeof value === 'string' && field.endsWith('Id'))
    return names[value] ?? (isId(value) ? value.slice(-6) : value)
  return formatFieldValue(field, value)
}

/** What people call a field of the trail. A newer relay's is called by its own name. */
export function auditFieldText(field: string, words: Words): string {
  return words.audit.fields[field] ?? words.fields[field] ?? field
}
