import { expect, test } from 'vitest'
import type { OrderLineRow } from '../../../shared/domain/order/order-row.ts'
import { chargeKey, type FieldEdit, headerKey, lineKey, type Trouble } from './order-draft.ts'
import { unsavedEntries } from './unsaved-entries.ts'

const wrong: Trouble = { kind: 'text', problem: 'required' }
const edit = (from: FieldEdit['from'], text: string, trouble: Trouble | null = wrong) => ({
  from,
  text,
  trouble,
})

test('lines, charges and header fields that could not be saved are counted alike', () => {
  const edits = {
    [lineKey('a', 'boxes')]: edit(2, '0'),
    [chargeKey('c', 'amountCents')]: edit(0, '1O0'),
    [chargeKey('c', 'rateBps')]: edit(0, 'two'),
    [headerKey('shipOn')]: edit('2026-11-27', ''),
    [headerKey('reference')]: edit('', 'on its way', null),
  }
  const pendingLines = [{ line: {} as OrderLineRow, trouble: wrong }]
  expect(unsavedEntries({ edits, pendingLines })).toEqual({ count: 5, missing: [] })
})

test('a field that was asked for and left empty is missing: nothing of it was typed', () => {
  const edits = { [headerKey('poNumber')]: edit('', '') }
  expect(unsavedEntries({ edits, pendingLines: [] })).toEqual({ count: 0, missing: ['poNumber'] })
})
