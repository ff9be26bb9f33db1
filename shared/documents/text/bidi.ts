import bidiFactory, { type Bidi } from 'bidi-js'

export type Direction = 'ltr' | 'rtl'

// Its types forget that the package is CommonJS, where the factory is the default import itself.
const bidi = (bidiFactory as unknown as () => Bidi)()

/** Whether a text has anything written from right to left, so that it must be put in visual order. */
export function hasRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text)
}

/** The Unicode embedding level of each UTF-16 unit, odd where it runs from right to left. */
export function bidiLevels(text: string, base: Direction | undefined): Uint8Array {
  return bidi.getEmbeddingLevels(text, base).levels
}

/** The direction of a text's first strong character. */
export function baseDirection(text: string): Direction {
  return bidi.getEmbeddingLevels(text).paragraphs[0]?.level === 1 ? 'rtl' : 'ltr'
}

/** The character whose shape stands for this one from right to left: `(` for `)`. */
export function mirrored(character: string): string {
  return bidi.getMirroredCharacter(character) ?? character
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
