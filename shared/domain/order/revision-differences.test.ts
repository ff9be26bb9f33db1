import { expect, test } from 'vitest'
import { anInvoice } from '../../testing/builders.ts'
import { aDesk } from '../../testing/desk.ts'
import type { InvoiceContent, InvoiceLine } from '../invoice/invoice-content.ts'
import { isUnchanged, revisionDifferences } from './revision-differences.ts'

function content(fields: Partial<InvoiceContent> = {}): InvoiceContent {
  const desk = aDesk()
  anInvoice(desk)
  return { ...desk.ledger.all('invoice_revisions')[0]!.content, ...fields }
}

const BEFORE = content()
const line = (description: string, fields: Partial<InvoiceLine> = {}): InvoiceLine => ({
  ...BEFORE.lines[0]!,
  description,
  ...fields,
})

test('two revisions that say the same differ in nothing; the number of the revision is no difference', () => {
  expect(isUnchanged(revisionDifferences(BEFORE, { ...BEFORE, revision: 2 }))).toBe(true)
})

test('lines are added, removed and changed, each with what was and what is', () => {
  const before = content({ lines: [line('Rose'), line('Tulip'), line('Fern')] })
  const after = content({
    lines: [line('Fern'), line('Rose', { boxes: 3, totalCents: 342_00 }), line('Lily')],
  })
  expect(revisionDifferences(before, after).lines).toEqual([
    {
      kind: 'changed',
      line: after.lines[1],
      changes: [
        { field: 'boxes', from: 2, to: 3 },
        { field: 'totalCents', from: 228_00, to: 342_00 },
      ],
    },
    { kind: 'added', line: after.lines[2] },
    { kind: 'removed', line: before.lines[1] },
  ])
})

test('of lines with one name the same ones pair first, the others in their order', () => {
  const before = content({ lines: [line('Rose', { priceE4: 1 }), line('Rose', { priceE4: 2 })] })
  const after = content({ lines: [line('Rose', { priceE4: 2 }), line('Rose', { priceE4: 3 })] })
  expect(revisionDifferences(before, after).lines).toEqual([
    { kind: 'changed', line: after.lines[1], changes: [{ field: 'priceE4', from: 1, to: 3 }] },
  ])
})

test('a line in another box type is the same line, changed', () => {
  const after = content({ lines: [line(BEFORE.lines[0]!.description, { boxType: 'QB' })] })
  expect(revisionDifferences(BEFORE, after).lines).toMatchObject([
    { kind: 'changed', changes: [{ field: 'boxType', from: 'HB', to: 'QB' }] },
  ])
})

test('charges, header and totals are told from old to new', () => {
  const before = content({
    charges: [
      { label: 'Fuel', amountCents: 4_00 },
      { label: 'Rush', amountCents: 1 },
    ],
  })
  const after = content({
    charges: [
      { label: 'Fuel', amountCents: 6_00 },
      { label: 'Delivery', amountCents: 25_00 },
    ],
    poNumber: 'PS-9',
    shipTo: { name: 'Dock 4', lines: ['1 Pier'] },
    taxCents: 10,
    totalCents: 300_00,
  })
  expect(revisionDifferences(before, after)).toEqual({
    header: [
      { field: 'shipTo', from: '', to: 'Dock 4, 1 Pier' },
      { field: 'poNumber', from: '', to: 'PS-9' },
    ],
    lines: [],
    charges: [
      { label: 'Fuel', fromCents: 4_00, toCents: 6_00 },
      { label: 'Delivery', fromCents: null, toCents: 25_00 },
      { label: 'Rush', fromCents: 1, toCents: null },
    ],
    figures: [
      { field: 'taxCents', from: 0, to: 10 },
      { field: 'totalCents', from: 228_00, to: 300_00 },
    ],
  })
})
