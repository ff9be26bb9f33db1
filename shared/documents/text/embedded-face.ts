import type { Font, Glyph, GlyphRun } from 'fontkit'
import type { PDFDocument, PDFFont } from 'pdf-lib'
import { type Direction, mirrored } from './bidi.ts'

/** A shaped stretch of an embedded font: glyphs in visual order, as parts that sit at one height each. */
export interface ShownRun {
  width: number
  parts: { rise: number; show: string }[]
}

/** A font embedded into one document, as the subset of glyphs the document shows. */
export interface EmbeddedFace {
  font: PDFFont
  has(codePoint: number): boolean
  show(text: string, direction: Direction): ShownRun
}

/** Embeds a TrueType file. Parsing is shared between documents that pass the same array. */
export async function embedFace(pdf: PDFDocument, bytes: Uint8Array): Promise<EmbeddedFace> {
  const parsed = parsedFonts.get(bytes) ?? (await parse(bytes))
  parsedFonts.set(bytes, parsed)
  const subset = new DistinctSubset(parsed)
  pdf.registerFontkit({ create: () => subset as unknown as PdfLibFont })
  const font = await pdf.embedFont(bytes, { subset: true, customName: `FLORIN+${parsed.postscriptName}` })
  return {
    font,
    has: codePoint => parsed.hasGlyphForCodePoint(codePoint),
    show(text, direction) {
      const run = subset.shape(text, direction)
      return showGlyphs(run, font.encodeText(text).asString(), 1000 / parsed.unitsPerEm)
    },
  }
}

type PdfLibFont = ReturnType<Parameters<PDFDocument['registerFontkit']>[0]['create']>

const parsedFonts = new WeakMap<Uint8Array, Font>()

async function parse(bytes: Uint8Array): Promise<Font> {
  const { create } = (await import('fontkit')) as unknown as { create(bytes: Uint8Array): Font }
  const font = create(bytes)
  const getGlyph = font.getGlyph.bind(font)
  // fontkit keeps one object per glyph with the characters it was first asked for. Arabic letters share glyphs, so the
  // second letter would be read back as the first, and one document's text would depend on the documents before it.
  font.getGlyph = (id, codePoints = []) => {
    const glyph = getGlyph(id, codePoints)
    return Object.create(glyph, { codePoints: { value: codePoints } })
  }
  return font
}

/** What pdf-lib's subset embedder uses of a font, with one subset glyph for each glyph *and* the characters it stands for. */
class DistinctSubset {
  readonly #font: Font
  readonly #glyphs = new Map<string, { id: number; codePoints: number[]; advanceWidth: number }>()
  readonly #subset: EncodableSubset
  #run: Pick<GlyphRun, 'glyphs'> = { glyphs: [] }

  constructor(font: Font) {
    this.#font = font
    this.#subset = font.createSubset() as unknown as EncodableSubset
    for (const key of METRICS) Object.defineProperty(this, key, { get: () => font[key] })
  }

  /** Shapes a text; the next {@link layout} answers with it, so that pdf-lib need not know the direction. */
  shape(text: string, direction: Direction): GlyphRun {
    const run = this.#font.layout(text, undefined, undefined, undefined, direction)
    this.#run = { glyphs: run.glyphs.map(glyph => this.#distinct(glyph, direction) as unknown as Glyph) }
    return run
  }

  layout(): Pick<GlyphRun, 'glyphs'> {
    return this.#run
  }

  createSubset() {
    return {
      includeGlyph: (glyph: { id: number }) => glyph.id,
      encodeStream: () => ({
        on(event: string, listen: (bytes: Uint8Array) => void) {
          if (event === 'data') listen(this.bytes)
          if (event === 'end') listen(this.bytes)
          return this
        },
        bytes: this.#subset.encode(),
      }),
    }
  }

  #distinct(glyph: Glyph, direction: Direction) {
    const codePoints = direction === 'rtl' ? turnedBack(glyph.codePoints) : glyph.codePoints
    const key = `${glyph.id} ${codePoints}`
    const known = this.#glyphs.get(key)
    if (known !== undefined) return known
    const distinct = {
      id: this.#subset.glyphs.push(glyph.id) - 1,
      codePoints,
      advanceWidth: glyph.advanceWidth,
    }
    this.#glyphs.set(key, distinct)
    return distinct
  }
}

/**
 * Readers put right-to-left text in order by turning it around, character by character, and mirror nothing: so that they
 * arrive at the text, a ligature stands for its letters from right to left, and a mirrored bracket for the one it was.
 */
function turnedBack(codePoints: number[]): number[] {
  return codePoints.toReversed().map(codePoint => mirrored(String.fromCodePoint(codePoint)).codePointAt(0)!)
}

interface EncodableSubset {
  glyphs: number[]
  encode(): Uint8Array
}

const METRICS = [
  'postscriptName',
  'unitsPerEm',
  'ascent',
  'descent',
  'bbox',
  'capHeight',
  'xHeight',
  'italicAngle',
  'OS/2',
  'head',
  'post',
  'cff',
] as (keyof Font)[]

function showGlyphs(run: GlyphRun, hex: string, scale: number): ShownRun {
  const parts: ShownRun['parts'] = []
  let part = { rise: 0, show: '' }
  let width = 0
  let penX = 0
  for (const [index, glyph] of run.glyphs.entries()) {
    const position = run.positions[index]!
    const rise = Math.round(position.yOffset * scale)
    if (rise !== part.rise) {
      if (part.show !== '') parts.push(part)
      part = { rise, show: '' }
    }
    // TJ numbers move the pen left, in thousandths; the pen itself moved by the glyph's own advance.
    const x = Math.round(width + position.xOffset * scale)
    const shift = Math.round(penX) - x
    if (shift !== 0) part.show += shift
    part.show += `<${hex.slice(index * 4, index * 4 + 4)}>`
    penX = x + glyph.advanceWidth * scale
    width += position.xAdvance * scale
  }
  const rest = Math.round(penX - width)
  if (rest !== 0) part.show += rest
  if (part.show !== '') parts.push(part)
  return { width, parts }
}
