/**
 * Breaks a cleaned text greedily into lines no wider than `limit`, in the unit of `measure`: at spaces, between
 * ideographs (never before closing or after opening punctuation), and inside a word only where it alone is too wide.
 */
export function breakLines(text: string, limit: number, measure: (piece: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  let width = 0
  const turn = () => {
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = ''
    width = 0
  }
  const place = (piece: string) => {
    if (width + measure(piece.trimEnd()) > limit) turn()
    line += piece
    width += measure(piece)
  }
  for (const piece of text.match(PIECE) ?? []) {
    if (measure(piece.trimEnd()) <= limit) place(piece)
    else {
      turn()
      for (const { segment } of graphemes.segment(piece)) place(segment)
    }
  }
  turn()
  return lines
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const OPENING = '([{‘“〈《「『【〔〖（［｛'
const CLOSING = ')\\]}!?,.:;’”、。〉》」』】〕〗！），．：；？］｝々ーっゃゅょッャュョ・…'
const IDEOGRAPH = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef]'
const PIECE = new RegExp(
  `[${OPENING}]*${IDEOGRAPH}[${CLOSING}]* ?|(?:(?!${IDEOGRAPH})[^ ])+(?:[${CLOSING}]*) ?| `,
  'gu',
)
