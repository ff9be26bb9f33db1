import { PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib'
import { assert } from '../../lib/assert.ts'
import type { DocumentFonts } from '../document-fonts.ts'
import { type DocumentFormats, documentFormats, printsOnLetter } from '../document-formats.ts'
import { type DocumentWords, documentWords } from '../document-words.ts'
import { cleanLine } from '../text/clean-text.ts'
import { openTypesetter, type SetLine, type Typesetter } from '../text/typesetter.ts'
import { embedLogo, type Logo } from './logo.ts'
import { type Align, type LinkArea, PageCanvas } from './page-canvas.ts'
import type { TextStyle } from './theme.ts'

/** The name of the logo among a page's resources. */
export const LOGO = 'Logo'

/** What every document says of itself. */
export interface SheetSubject {
  language: 'en' | 'es'
  currency: string
  company: { name: string }
}

/** A document being laid out: its pages so far, the place reached on the last one, and its words and formats. */
export class Sheet {
  readonly words: DocumentWords
  readonly formats: DocumentFormats
  readonly width: number
  readonly height: number
  readonly left = 42
  readonly right: number
  readonly bottom: number
  readonly pages: PageCanvas[] = []
  /** The company's logo; null where its initial stands. */
  readonly logo: Logo | null
  /** The next free place on the page, in points from its top. */
  y = 0
  /** Draws the head of each new page and sets {@link y} under it. */
  onPage: (sheet: Sheet) => void = () => {}
  readonly #language: string
  readonly #pdf: PDFDocument
  readonly #typesetter: Typesetter

  constructor(
    subject: SheetSubject,
    pdf: PDFDocument,
    typesetter: Typesetter,
    { isLandscape = false, logo = null }: { isLandscape?: boolean; logo?: Logo | null } = {},
  ) {
    this.words = documentWords[subject.language]
    this.formats = documentFormats(subject.language, subject.currency)
    const [short, long] = printsOnLetter(subject.currency) ? [612, 792] : [595.28, 841.89]
    this.width = isLandscape ? long : short
    this.height = isLandscape ? short : long
    this.right = this.width - 42
    this.bottom = this.height - 47
    this.#language = subject.language
    this.#pdf = pdf
    this.#typesetter = typesetter
    this.logo = logo
  }

  get page(): PageCanvas {
    const page = this.pages.at(-1)
    assert(page !== undefined, 'a sheet was drawn on before its first page')
    return page
  }

  addPage(): void {
    this.pages.push(new PageCanvas(this.height))
    this.y = 40
    this.onPage(this)
  }

  /** Turns the page unless `height` points are left on it. */
  ensure(height: number): void {
    if (this.y + height > this.bottom) this.addPage()
  }

  set(text: string, style: TextStyle): SetLine {
    return this.#typesetter.line(text, style.weight)
  }

  wrap(text: string, style: TextStyle, maxWidth: number): SetLine[] {
    return this.#typesetter.wrap(text, style.weight, style.size, maxWidth)
  }

  /** Writes one line, smaller where it would be wider than `maxWidth`. */
  write(
    text: string,
    x: number,
    y: number,
    style: TextStyle,
    align: Align = 'left',
    maxWidth = Infinity,
  ): void {
    const line = this.set(text, style)
    const width = (line.width * style.size) / 1000
    const size = width > maxWidth ? Math.floor((style.size * maxWidth * 100) / width) / 100 : style.size
    this.page.text(line, x, y, size === style.size ? style : { ...style, size }, align)
  }

  /** Writes lines under each other, the first baseline one ascent under `top`, and returns where they end. */
  writeLines(lines: SetLine[], x: number, top: number, style: TextStyle, align: Align = 'left'): number {
    for (const [index, line] of lines.entries()) {
      this.page.text(line, x, baseline(top, style) + index * style.leading, style, align)
    }
    return top + lines.length * style.leading
  }

  /** Keeps at most `most` lines; what is cut ends in an ellipsis. */
  cut(lines: SetLine[], most: number): SetLine[] {
    return lines.length <= most ? lines : [...lines.slice(0, most - 1), this.#typesetter.line('…', 'regular')]
  }

  /** The finished file. `seed` is all the document's data: equal seeds give the file the same id. */
  async save(title: string, author: string, dateOn: string, seed: string): Promise<Uint8Array> {
    const pdf = this.#pdf
    const resources = pdf.context.obj({
      Font: Object.fromEntries(this.#typesetter.fonts().map(({ name, ref }) => [name, ref])),
      ...(this.logo === null ? {} : { XObject: { [LOGO]: this.logo.ref } }),
    })
    const resourcesRef = pdf.context.register(resources)
    for (const canvas of this.pages) {
      const { node } = pdf.addPage([this.width, this.height])
      node.set(PDFName.of('Resources'), resourcesRef)
      node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream(canvas.content())))
      if (canvas.links.length > 0) {
        const links = canvas.links.map(link => pdf.context.register(this.#annotation(link)))
        node.set(PDFName.of('Annots'), pdf.context.obj(links))
      }
    }
    pdf.setTitle(cleanLine(title), { showInWindowTitleBar: true })
    pdf.setAuthor(cleanLine(author))
    pdf.setCreator('Florin')
    pdf.setProducer('Florin')
    pdf.setLanguage(this.#language)
    const issuedAt = new Date(`${dateOn}T00:00:00Z`)
    if (!Number.isNaN(issuedAt.getTime())) {
      pdf.setCreationDate(issuedAt)
      pdf.setModificationDate(issuedAt)
    }
    const id = PDFHexString.of(fingerprint(seed))
    pdf.context.trailerInfo.ID = pdf.context.obj([id, id])
    return pdf.save({ objectsPerTick: Infinity, updateFieldAppearances: false, addDefaultPage: false })
  }

  #annotation({ x, y, width, height, url, contents }: LinkArea) {
    return this.#pdf.context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [x, this.height - y - height, x + width, this.height - y],
      Border: [0, 0, 0],
      // Print
      F: 4,
      Contents: PDFHexString.fromText(contents),
      A: { Type: 'Action', S: 'URI', URI: PDFString.of(url) },
    })
  }
}

/** Where the baseline lies of a line whose box begins at `top`. */
export function baseline(top: number, style: TextStyle): number {
  return top + (style.leading + style.size * 0.72) / 2
}

/** Opens a sheet with the fonts its texts need. `data` is walked for every string in it; `logo` is a data URL or empty. */
export async function openSheet(
  subject: SheetSubject,
  fonts: DocumentFonts,
  data: unknown,
  { isLandscape = false, logo = '' }: { isLandscape?: boolean; logo?: string } = {},
): Promise<Sheet> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const sample = documentFormats(subject.language, subject.currency).money(0)
  const typesetter = await openTypesetter(pdf, fonts, [sample, ...stringsIn(data)])
  return new Sheet(subject, pdf, typesetter, { isLandscape, logo: await embedLogo(pdf, logo) })
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsIn)
}

/** 128 bits that differ when the text differs (four FNV-1a hashes); it names a file and guards nothing. */
function fingerprint(text: string): string {
  return [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b]
    .map(basis => {
      let hash = basis
      for (let index = 0; index < text.length; index++)
        hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
      return (hash >>> 0).toString(16).padStart(8, '0')
    })
    .join('')
}
