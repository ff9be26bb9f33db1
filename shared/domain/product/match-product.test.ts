import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../fold.ts'
import { matchProduct, rankProducts } from './match-product.ts'

function bold(text: string, description: string): string | null {
  const ranges = matchProduct(text, description)
  if (!ranges) return null
  let marked = ''
  let at = 0
  for (const { start, end } of ranges) {
    marked += `${description.slice(at, start)}[${description.slice(start, end)}]`
    at = end
  }
  return marked + description.slice(at)
}

test.each([
  ['roswhit60', 'Rose White Playa Blanca 60cm', '[Ros]e [Whit]e Playa Blanca [60]cm'],
  ['roswhit60', 'Rose Spray White Snowflake 60cm', '[Ros]e Spray [Whit]e Snowflake [60]cm'],
  ['ros whit 60', 'Rose White Mondial 60cm', '[Ros]e [Whit]e Mondial [60]cm'],
  ['ROSWHIT60', 'rose white mondial 60cm', '[ros]e [whit]e mondial [60]cm'],
  ['clavel', 'Clavél Rojo', '[Clavél] Rojo'],
  ['okami', 'Ōkami Green', '[Ōkami] Green'],
  ['okami', 'O\u0304kami Green', '[O\u0304kami] Green'],
  ['anca', 'Rose Playa Blanca', 'Rose Playa Bl[anca]'],
  ['ohara', "Rose White O'Hara 50cm", "Rose White [O]'[Hara] 50cm"],
  ["o'hara", "Rose White O'Hara 50cm", "Rose White [O]'[Hara] 50cm"],
  ['60cm', 'Rose 60cm', 'Rose [60cm]'],
  ['blanca', 'Rosablanca Blanca', 'Rosablanca [Blanca]'],
  ['', 'Rose', 'Rose'],
  [' - ', 'Rose', 'Rose'],
])('%j finds %j', (text, description, expected) => {
  expect(bold(text, description)).toBe(expected)
})

test.each([
  ['whitros', 'Rose White', 'words in another order'],
  ['roswhit70', 'Rose White 60cm', 'a length it does not have'],
  ['rse', 'Rose', 'two pieces of one word'],
  ['ro se', 'Rose', 'two spaced pieces of one word'],
  ['rosee', 'Rose', 'more than there is'],
])('%j does not find %j: %s', (text, description) => {
  expect(matchProduct(text, description)).toBeNull()
})

const word = fc.stringMatching(/^[a-zñéü]{1,8}$/)
const pieces = fc.array(
  fc.record({
    word,
    from: fc.nat(7),
    size: fc.integer({ min: 1, max: 8 }),
    skip: fc.boolean(),
    spaced: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
)

test('one piece each of some words, in order, always matches and is printed as typed', () => {
  fc.assert(
    fc.property(pieces, chosen => {
      const description = chosen.map(piece => piece.word).join(' ')
      const text = chosen
        .filter(piece => !piece.skip)
        .map(
          ({ word, from, size, spaced }) =>
            word.slice(from % word.length).slice(0, size) + (spaced ? ' ' : ''),
        )
        .join('')
      const ranges = matchProduct(text, description)
      expect(ranges).not.toBeNull()
      const printed = ranges!.map(({ start, end }) => description.slice(start, end)).join('')
      expect(fold(printed).replaceAll(' ', '')).toBe(fold(text).replaceAll(' ', ''))
    }),
  )
})

test('ranges lie in the description, in order, apart from each other', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      (text, description) => {
        let last = -1
        for (const { start, end } of matchProduct(text, description) ?? []) {
          expect(start).toBeGreaterThan(last)
          expect(end).toBeGreaterThan(start)
          last = end
        }
        expect(last).toBeLessThanOrEqual(description.length)
      },
    ),
  )
})

test('text made to make a search backtrack is answered all the same', () => {
  expect(matchProduct(`${'a'.repeat(5000)}b`, 'a'.repeat(200))).toBeNull()
  expect(matchProduct(`${'a '.repeat(99)}b`, `${'aa '.repeat(66)}c b`)).toBeNull()
  expect(matchProduct(`${'ab'.repeat(60)}c`, `${'ab '.repeat(66)}c`)).not.toBeNull()
})

const catalog = [
  { code: 'RFR60', description: 'Rose Freedom Red 60cm' },
  { code: 'RWPB60', description: 'Rose White Playa Blanca 60cm' },
  { code: 'RSW', description: 'Rose Spray White Snowflake 60cm' },
  { code: 'RWM60', description: 'Rose White Mondial 60cm' },
  { code: 'GRW', description: 'Garden Rose White Ohara 60cm' },
  { code: 'ROSE', description: 'Vase Cylinder 8in' },
  { code: 'ROSES-2', description: 'Sleeve printed' },
]

function ranked(text: string): string[] {
  return rankProducts(text, catalog).map(({ product }) => product.code)
}

test('a code typed whole comes first, then codes that begin so, then descriptions', () => {
  expect(ranked('rose')).toEqual(['ROSE', 'ROSES-2', 'RFR60', 'RSW', 'RWM60', 'RWPB60', 'GRW'])
})

test('descriptions that begin with what was typed come before those that only hold it', () => {
  expect(ranked('roswhit60')).toEqual(['RWM60', 'RWPB60', 'RSW', 'GRW'])
})

test('nothing typed gives every product by description', () => {
  expect(ranked('')).toHaveLength(catalog.length)
})

test('words that follow each other come before words with another between them', () => {
  const named = (description: string) => ({ code: description, description })
  const found = rankProducts('roswhit60', [
    named('Rose Spray White Snowflake 60cm'),
    named('Rose White Playa Blanca 60cm'),
    named('Rose White Mondial 60cm'),
  ])
  expect(found.map(({ product }) => product.description)).toEqual([
    'Rose White Mondial 60cm',
    'Rose White Playa Blanca 60cm',
    'Rose Spray White Snowflake 60cm',
  ])
})
