import { type PDFDocument, type PDFFont, type PDFRef, StandardFonts } from 'pdf-lib'
import { assert } from '../../lib/assert.ts'
import type { DocumentFonts, FontScript } from '../document-fonts.ts'
import { baseDirection, bidiLevels, type Direction, hasRightToLeft, mirrored } from './bidi.ts'
import { breakLines } from './break-lines.ts'
import { cleanLine } from './clean-text.ts'
import { type EmbeddedFace, embedFace } from './embedded-face.ts'
import { isWinAnsi, showInHelvetica, type Weight } from './helvetica.ts'
import { scriptsFor } from './scripts-for.ts'

/** A line ready to draw. Width, rise and the numbers in `show` (a TJ body) are thousandths of the font size. */
export interface SetLine {
  width: number
  runs: SetRun[]
}

export interface SetRun {
  font: string
  rise: number
  /** Embedded fonts come in one weight: bold is drawn with a fine outline. */
  isEmboldened: boolean
  show: string
}

/** Sets the texts of one document: knows its fonts, measures, orders right-to-left text and breaks lines. */
export interface Typesetter {
  /** The fonts to put into each page's resources, by the name the runs use. */
  fonts(): { name: string; ref: PDFRef }[]
  /** Sets one line. Never throws on text: a character no font has becomes U+FFFD. */
  line(text: string, weight: Weight): SetLine
  /** Breaks a text into lines at most `maxWidth` points wide at this size; words longer than a line are broken. */
  wrap(text: string, weight: Weight, size: number, maxWidth: number): SetLine[]
}

/** Opens a typesetter for a document, with the fonts which `texts` need. Rejects when a needed font can't be loaded. */
export async function openTypesetter(
  pdf: PDFDocument,
  fonts: DocumentFonts,
  texts: string[],
): Promise<Typesetter> {
  const standard = [
    { name: 'R', font: await pdf.embedFont(StandardFonts.Helvetica) },
    { name: 'B', font: await pdf.embedFont(StandardFonts.HelveticaBold) },
  ]
  return typesetter(standard, await facesFor(pdf, fonts, texts))
}

type Faces = Map<FontScript, EmbeddedFace>
/** Where a grapheme is set: in Helvetica, or in an embedded font. */
type Place = 'standard' | FontScript
interface Cluster {
  text: string
  place: Place
  level: number
}

const REPLACEMENT = '\ufffd'
const JOINER = /[\u200c\u200d]/g
const NEUTRAL = /^[\s\p{P}]+$/u
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

async function facesFor(pdf: PDFDocument, fonts: DocumentFonts, texts: string[]): Promise<Faces> {
  const faces: Faces = new Map()
  let open = new Set<string>()
  for (const text of texts) {
    const line = cleanLine(text)
    if (!isAllWinAnsi(line)) for (const { segment } of graphemes.segment(line)) open.add(segment)
  }
  for (let choice = 0; open.size > 0; choice++) {
    open = new Set([...open].filter(grapheme => placeOf(grapheme, faces) === undefined))
    const wanted = new Set([...open].map(grapheme => scriptsFor(grapheme)[choice]))
    for (const script of ORDER) {
      if (wanted.has(script) && !faces.has(script))
        faces.set(script, await embedFace(pdf, await fonts.load(script)))
    }
    if (wanted.size === 0 || (wanted.size === 1 && wanted.has(undefined))) break
  }
  if (open.size > 0 && !faces.has('latin'))
    faces.set('latin', await embedFace(pdf, await fonts.load('latin')))
  return faces
}

const ORDER: FontScript[] = ['latin', 'arabic', 'hebrew', 'thai', 'cjk', 'hangul', 'emoji']

function isAllWinAnsi(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (!isWinAnsi(text.charCodeAt(index))) return false
  return true
}

function placeOf(grapheme: string, faces: Faces): Place | undefined {
  const bare = grapheme.replace(JOINER, '')
  if (isAllWinAnsi(bare)) return 'standard'
  const codePoints = Array.from(bare, character => character.codePointAt(0)!)
  return scriptsFor(grapheme).find(script => {
    const face = faces.get(script)
    return face !== undefined && codePoints.every(codePoint => face.has(codePoint))
  })
}

function typesetter(standard: { name: string; font: PDFFont }[], faces: Faces): Typesetter {
  const memo: Record<Weight, Map<string, SetLine>> = { regular: new Map(), bold: new Map() }

  function setClean(text: string, weight: Weight, base?: Direction): SetLine {
    const known = base === undefined ? memo[weight].get(text) : undefined
    if (known !== undefined) return known
    const set = isAllWinAnsi(text)
      ? setStandard(text, weight)
      : setMixed(clustersOf(text, faces, base), weight, faces)
    if (base === undefined) memo[weight].set(text, set)
    return set
  }

  function wrap(text: string, weight: Weight, size: number, maxWidth: number): SetLine[] {
    const limit = (maxWidth * 1000) / size
    const clean = cleanLine(text)
    const whole = setClean(clean, weight)
    if (whole.width <= limit) return [whole]
    const base = hasRightToLeft(clean) ? baseDirection(clean) : undefined
    return breakLines(clean, limit, piece => setClean(piece, weight).width).map(piece =>
      setClean(piece, weight, base),
    )
  }

  const embedded = [...faces].map(([script, face]) => ({ name: fontName(script), ref: face.font.ref }))
  return {
    fonts: () => [...standard.map(({ name, font }) => ({ name, ref: font.ref })), ...embedded],
    line: (text, weight) => setClean(cleanLine(text), weight),
    wrap,
  }
}

function setStandard(text: string, weight: Weight): SetLine {
  const { width, show } = showInHelvetica(text, weight)
  return {
    width,
    runs: text === '' ? [] : [{ font: weight === 'bold' ? 'B' : 'R', rise: 0, isEmboldened: false, show }],
  }
}

function fontName(script: FontScript): string {
  return `F${ORDER.indexOf(script)}`
}

function clustersOf(text: string, faces: Faces, base: Direction | undefined): Cluster[] {
  const levels = hasRightToLeft(text) ? bidiLevels(text, base) : undefined
  const clusters = Array.from(graphemes.segment(text), ({ segment, index }): Cluster => {
    const place = placeOf(segment, faces)
    const level = levels?.[index] ?? 0
    if (place === undefined) return { text: REPLACEMENT, place: 'latin', level }
    return { text: place === 'standard' ? segment.replace(JOINER, '') : segment, place, level }
  })
  // One word in two designs looks broken: a name with one ł is set in one font throughout.
  const isLatinBeyondStandard = clusters.some(({ text, place }) => place === 'latin' && text !== REPLACEMENT)
  let previous: Place = 'standard'
  for (const [index, cluster] of clusters.entries()) {
    if (cluster.place !== 'standard') previous = cluster.place
    else if (isLatinBeyondStandard) cluster.place = 'latin'
    else if (previous !== 'standard' && previous !== 'emoji' && NEUTRAL.test(cluster.text)) {
      // Spaces and points inside a stretch of another script belong to it, so that it stays one run of text.
      const next = clusters.slice(index, index + 8).find(({ text }) => !NEUTRAL.test(text))
      const face = faces.get(previous)
      const isInside = next?.place === previous && face?.has(cluster.text.codePointAt(0)!) === true
      if (isInside && face.has(mirrored(cluster.text).codePointAt(0)!)) cluster.place = previous
    } else previous = 'standard'
  }
  return clusters
}

function setMixed(clusters: Cluster[], weight: Weight, faces: Faces): SetLine {
  const set: SetLine = { width: 0, runs: [] }
  for (const run of visualRuns(clusters)) {
    const { place, level } = run[0]!
    const isRightToLeft = level % 2 === 1
    const text = run.map(cluster => (isRightToLeft ? mirrored(cluster.text) : cluster.text))
    if (place === 'standard') {
      const { width, show } = showInHelvetica((isRightToLeft ? text.reverse() : text).join(''), weight)
      set.width += width
      set.runs.push({ font: weight === 'bold' ? 'B' : 'R', rise: 0, isEmboldened: false, show })
      continue
    }
    const face = faces.get(place)
    assert(face !== undefined, `text was placed in a font that was not loaded: ${place}`)
    const { width, parts } = face.show(text.join(''), isRightToLeft ? 'rtl' : 'ltr')
    set.width += width
    for (const part of parts)
      set.runs.push({ font: fontName(place), isEmboldened: weight === 'bold', ...part })
  }
  return set
}

/** Stretches of one font and one direction, from left to right (rule L2 of the Unicode bidirectional algorithm). */
function visualRuns(clusters: Cluster[]): Cluster[][] {
  const runs: Cluster[][] = []
  for (const cluster of clusters) {
    const last = runs.at(-1)
    if (last !== undefined && last[0]!.place === cluster.place && last[0]!.level === cluster.level)
      last.push(cluster)
    else runs.push([cluster])
  }
  const highest = runs.reduce((level, run) => Math.max(level, run[0]!.level), 0)
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < runs.length; start++) {
      let end = start
      while (end < runs.length && runs[end]![0]!.level >= level) end++
      for (let low = start, high = end - 1; low < high; low++, high--) {
        const run = runs[low]!
        runs[low] = runs[high]!
        runs[high] = run
      }
      start = Math.max(start, end)
    }
  }
  return runs
}
