import { StandardFontEmbedder } from 'pdf-lib'

export type Weight = 'regular' | 'bold'

/** A line as a PDF shows it: its width in thousandths of the font size, and the body of its TJ operator. */
export interface ShownText {
  width: number
  show: string
}

/** Whether a standard font can show this code point, so that nothing needs to be embedded. */
export function isWinAnsi(codePoint: number): boolean {
  return glyphs('regular').has(codePoint)
}

/** Sets text in Helvetica with its kerning. Every code point must be {@link isWinAnsi}; others are left out. */
export function showInHelvetica(text: string, weight: Weight): ShownText {
  const table = glyphs(weight)
  let width = 0
  let show = '('
  let left: StandardGlyph | undefined
  for (let index = 0; index < text.length; index++) {
    const glyph = table.get(text.charCodeAt(index))
    if (glyph === undefined) continue
    const kern = left?.kerns.get(glyph.name)
    if (kern !== undefined) {
      show += `)${-kern}(`
      width += kern
    }
    show += glyph.literal
    width += glyph.width
    left = glyph
  }
  return { width, show: `${show})` }
}

interface StandardGlyph {
  name: string
  literal: string
  width: number
  kerns: Map<string, number>
}

type StandardFontName = Parameters<typeof StandardFontEmbedder.for>[0]

const tables = new Map<Weight, Map<number, StandardGlyph>>()

function glyphs(weight: Weight): Map<number, StandardGlyph> {
  const known = tables.get(weight)
  if (known !== undefined) return known
  const name = (weight === 'bold' ? 'Helvetica-Bold' : 'Helvetica') as StandardFontName
  const { font, encoding } = StandardFontEmbedder.for(name)
  const kernsByLeft = new Map<string, Map<string, number>>()
  for (const [left, right, amount] of font.KernPairs) {
    const kerns = kernsByLeft.get(left) ?? new Map<string, number>()
    kernsByLeft.set(left, kerns.set(right, amount))
  }
  const table = new Map<number, StandardGlyph>()
  for (const codePoint of encoding.supportedCodePoints) {
    const { code, name } = encoding.encodeUnicodeCodePoint(codePoint)
    table.set(codePoint, {
      name,
      literal: literal(code),
      width: font.getWidthOfGlyph(name) ?? 0,
      kerns: kernsByLeft.get(name) ?? new Map(),
    })
  }
  tables.set(weight, table)
  return table
}

function literal(code: number): string {
  const character = String.fromCharCode(code)
  if (character === '(' || character === ')' || character === '\\') return `\\${character}`
  return code >= 0x20 && code < 0x7f ? character : `\\${code.toString(8).padStart(3, '0')}`
}
