import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explainNumbers, type NumberBlock, type SeriesFacts, totalsOf } from './explain-numbers.ts'

const block = (firstNumber: number, lastNumber: number, more: Partial<NumberBlock> = {}): NumberBlock => ({
  firstNumber,
  lastNumber,
  seenNumber: firstNumber - 1,
  deviceId: 'till',
  isLive: true,
  ...more,
})
const facts = (more: Partial<SeriesFacts>): SeriesFacts => ({
  firstNumber: 1,
  nextNumber: 11,
  used: [],
  blocks: [],
  gaps: [],
  ...more,
})
const short = (given: SeriesFacts) =>
  explainNumbers(given).map(
    ({ firstNumber, lastNumber, kind, deviceId, reason }) =>
      `${firstNumber}-${lastNumber} ${kind} ${deviceId}${reason}`,
  )

test('numbers ahead in a live block are held, those it went past without a document are told apart', () => {
  expect(short(facts({ used: [1, 2, 4], blocks: [block(1, 10, { seenNumber: 5 })] }))).toEqual([
    '1-2 used till',
    '3-3 passed till',
    '4-4 used till',
    '5-5 passed till',
    '6-10 held till',
  ])
})

test('what is left of a block that nobody draws from any more is dead', () => {
  expect(short(facts({ used: [1], blocks: [block(1, 10, { seenNumber: 1, isLive: false })] }))).toEqual([
    '1-1 used till',
    '2-10 dead till',
  ])
})

test('the register of gaps says why, before a dead block is blamed; a live block comes before it', () => {
  const gaps = [{ firstNumber: 3, lastNumber: 8, reason: 'restore' }]
  const blocks = [block(1, 5, { isLive: false }), block(7, 10)]
  expect(short(facts({ gaps, blocks }))).toEqual([
    '1-2 dead till',
    '3-5 gap tillrestore',
    '6-6 gap restore',
    '7-10 held till',
  ])
})

test('a number on two documents has collided, and one that no block holds is said to be so', () => {
  expect(short(facts({ used: [2, 2, 3] }))).toEqual([
    '1-1 unheld ',
    '2-2 collided ',
    '3-3 used ',
    '4-10 unheld ',
  ])
})

test('numbers of documents outside the series change nothing', () => {
  expect(short(facts({ used: [0, 11, 5000] }))).toEqual(['1-10 unheld '])
})

test('a series that has not begun has nothing to explain', () => {
  expect(explainNumbers(facts({ nextNumber: 1, blocks: [block(1, 10)] }))).toEqual([])
})

test('a million used numbers are one range', () => {
  const used = Array.from({ length: 1_000_000 }, (_, at) => at + 1)
  expect(short(facts({ nextNumber: 1_000_001, used }))).toEqual(['1-1000000 used '])
})

const span = fc
  .tuple(fc.integer({ min: -5, max: 130 }), fc.integer({ min: 0, max: 40 }))
  .map(([firstNumber, length]) => ({ firstNumber, lastNumber: firstNumber + length }))
const anyFacts = fc.record({
  firstNumber: fc.constant(1),
  nextNumber: fc.integer({ min: 1, max: 120 }),
  used: fc.array(fc.integer({ min: -5, max: 140 }), { maxLength: 60 }),
  blocks: fc.array(
    fc
      .record({ span, seen: fc.nat(45), deviceId: fc.constantFrom('a', 'b'), isLive: fc.boolean() })
      .map(given => ({
        ...given.span,
        deviceId: given.deviceId,
        isLive: given.isLive,
        seenNumber: Math.min(given.span.lastNumber, given.span.firstNumber - 1 + given.seen),
      })),
    { maxLength: 8 },
  ),
  gaps: fc.array(
    span.map(given => ({ ...given, reason: 'restore' })),
    { maxLength: 4 },
  ),
})

test('every number is explained exactly once, in order, in as few ranges as there are explanations', () => {
  fc.assert(
    fc.property(anyFacts, given => {
      const ranges = explainNumbers(given)
      let expected = given.firstNumber
      for (const [at, range] of ranges.entries()) {
        expect(range.firstNumber).toBe(expected)
        expect(range.lastNumber).toBeGreaterThanOrEqual(range.firstNumber)
        expected = range.lastNumber + 1
        const { firstNumber: _, lastNumber: __, ...before } = ranges[at - 1] ?? ({} as typeof range)
        const { firstNumber: ___, lastNumber: ____, ...here } = range
        expect(here).not.toEqual(before)
      }
      expect(expected).toBe(Math.max(given.firstNumber, given.nextNumber))
      const sum = Object.values(totalsOf(ranges)).reduce((a, b) => a + b, 0)
      expect(sum).toBe(given.nextNumber - given.firstNumber)
    }),
  )
})

test('each number’s explanation is the one its own facts give, looked at alone', () => {
  fc.assert(
    fc.property(anyFacts, given => {
      for (const { firstNumber, lastNumber, kind } of explainNumbers(given)) {
        for (let number = firstNumber; number <= lastNumber; number++) {
          const documents = given.used.filter(each => each === number).length
          const holds = (each: { firstNumber: number; lastNumber: number }) =>
            each.firstNumber <= number && number <= each.lastNumber
          const isHeld = given.blocks.some(each => each.isLive && holds(each))
          if (documents > 0) expect(kind).toBe(documents > 1 ? 'collided' : 'used')
          else if (isHeld) expect(['held', 'passed']).toContain(kind)
          else if (given.gaps.some(holds)) expect(kind).toBe('gap')
          else if (given.blocks.some(holds)) expect(['dead', 'passed']).toContain(kind)
          else expect(kind).toBe('unheld')
        }
      }
    }),
  )
})
