/** The writing systems for which a document may need an embedded font; `latin` also holds Greek, Cyrillic and Devanagari. */
export type FontScript = 'latin' | 'arabic' | 'hebrew' | 'cjk' | 'hangul' | 'thai' | 'emoji'

/** Where documents get fonts from. Asked only for text that Helvetica's WinAnsi alphabet can't hold. */
export interface DocumentFonts {
  /** The TrueType file for one script, the same bytes each time; a missing file is a fault and rejects. */
  load(script: FontScript): Promise<Uint8Array>
}
