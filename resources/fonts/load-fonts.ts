import { readFile } from 'node:fs/promises'
import type { DocumentFonts, FontScript } from '../../shared/documents/document-fonts.ts'

/** The fonts that ship with Florin, read from `folder` once per script and kept; a missing file rejects. */
export function loadFonts(folder: URL = new URL('./', import.meta.url)): DocumentFonts {
  const files = new Map<FontScript, Promise<Uint8Array>>()
  return {
    load(script) {
      const known = files.get(script)
      if (known !== undefined) return known
      const file = readFile(new URL(FILES[script], folder)).then(bytes => new Uint8Array(bytes))
      files.set(script, file)
      file.catch(() => files.delete(script))
      return file
    },
  }
}

const FILES: Record<FontScript, string> = {
  latin: 'noto-sans.ttf',
  // Noto's Arabic draws letters and dots as separate glyphs, which can't be read back out of a PDF.
  arabic: 'ibm-plex-sans-arabic.ttf',
  hebrew: 'noto-sans-hebrew.ttf',
  cjk: 'noto-sans-sc.ttf',
  hangul: 'noto-sans-kr-hangul.ttf',
  thai: 'noto-sans-thai.ttf',
  emoji: 'noto-emoji.ttf',
}
