import { expect, test } from 'vitest'
import {
  afterSave,
  asStored,
  changedFields,
  type Edits,
  editsOfChanges,
  type FieldKind,
  type FieldKinds,
  isConflict,
  keepMine,
  oneLine,
  readEdits,
  readWhole,
  shownIn,
  typeInto,
  without,
} from './edits.ts'

interface Row {
  name: string
  hours: number
  open: boolean
}

interface Typed {
  name: string
  hours: string
  open: boolean
}

const hours: FieldKind<number, string> = {
  typed: String,
  read: typed => (/^\d+$/.test(typed) ? { value: Number(typed) } : { problems: { '': 'not-hours' } }),
}
const KINDS: FieldKinds<Row, Typed> = { name: oneLine, hours, open: asStored<boolean>() }
const FIELDS = ['name', 'hours', 'open'] as const
const row: Row = { name: 'Aalsmeer', hours: 24, open: true }
const none: Edits<Row, Typed> = {}

test('a field shows what is typed, else the row, also when the row changes under it', () => {
  const edits = typeInto<Row, Typed, 'name'>(KINDS, none, row, 'name', 'Aalsmeer F')
  const theirs = { ...row, name: 'Other', hours: 48 }
  expect(shownIn(KINDS, edits, theirs, 'name')).toBe('Aalsmeer F')
  expect(shownIn(KINDS, edits, theirs, 'hours')).toBe('48')
})

test('typing back what was there ends the edit', () => {
  const edits = typeInto<Row, Typed, 'hours'>(KINDS, none, row, 'hours', '2')
  expect(edits).toEqual({ hours: { from: 24, typed: '2' } })
  expect(typeInto(KINDS, edits, row, 'hours', '24')).toEqual({})
})

test('an edit keeps the value it was begun on, whatever the row becomes', () => {
  const begun = typeInto<Row, Typed, 'hours'>(KINDS, none, row, 'hours', '2')
  const edits = typeInto(KINDS, begun, { ...row, hours: 99 }, 'hours', '25')
  expect(readEdits(KINDS, edits, FIELDS)).toEqual({ changes: { hours: { from: 24, to: 25 } }, problems: {} })
})

test('spaces and another way to write the same value are no change', () => {
  const edits: Edits<Row, Typed> = {
    name: { from: 'Aalsmeer', typed: ' Aalsmeer ' },
    hours: { from: 24, typed: '024' },
  }
  expect(changedFields(KINDS, edits, FIELDS)).toEqual([])
  expect(readEdits(KINDS, edits, FIELDS)).toEqual({ changes: {}, problems: {} })
})

test('what can not be read is a change that says what is wrong, and where', () => {
  const edits: Edits<Row, Typed> = { hours: { from: 24, typed: 'a day' }, open: { from: true, typed: false } }
  expect(changedFields(KINDS, edits, FIELDS)).toEqual(['hours', 'open'])
  expect(readEdits(KINDS, edits, FIELDS)).toEqual({
    changes: { open: { from: true, to: false } },
    problems: { hours: 'not-hours' },
  })
})

test('only the fields asked for are read', () => {
  const edits: Edits<Row, Typed> = {
    name: { from: 'Aalsmeer', typed: 'X' },
    open: { from: true, typed: false },
  }
  expect(readEdits(KINDS, edits, ['name']).changes).toEqual({ name: { from: 'Aalsmeer', to: 'X' } })
})

test('a new record gives every field, typed or not', () => {
  const edits: Edits<Row, Typed> = { name: { from: '', typed: ' New ' } }
  expect(readWhole(KINDS, edits, { name: '', hours: 5, open: true }, FIELDS)).toEqual({
    values: { name: 'New', hours: 5, open: true },
    problems: {},
  })
  const bad: Edits<Row, Typed> = { hours: { from: 5, typed: '' } }
  expect(readWhole(KINDS, bad, row, FIELDS).problems).toEqual({ hours: 'not-hours' })
})

test('a conflict is another value under an edit, unless both typed the same', () => {
  const unreadable: Edits<Row, Typed> = { hours: { from: 24, typed: '' } }
  const edits: Edits<Row, Typed> = { hours: { from: 24, typed: '48' } }
  expect(isConflict(KINDS, edits, row, 'hours')).toBe(false)
  expect(isConflict(KINDS, edits, { ...row, hours: 36 }, 'hours')).toBe(true)
  expect(isConflict(KINDS, edits, { ...row, hours: 48 }, 'hours')).toBe(false)
  expect(isConflict(KINDS, edits, { ...row, hours: 36 }, 'name')).toBe(false)
  expect(isConflict(KINDS, unreadable, { ...row, hours: 36 }, 'hours')).toBe(true)
})

test('keeping mine compares with the other value from then on; taking theirs ends the edit', () => {
  const edits: Edits<Row, Typed> = { hours: { from: 24, typed: '48' } }
  const theirs = { ...row, hours: 36 }
  const kept = keepMine(KINDS, edits, theirs, 'hours')
  expect(kept).toEqual({ hours: { from: 36, typed: '48' } })
  expect(isConflict(KINDS, kept, theirs, 'hours')).toBe(false)
  expect(keepMine(KINDS, edits, { ...row, hours: 48 }, 'hours')).toEqual({})
  expect(without<Row, Typed>(edits, ['hours'])).toEqual({})
})

test('after a save only what was typed meanwhile is left, on top of what was saved', () => {
  const sent: Edits<Row, Typed> = { name: { from: 'Aalsmeer', typed: 'A' }, hours: { from: 24, typed: '48' } }
  const changes = { name: { from: 'Aalsmeer', to: 'A' }, hours: { from: 24, to: 48 } }
  const now: Edits<Row, Typed> = {
    name: { from: 'Aalsmeer', typed: 'A' },
    hours: { from: 24, typed: '480' },
    open: { from: true, typed: false },
  }
  expect(afterSave<Row, Typed, 'name' | 'hours'>(now, sent, changes)).toEqual({
    hours: { from: 48, typed: '480' },
    open: { from: true, typed: false },
  })
})

test('a command’s changes become the edits they came from', () => {
  const edits = editsOfChanges<Row, Typed>(KINDS, { hours: { from: 12, to: 48 } })
  expect(edits).toEqual({ hours: { from: 12, typed: '48' } })
  expect(readEdits(KINDS, edits, FIELDS).changes).toEqual({ hours: { from: 12, to: 48 } })
})
