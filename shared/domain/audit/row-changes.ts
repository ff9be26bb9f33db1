import { sameValue } from '../changes.ts'
import type { AnyRow, TableName } from '../tables.ts'
import type { AuditChange, AuditValue } from './audit-entry.ts'
import { type AuditedList, auditedOf } from './audited-fields.ts'

const MOST_CHARACTERS = 160
const MOST_ITEMS = 12

/**
 * What is told of a row that a command wrote: what it has when it is new, what it had when it is gone, else each field
 * old → new. `label` is what it is called by where the row itself does not say.
 */
export function rowChanges(
  table: TableName,
  before: AnyRow | null,
  after: AnyRow | null,
  label = '',
): AuditChange[] {
  const audited = auditedOf(table)
  const row = after ?? before
  if (!audited || !row) return []
  const { part } = audited
  const called = label === '' ? cut(audited.label(row)) : label
  const lists = Object.entries(audited.lists) as [string, AuditedList][]
  const recordsOf = (of: AnyRow | null, name: string) => (of ? read(of, name) : null) as object[] | null
  if (!before || !after) {
    const kind = after ? 'added' : 'removed'
    const whole: AuditChange = { kind, part, label: called, values: valuesOf(row, audited.fields, called) }
    // What a row came or went with is told with it.
    return [
      whole,
      ...lists.flatMap(([name, list]) => listChanges(list, recordsOf(before, name), recordsOf(after, name))),
    ]
  }
  const changes = fieldChanges(part, called, before, after, audited.fields)
  for (const [name, list] of lists) {
    const [was, is] = [recordsOf(before, name), recordsOf(after, name)]
    if (!sameValue(was, is)) changes.push(...listChanges(list, was, is))
  }
  return changes
}

/** A value as the trail keeps it: short, and without the marks of what it was stored as. */
export function auditValue(value: unknown): AuditValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return cut(value)
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) {
    const shown = value.slice(0, MOST_ITEMS).map(item => textOf(item))
    return value.length > MOST_ITEMS ? [...shown, `+${value.length - MOST_ITEMS}`] : shown
  }
  return textOf(value)
}

/** The text, cut where it is long; never in the middle of a character. */
export function cut(text: string, most = MOST_CHARACTERS): string {
  if (text.length <= most) return text
  const isHalf = /[\uD800-\uDBFF]/.test(text[most - 2]!)
  return `${text.slice(0, isHalf ? most - 2 : most - 1)}…`
}

function fieldChanges(
  part: string,
  label: string,
  before: object,
  after: object,
  fields: readonly string[],
): AuditChange[] {
  const changes: AuditChange[] = []
  for (const field of fields) {
    const [was, is] = [read(before, field), read(after, field)]
    if (was === is || sameValue(was ?? null, is ?? null)) continue
    changes.push({ kind: 'changed', part, label, field, from: auditValue(was), to: auditValue(is) })
  }
  return changes
}

function listChanges(
  { part, key, label, fields }: AuditedList,
  before: readonly object[] | null,
  after: readonly object[] | null,
): AuditChange[] {
  const keyed = (records: readonly object[] | null) =>
    new Map((records ?? []).map((record, at) => [String(key === null ? at : read(record, key)), record]))
  const [was, is] = [keyed(before), keyed(after)]
  const called = (record: object) => cut(String(read(record, label) ?? ''))
  const changes: AuditChange[] = []
  for (const [id, record] of was) {
    const now = is.get(id)
    if (!now)
      changes.push({
        kind: 'removed',
        part,
        label: called(record),
        values: valuesOf(record, fields, called(record)),
      })
    else changes.push(...fieldChanges(part, called(record), record, now, fields))
  }
  for (const [id, record] of is) {
    if (!was.has(id))
      changes.push({
        kind: 'added',
        part,
        label: called(record),
        values: valuesOf(record, fields, called(record)),
      })
  }
  return changes
}

// What it is called by is told already.
function valuesOf(row: object, fields: readonly string[], label: string): Record<string, AuditValue> {
  const values: Record<string, AuditValue> = {}
  for (const field of fields) {
    const value = auditValue(read(row, field))
    if (!isEmpty(field, value) && value !== label) values[field] = value
  }
  return values
}

// A credit limit of zero is a limit.
function isEmpty(field: string, value: AuditValue): boolean {
  if (value === 0) return field !== 'creditLimitCents'
  return value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)
}

// Addresses and the like, in one line.
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return cut(String(value))
  const texts = Object.values(value).map(part => (typeof part === 'object' ? '' : String(part)))
  return cut(texts.filter(text => text !== '').join(', '))
}

function read(row: object, field: string): unknown {
  return (row as Record<string, unknown>)[field]
}
