import { useState } from 'react'
import { z } from 'zod'
import type { Changes } from '../../../shared/domain/changes.ts'
import { AskRefused } from '../../app/ask-client.ts'
import { sentencesOf } from '../../app/field-errors.ts'
import { refusalSentence } from '../../parts/refusal-text.tsx'
import { useWords } from '../../words/use-words.ts'
import { useEditDrafts } from './edit-drafts.ts'
import {
  afterSave,
  changedFields,
  type Edits,
  type FieldKinds,
  isConflict,
  keepMine,
  type Problem,
  readEdits,
  readWhole,
  shownIn,
  typeInto,
  without,
} from './edits.ts'

type Field<Row, Typed> = keyof Typed & keyof Row & string

/** What is being saved: the command's changes, and the edits they come from. */
export interface Checked<Row, Typed, F extends keyof Row> {
  changes: Changes<Pick<Row, F>>
  edits: Edits<Row, Typed>
}

/** The edits of one record, as its form needs them. */
export interface EditForm<Row, Typed> {
  row: Row
  /** What a field shows. */
  shown<F extends Field<Row, Typed>>(field: F): Typed[F]
  type<F extends Field<Row, Typed>>(field: F, typed: Typed[F]): void
  /** The sentence at a field, by dotted path. */
  error(path: string): string | undefined
  /** The first sentence anywhere within a field. */
  errorWithin(field: string): string | undefined
  conflict(field: Field<Row, Typed>): boolean
  keepMine(field: Field<Row, Typed>): void
  takeTheirs(field: Field<Row, Typed>): void
  changed<F extends Field<Row, Typed>>(fields: readonly F[]): F[]
  discard(fields: readonly Field<Row, Typed>[]): void
  /** Types these edits in, but not over what is being typed. */
  fill(edits: Edits<Row, Typed>): void
  /** What these fields change, for a command; null when something can't stand, and the fields say what. */
  check<F extends Field<Row, Typed>>(fields: readonly F[]): Checked<Row, Typed, F> | null
  /** The same for a record that is new: every field's value. */
  checkWhole<F extends Field<Row, Typed>>(fields: readonly F[]): Pick<Row, F> | null
  /** Forgets what was saved; what was typed meanwhile stays. */
  saved<F extends Field<Row, Typed>>(checked: Checked<Row, Typed, F>): void
  /** Shows a refusal at its field; answers the error when it belongs to none of these, else null. */
  refused(error: unknown, fields: readonly string[]): unknown
}

/** Keeps the edits of a record under a key until they are saved or given up. `shape` has each field's schema. */
export function useEdits<Row extends object, Typed>(options: {
  draftKey: string
  kinds: FieldKinds<Row, Typed>
  shape: Record<string, z.ZodType>
  row: Row
}): EditForm<Row, Typed> {
  const { draftKey, kinds, shape, row } = options
  const words = useWords()
  const [errors, setErrors] = useState<Record<string, string>>({})
  const edits = (useEditDrafts(state => state.drafts[draftKey]?.edits) ?? {}) as Edits<Row, Typed>

  // Answers come later: what acts on the edits reads them from the store, not from the render it began in.
  const current = () => (useEditDrafts.getState().drafts[draftKey]?.edits ?? {}) as Edits<Row, Typed>

  function change(how: (edits: Edits<Row, Typed>) => Edits<Row, Typed>) {
    useEditDrafts.getState().keep(draftKey, { edits: how(current()) as never, row })
  }

  function clearErrors(fields: readonly string[]) {
    const isStale = (path: string) => fields.some(field => isWithin(path, field))
    setErrors(before => Object.fromEntries(Object.entries(before).filter(([path]) => !isStale(path))))
  }

  /** Shows what can't be read and what no schema takes; true when all can stand. */
  function stands(
    fields: readonly Field<Row, Typed>[],
    values: object,
    problems: Record<string, Problem>,
  ): boolean {
    const found: Record<string, string> = {}
    for (const [field, value] of Object.entries(values)) {
      const schema = z.object({ [field]: shape[field]! })
      Object.assign(found, sentencesOf(schema, { [field]: value }, words))
    }
    for (const [path, problem] of Object.entries(problems)) found[path] = words.settings.problem[problem]
    clearErrors(fields)
    setErrors(before => ({ ...before, ...found }))
    return Object.keys(found).length === 0
  }

  return {
    row,
    shown: field => shownIn(kinds, edits, row, field),
    type(field, typed) {
      change(now => typeInto(kinds, now, row, field, typed))
      clearErrors([field])
    },
    error: path => errors[path],
    errorWithin: field => Object.entries(errors).find(([path]) => isWithin(path, field))?.[1],
    conflict: field => isConflict(kinds, edits, row, field),
    keepMine: field => change(now => keepMine(kinds, now, row, field)),
    takeTheirs(field) {
      change(now => without(now, [field]))
      clearErrors([field])
    },
    changed: fields => changedFields(kinds, edits, fields),
    discard(fields) {
      change(now => without(now, fields))
      clearErrors(fields)
    },
    fill: filled => change(now => ({ ...filled, ...now })),
    check(fields) {
      const now = current()
      const { changes, problems } = readEdits(kinds, now, fields)
      const values = Object.entries<{ to: unknown } | undefined>(changes).map(([field, to]) => [
        field,
        to?.to,
      ])
      const good = stands(fields, Object.fromEntries(values), problems)
      if (!good || fields.some(field => isConflict(kinds, now, row, field))) return null
      const others = Object.keys(now).filter(field => !(fields as readonly string[]).includes(field))
      return { changes, edits: without(now, others as never) }
    },
    checkWhole(fields) {
      const { values, problems } = readWhole(kinds, current(), row, fields)
      return stands(fields, values, problems) ? values : null
    },
    saved: checked => change(now => afterSave(now, checked.edits, checked.changes as never)),
    refused(error, fields) {
      if (!(error instanceof AskRefused)) return error
      const path = error.refusal.field.replace(/^changes\./, '').replace(/\.(to|from)(?=\.|$)/, '')
      if (!fields.some(field => isWithin(path, field))) return error
      setErrors(before => ({ ...before, [path]: refusalSentence(error.refusal, words) }))
      return null
    },
  }
}

function isWithin(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`)
}
