import { type Changes, sameValue } from '../../../shared/domain/changes.ts'

/** Why what was typed stands for no value; the sentences are in `words/settings.ts`. */
export type Problem =
  | 'not-a-count'
  | 'not-a-price'
  | 'not-an-amount'
  | 'unclear-comma'
  | 'not-days'
  | 'not-hours'
  | 'not-a-percent'
  | 'not-a-tax'
  | 'not-days-before'
  | 'not-days-after'
  | 'not-a-rate'
  | 'too-many-lines'
  | 'there-twice'
  | 'name-twice'

/** A value, or what is wrong, by path within the field (`''` for the whole of it, `2.days` in a list). */
export type Read<V> = { value: V } | { problems: Record<string, Problem> }

/** How a kind of field is typed: `read` of what `typed` shows gives the same value. */
export interface FieldKind<V, T> {
  typed(value: V): T
  read(typed: T): Read<V>
}

/** The fields of a row that can be edited, and what is typed into each. */
export type FieldKinds<Row, Typed> = { [F in keyof Typed & keyof Row]: FieldKind<Row[F], Typed[F]> }

/** The fields being edited: what the person saw when they began, and what they have typed since. */
export type Edits<Row, Typed> = { [F in keyof Typed & keyof Row]?: { from: Row[F]; typed: Typed[F] } }

type Field<Row, Typed> = keyof Typed & keyof Row & string

/** A field that is typed as it is stored. */
export function asStored<V>(): FieldKind<V, V> {
  return { typed: value => value, read: value => ({ value }) }
}

/** One line of text; spaces around it are no change. */
export const oneLine: FieldKind<string, string> = {
  typed: value => value,
  read: typed => ({ value: typed.trim() }),
}

/** What a field shows: what was typed into it, else its value. */
export function shownIn<Row, Typed, F extends Field<Row, Typed>>(
  kinds: FieldKinds<Row, Typed>,
  edits: Edits<Row, Typed>,
  row: Row,
  field: F,
): Typed[F] {
  const edit = edits[field]
  return edit ? edit.typed : kinds[field].typed(row[field])
}

/** The edits after something was typed; typing back what was there before ends the edit. */
export function typeInto<Row, Typed, F extends Field<Row, Typed>>(
  kinds: FieldKinds<Row, Typed>,
  edits: Edits<Row, Typed>,
  row: Row,
  field: F,
  typed: Typed[F],
): Edits<Row, Typed> {
  const from = edits[field]?.from ?? row[field]
  if (sameValue(typed, kinds[field].typed(from))) return without(edits, [field])
  return { ...edits, [field]: { from, typed } }
}

/** Of these fields, those that would change: what can't be read counts. */
export function changedFields<Row, Typed, F extends Field<Row, Typed>>(
  kinds: FieldKinds<Row, Typed>,
  edits: Edits<Row, Typed>,
  fields: readonly F[],
): F[] {
  return fields.filter(field => {
    const edit = edits[field]
    if (!edit) return false
    const read = kinds[field].read(edit.typed)
    return 'problems' in read || !sameValue(read.value, edit.from)
  })
}

/** Edits as a command takes them, or what can't be read, by dotted path. */
export function readEdits<Row, Typed, F extends Field<Row, Typed>>(
  kinds: FieldKinds<Row, Typed>,
  edits: Edits<Row, Typed>,
  fields: readonly F[],
): { changes: Changes<Pick<Row, F>>; problems: Record<string, Problem> } {
  const changes: Changes<Pick<Row, F>> = {}
  const problems: Record<string, Problem> = {}
  for (const field of fields) {
    const edit = edits[field]
    if (!edit) continue
    const read = kinds[field].read(edit.typed)
    if ('problems' in read) {
      for (const [path, problem] of Object.entries(read.problems)) problems[joined(field, path)] = problem
    } else if (!sameValue(read.value, edit.from)) changes[field] = { from: edit.from, to: read.value }
  }
  return { changes, problems }
}

/** Every one of these fields as it shows, for a record that is new; or what can't be read, by dotted path. */
export function readWhole<Row, Typed, F extends Field<Row, Typed>>(
  kinds: FieldKinds<Row, Typed>,
  edits: Edits<Row, Typed>,
  row: Row,
  fields: readonly F[],
): { values: Pick<Row, F>; problems: Record<string, Problem> } {
  const values = {} as Pick<Row, F>
  const problems: Record<string, Problem> = {}
  for (const field of fields) {
    const read = kinds[field].read(shownIn(kinds, edits, row, field))
    if ('value' in read) values[field] = read.value
    else for (const [path, problem] of Object.entries(read.problems)) problems[joined(field, path)] = problem
  }
  return { values, problems }
}

function joined(field: string, path: string): string {
  return path === '' ? field : `${field}.${path}`
}

/** True when someone else changed a field since this person began to edit it, and to something else. */
export function isConflict<Row, Typed, F extends Field<Row, Typed>>(
  kinds: FieldKinds<Row, Typed>,
  edits: Edits<Row, Typed>,
  row: Row,
  field: F,
): boolean {
  const edit = edits[field]
  if (!edit || sameValue(edit.from, row[field])) return false
  const read = kinds[field].read(edit.typed)
  return 'problems' in read || !sameValue(read.value, row[field])
}

/** The person has seen the other value and keeps what they typed. */
export function keepMine<Row, Typed, F extends Field<Row, Typed>>(
  kinds: FieldKinds<Row, Typed>,
  edits: Edits<Row, Typed>,
  row: Row,
  field: F,
): Edits<Row, Typed> {
  const edit = edits[field]
  return edit
    ? typeInto(kinds, { ...edits, [field]: { ...edit, from: row[field] } }, row, field, edit.typed)
    : edits
}

/** The edits that a command's changes came from, to be typed anew. */
export function editsOfChanges<Row, Typed>(
  kinds: FieldKinds<Row, Typed>,
  changes: Changes<Row>,
): Edits<Row, Typed> {
  const edits: Edits<Row, Typed> = {}
  for (const field of Object.keys(kinds) as Field<Row, Typed>[]) {
    const change = changes[field]
    if (change) edits[field] = { from: change.from, typed: kinds[field].typed(change.to) }
  }
  return edits
}

/** What is left to save after these edits were saved: what was typed meanwhile, on top of the saved values. */
export function afterSave<Row, Typed, F extends Field<Row, Typed>>(
  edits: Edits<Row, Typed>,
  sent: Edits<Row, Typed>,
  changes: Changes<Pick<Row, F>>,
): Edits<Row, Typed> {
  const left = { ...edits }
  for (const field of Object.keys(sent) as F[]) {
    const edit = edits[field]
    if (!edit) continue
    if (sameValue(edit.typed, sent[field]?.typed)) delete left[field]
    else left[field] = { ...edit, from: changes[field]?.to ?? edit.from }
  }
  return left
}

/** The edits but for these fields: they show their values again. */
export function without<Row, Typed>(
  edits: Edits<Row, Typed>,
  fields: readonly (keyof Typed & keyof Row)[],
): Edits<Row, Typed> {
  const left = { ...edits }
  for (const field of fields) delete left[field]
  return left
}
