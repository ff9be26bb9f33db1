import { fold } from '../fold.ts'
import type { ProductRow } from './product-row.ts'

/** A part of a description, to print in bold: UTF-16 offsets, `end` excluded. */
export interface MatchRange {
  start: number
  end: number
}

/**
 * Finds what a person typed in a description: one piece each of some of its words, in their order, run together or
 * spaced, whatever the accents and case. `roswhit60` is ros·whit·60 of "Rose White Playa Blanca 60cm". Of several ways the
 * one with the fewest pieces from inside words, then the fewest pieces, then the earliest is taken. Null: no match;
 * no ranges: nothing was typed.
 */
export function matchProduct(text: string, description: string): MatchRange[] | null {
  return bestMatch(readQuery(text), readDescription(description))?.ranges ?? null
}

/** A product that matches, with the parts of its description to print in bold. */
export interface RankedProduct<P> {
  product: P
  ranges: MatchRange[]
}

/** The products that match, best first: the code typed whole, codes that begin so, then descriptions as they fit. */
export function rankProducts<P extends Pick<ProductRow, 'code' | 'description'>>(
  text: string,
  products: Iterable<P>,
): RankedProduct<P>[] {
  const query = readQuery(text)
  const typed = fold(text)
  const found: (RankedProduct<P> & { rank: number; cost: number; key: string })[] = []
  for (const product of products) {
    const match = bestMatch(query, readDescription(product.description))
    const code = fold(product.code)
    const codeFits = typed !== '' && code.startsWith(typed)
    if (!match && !codeFits) continue
    const rank = codeFits ? (code === typed ? 0 : 1) : match?.ranges[0]?.start === 0 ? 2 : 3
    const cost = match?.cost ?? 0
    found.push({ product, ranges: match?.ranges ?? [], rank, cost, key: fold(product.description) })
  }
  found.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.cost - b.cost ||
      earlier(a.ranges, b.ranges) ||
      (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  )
  return found.map(({ product, ranges }) => ({ product, ranges }))
}

const INSIDE_WORD_COST = 1000

interface Query {
  letters: string[]
  /** True where a piece can't go on, because something else than a letter or digit was typed before. */
  breaks: boolean[]
}

interface Letter extends MatchRange {
  text: string
  startsWord: boolean
}

interface Match {
  cost: number
  ranges: MatchRange[]
}

interface Piece extends MatchRange {
  before: Piece | null
}

/** One way to have matched the first letters of the query. */
interface Way {
  cost: number
  last: Piece | null
}

/** Pieces that stand sooner come first: `roswhit` means Rose White before Rose Spray White. */
function earlier(a: readonly MatchRange[], b: readonly MatchRange[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = a[at]!.start - b[at]!.start
    if (difference !== 0) return difference
  }
  return 0
}

function readQuery(text: string): Query {
  const query: Query = { letters: [], breaks: [] }
  let broken = true
  for (const character of folded(text)) {
    if (isWordCharacter(character)) {
      query.letters.push(character)
      query.breaks.push(broken)
    }
    broken = !isWordCharacter(character)
  }
  return query
}

// Words are runs of letters or runs of digits, so that `60` and `cm` are two.
function readDescription(description: string): Letter[] {
  const letters: Letter[] = []
  let kindBefore = 0
  let start = 0
  for (const character of description) {
    const end = start + character.length
    const parts = folded(character)
    const before = letters.at(-1)
    if (parts.length === 0 && before?.end === start) before.end = end
    for (const text of parts) {
      const kind = isWordCharacter(text) ? (/\p{N}/u.test(text) ? 2 : 1) : 0
      if (kind !== 0) letters.push({ text, start, end, startsWord: kind !== kindBefore })
      kindBefore = kind
    }
    start = end
  }
  return letters
}

function folded(text: string): string[] {
  return [...text].flatMap(character => [
    ...character
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase(),
  ])
}

function isWordCharacter(character: string): boolean {
  return /[\p{L}\p{N}\p{M}]/u.test(character)
}

/**
 * Walks the description once and keeps, per number of query letters matched, the cheapest way in each of three
 * states: no piece of this word yet, within one, after one. Letters of the query times letters of the description
 * bound the work, whatever is typed.
 */
function bestMatch(query: Query, description: readonly Letter[]): Match | null {
  const size = query.letters.length
  if (!isSubsequence(query.letters, description)) return null
  let unused: (Way | null)[] = new Array(size + 1).fill(null)
  let within: (Way | null)[] = new Array(size + 1).fill(null)
  let after: (Way | null)[] = new Array(size + 1).fill(null)
  unused[0] = { cost: 0, last: null }
  for (const letter of description) {
    if (letter.startsWord) {
      unused = unused.map((way, at) => cheaper(cheaper(way, after[at]!), within[at]!))
      within = new Array(size + 1).fill(null)
      after = new Array(size + 1).fill(null)
    }
    after = after.map((way, at) => cheaper(way, within[at]!))
    const extended: (Way | null)[] = new Array(size + 1).fill(null)
    for (let at = 0; at < size; at++) {
      if (query.letters[at] !== letter.text) continue
      extended[at + 1] = cheaper(
        query.breaks[at] ? null : continued(within[at]!, letter),
        begun(unused[at]!, letter),
      )
    }
    within = extended
  }
  const best = cheaper(cheaper(unused[size]!, after[size]!), within[size]!)
  return best && { cost: best.cost, ranges: rangesOf(best.last) }
}

function isSubsequence(letters: readonly string[], description: readonly Letter[]): boolean {
  let at = 0
  for (const letter of description) if (letter.text === letters[at]) at++
  return at === letters.length
}

function cheaper(a: Way | null, b: Way | null): Way | null {
  if (!a || !b) return a ?? b
  return b.cost < a.cost ? b : a
}

function continued(way: Way | null, letter: Letter): Way | null {
  return way?.last ? { cost: way.cost, last: { ...way.last, end: letter.end } } : null
}

function begun(way: Way | null, letter: Letter): Way | null {
  if (!way) return null
  const cost = way.cost + 1 + (letter.startsWord ? 0 : INSIDE_WORD_COST)
  return { cost, last: { start: letter.start, end: letter.end, before: way.last } }
}

function rangesOf(last: Piece | null): MatchRange[] {
  const ranges: MatchRange[] = []
  for (let piece = last; piece; piece = piece.before) {
    const next = ranges.at(-1)
    if (next && piece.end >= next.start) next.start = Math.min(piece.start, next.start)
    else ranges.push({ start: piece.start, end: piece.end })
  }
  return ranges.reverse()
}
