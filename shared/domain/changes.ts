import { z } from 'zod'
import { change } from '../lib/parse.ts'
import { type Refusal, refuse } from './rejections.ts'

/** True when two plain JSON values are the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every(key => Object.hasOwn(b, key) && sameValue(a[key as never], b[key as never]))
}

/** Edits of a row's fields: each says what the person saw and what it shall be. */
export type Changes<Row> = { [K in keyof Row]?: { from: Row[K]; to: Row[K] } }

/** The schema of edits to a row whose fields have these schemas; at least one field, none unknown. */
export function changesOf<Shape extends Record<string, z.ZodType>>(shape: Shape) {
  const fields = Object.fromEntries(
    Object.entries(shape).map(([key, value]) => [key, change(value).optional()]),
  )
  return z
    .strictObject(fields)
    .refine(changes => Object.keys(changes).length > 0, 'nothing to change')
    .transform(changes => changes as Changes<{ [K in keyof Shape]: z.output<Shape[K]> }>)
}

/**
 * Edits to different fields merge; an edit to a field that someone else changed meanwhile is refused with both values.
 * The same edit made twice is no conflict.
 */
export function mergeChanges<Row extends object>(row: Row, changes: Changes<NoInfer<Row>>): Row | Refusal {
  const merged = { ...row }
  for (const key of Object.keys(changes) as (keyof Row & string)[]) {
    const edit = changes[key]
    if (!edit || sameValue(row[key], edit.to)) continue
    if (!sameValue(row[key], edit.from)) {
      return refuse(
        'changed-meanwhile',
        { field: key, yours: printed(edit.to), theirs: printed(row[key]) },
        key,
      )
    }
    merged[key] = edit.to
  }
  return merged
}

/** The edits that take these back: refused by {@link mergeChanges} where someone else has changed a field since. */
export function reversed<Row>(changes: Changes<Row>): Changes<Row> {
  const back = Object.entries(changes as Record<string, { from: unknown; to: unknown } | undefined>)
    .filter(([, edit]) => edit !== undefined)
    .map(([field, edit]) => [field, { from: edit!.to, to: edit!.from }])
  return Object.fromEntries(back) as Changes<Row>
}

/** True for the refusal side of a "row or refusal" result. */
export function isRefusal(value: object): value is Refusal {
  return 'code' in value && 'params' in value && 'field' in value
}

function printed(value: unknown): string | number {
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value)
}
