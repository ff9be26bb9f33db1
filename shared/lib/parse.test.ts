import { expect, test } from 'vitest'
import type { z } from 'zod'
import {
  businessDate,
  cents,
  change,
  emailAddress,
  id,
  instant,
  line,
  MAX_CENTS,
  note,
  positiveCents,
  priceE4,
  quantity,
  requiredLine,
  timeZone,
} from './parse.ts'

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success

const LONE_SURROGATE = 'Rose \ud83c'
const OVERRIDE = 'invoice\u202egpj.exe'

test.each([
  ['2026-02-28', true],
  ['2026-02-30', false],
  ['2028-02-29', true],
  ['2100-02-29', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-01-00', false],
  ['1899-12-31', false],
  ['2200-01-01', false],
  ['2026-1-1', false],
  ['2026-01-01T00:00:00Z', false],
  ['２０２６-01-01', false],
  [20260101, false],
])('the business date %j: %s', (value, good) => {
  expect(accepts(businessDate, value)).toBe(good)
})

test.each([
  ['a@b.example', true],
  ['ines.moreau+invoices@petal.example', true],
  ['josé@florería.example', true],
  ["o'brien@sons.example", true],
  ['a@b', false],
  ['a@b.example\nBcc: everyone@b.example', false],
  ['a@b.example\r\nSubject: x', false],
  ['Inès <ines@petal.example>', false],
  ['a@b.example, c@d.example', false],
  ['a@b.example; c@d.example', false],
  ['a b@c.example', false],
  [`${'a'.repeat(250)}@b.example`, false],
  [`a${OVERRIDE}@b.example`, false],
])('the mail address %j: %s', (value, good) => {
  expect(accepts(emailAddress, value)).toBe(good)
})

test('a line is one line: trimmed, whole, without what disguises it', () => {
  expect(line(10).parse('  PETAL ')).toBe('PETAL')
  expect(accepts(line(5), 'PETALS')).toBe(false)
  for (const bad of ['a\nb', 'a\tb', 'a\u0000b', 'a\u2028b', OVERRIDE, 'a\u2066b', LONE_SURROGATE])
    expect(accepts(line(100), bad), JSON.stringify(bad)).toBe(false)
  for (const good of ['', 'Ōkami', '花 Hana', 'ياسمين', 'O\'Brien & Sons; Ltd "x"', '👩‍🌾'])
    expect(accepts(line(100), good), good).toBe(true)
})

test('a required line is not made of spaces', () => {
  expect(accepts(requiredLine(10), '   ')).toBe(false)
  expect(accepts(requiredLine(10), 'x')).toBe(true)
})

test('a note keeps its lines, whatever ends them', () => {
  expect(note(100).parse(' one\r\ntwo\n\tthree ')).toBe('one\ntwo\n\tthree')
  for (const bad of ['a\u0000b', OVERRIDE, LONE_SURROGATE]) expect(accepts(note(100), bad)).toBe(false)
})

test.each([
  [cents, 0, true],
  [cents, MAX_CENTS, true],
  [cents, MAX_CENTS + 1, false],
  [cents, -1, false],
  [cents, 1.5, false],
  [cents, 1e300, false],
  [cents, Number.NaN, false],
  [cents, Number.POSITIVE_INFINITY, false],
  [cents, '100', false],
  [positiveCents, 0, false],
  [positiveCents, 1, true],
  [priceE4, 3825, true],
  [priceE4, 0.3825, false],
  [priceE4, 10_000_000_000, false],
  [quantity(), 999_999, true],
  [quantity(), 1_000_000, false],
  [quantity(), -1, false],
  [instant, Date.UTC(2026, 10, 25), true],
  [instant, 8_640_000_000_000_001, false],
] as const)('number kind %#: %j is fine: %s', (schema, value, good) => {
  expect(accepts(schema, value)).toBe(good)
})

test('ids are the ones Florin makes', () => {
  expect(accepts(id, '01a2067f-2441-77a9-8b54-a746476c607f')).toBe(true)
  expect(accepts(id, '01A2067F-2441-77A9-8B54-A746476C607F')).toBe(false)
  expect(accepts(id, '9b2d5f6e-1c1b-4f0e-8a55-1d2e3f405162')).toBe(false)
  expect(accepts(id, "'; DROP TABLE orders; --")).toBe(false)
})

test('time zones are those the runtime knows', () => {
  expect(accepts(timeZone, 'America/New_York')).toBe(true)
  expect(accepts(timeZone, 'Mars/Olympus')).toBe(false)
})

test('an edit says both what was seen and what it shall be', () => {
  expect(accepts(change(cents), { from: 1, to: 2 })).toBe(true)
  expect(accepts(change(cents), { to: 2 })).toBe(false)
  expect(accepts(change(cents), { from: 1, to: 2, by: 'me' })).toBe(false)
})

test('what was seen may be what could no longer be typed; what it shall be may not', () => {
  expect(accepts(change(line(5)), { from: 'PETALS', to: 'PETAL' })).toBe(true)
  expect(accepts(change(line(5)), { from: null, to: 'PETAL' })).toBe(true)
  expect(accepts(change(line(5)), { from: 'PETAL', to: 'PETALS' })).toBe(false)
})
