import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBusinessDate } from '../../../shared/lib/dates.ts'
import { DATE_ORDERS, type DateOrder, dateOrderOf, readDate } from './date-order.ts'

test('days are read as people and programs write them', () => {
  const cases: [string, DateOrder, string | null][] = [
    ['3/4/2026', 'mdy', '2026-03-04'],
    ['3/4/2026', 'dmy', '2026-04-03'],
    ['03.04.26', 'dmy', '2026-04-03'],
    ['2026-03-04', 'mdy', '2026-03-04'],
    ['2026-03-04T10:00:00Z', 'dmy', '2026-03-04'],
    ['2026/3/4', 'dmy', '2026-03-04'],
    ['20260304', 'dmy', '2026-03-04'],
    ['4 de enero de 2026', 'mdy', '2026-01-04'],
    ['Jan 4, 2026', 'dmy', '2026-01-04'],
    ['4-ene-26', 'mdy', '2026-01-04'],
    ['3/4/2026 12:00 AM', 'mdy', '2026-03-04'],
    ['31/12/99', 'dmy', '1999-12-31'],
    ['29/02/2027', 'dmy', null],
    ['13/13/2026', 'dmy', null],
    ['soon', 'mdy', null],
    ['12', 'mdy', null],
    ['3/4/126', 'mdy', null],
  ]
  for (const [text, order, date] of cases) expect(readDate(text, order), `${text} ${order}`).toBe(date)
})

test('one value decides for all of a column; a column that nothing decides asks', () => {
  expect(dateOrderOf(['03/04/2026', '13/04/2026'])).toMatchObject({ order: 'dmy', isOpen: false })
  expect(dateOrderOf(['03/04/2026', '04/13/2026'])).toMatchObject({ order: 'mdy', isOpen: false })
  expect(dateOrderOf(['03/04/2026', '05/06/2026'])).toMatchObject({
    isOpen: true,
    choices: ['mdy', 'dmy'],
    sample: '03/04/2026',
  })
  expect(dateOrderOf(['04/04/2026', '2026-01-31', 'Jan 3, 2026', ''])).toMatchObject({ isOpen: false })
  // Both orders in one column: the more frequent one counts, the others are errors of their cells.
  expect(dateOrderOf(['13/04/2026', '14/04/2026', '04/15/2026'])).toMatchObject({
    order: 'dmy',
    isOpen: false,
  })
})

const day = fc
  .tuple(
    fc.integer({ min: 1970, max: 2069 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, date]) => ({ year, month, date }))

test('property: a column in one order is read as it was written, or asks between orders that fit all of it', () => {
  fc.assert(
    fc.property(
      fc.array(day, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(...DATE_ORDERS),
      (days, order) => {
        const texts = days.map(one => write(one, order))
        const found = dateOrderOf(texts)
        const truly = days.map(iso)
        expect(texts.map(text => readDate(text, order))).toEqual(truly)
        if (found.isOpen) expect(found.choices).toContain(order)
        else expect(texts.map(text => readDate(text, found.order))).toEqual(truly)
      },
    ),
    { numRuns: 2000 },
  )
})

test('property: no text makes reading throw, and what is read is a day', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...DATE_ORDERS), (text, order) => {
      const read = readDate(text, order)
      expect(read === null || isBusinessDate(read)).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

interface Day {
  year: number
  month: number
  date: number
}

function iso({ year, month, date }: Day): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

function write({ year, month, date }: Day, order: DateOrder): string {
  if (order === 'ymd') return `${year}/${month}/${date}`
  return order === 'mdy' ? `${month}/${date}/${year}` : `${date}/${month}/${year}`
}
