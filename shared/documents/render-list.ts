import type { DocumentFonts } from './document-fonts.ts'
import type { ListDocument } from './list-document.ts'
import { drawFeet, drawHead, type Letterhead } from './page/letterhead.ts'
import { baseline, openSheet, type Sheet } from './page/sheet.ts'
import { color, style, type TextStyle } from './page/theme.ts'

/**
 * Renders a list as a landscape table, its head on each page and its totals under the last row, the same bytes for the same
 * data. Texts that are too long for their column take a second line and are cut there. Rejects when a font that the text
 * needs can't be loaded.
 */
export async function renderList(doc: ListDocument, options: { fonts: DocumentFonts }): Promise<Uint8Array> {
  const sheet = await openSheet(doc, options.fonts, doc, { isLandscape: true })
  const { words, formats } = sheet
  const letterhead: Letterhead = {
    company: doc.company,
    title: '',
    number: doc.title,
    detail: [doc.about, words.rows(doc.rows.length), formats.date(doc.asOf)]
      .filter(part => part !== '')
      .join('  ·  '),
    stamp: null,
  }
  const table = new Table(sheet, doc)
  sheet.onPage = () => {
    drawHead(sheet, letterhead)
    table.head()
  }
  sheet.addPage()
  for (const [at, row] of doc.rows.entries()) {
    table.row(row, style.body, at === doc.rows.length - 1 && table.hasTotals)
    // A long list is laid out beside other work.
    if (at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await new Promise(resolve => setTimeout(resolve))
  }
  if (table.hasTotals) table.totals()
  drawFeet(sheet, letterhead)
  const seed = JSON.stringify(doc)
  return sheet.save(doc.title, doc.company.name, doc.asOf, seed)
}

const ROWS_AT_ONCE = 200
const PAD = 5
const ROW_PAD = 3.5
const MOST_LINES = 2
const SAMPLE_ROWS = 400
const LEAST_TEXT = 72
// A list is read along its rows: a little smaller than a letter.
const LIST_SCALE = 0.92

class Table {
  readonly #sheet: Sheet
  readonly #doc: ListDocument
  /** Where each column begins, and how wide it is. */
  readonly #columns: { x: number; width: number; isNumber: boolean }[]
  /** Of what the styles say: many columns are set smaller. */
  readonly #scale: number

  constructor(sheet: Sheet, doc: ListDocument) {
    this.#sheet = sheet
    this.#doc = doc
    const room = sheet.right - sheet.left
    const natural = this.#naturalWidths()
    const isText = doc.columns.map(({ isNumber }) => !isNumber)
    const needed = natural.reduce(
      (sum, width, at) => sum + (isText[at] ? Math.min(width, LEAST_TEXT) : width),
      0,
    )
    const pads = 2 * PAD * natural.length
    this.#scale = Math.max(0.5, Math.min(LIST_SCALE, (room - pads) / needed))
    const widths = fitted(
      natural.map(width => width * this.#scale + 2 * PAD + 0.5),
      isText,
      room,
    )
    let x = sheet.left
    this.#columns = doc.columns.map(({ isNumber }, at) => {
      const column = { x, width: widths[at]!, isNumber }
      x += column.width
      return column
    })
  }

  get hasTotals(): boolean {
    return this.#doc.columns.some(({ total }) => total !== '')
  }

  head(): void {
    const sheet = this.#sheet
    const label = this.#scaled(style.label)
    const headers = this.#doc.columns.map(({ header }) => header)
    for (const [at, { x, width, isNumber }] of this.#columns.entries()) {
      sheet.write(
        headers[at]!,
        isNumber ? x + width - PAD : x + PAD,
        baseline(sheet.y + 3, label),
        label,
        isNumber ? 'right' : 'left',
        width - 2 * PAD,
      )
    }
    sheet.y += 17
    sheet.page.rule(sheet.left, sheet.y, sheet.right - sheet.left, color.ink, 0.8)
  }

  /** The last row keeps room for the totals: alone under a head they would say nothing. */
  row(cells: readonly string[], textStyle: TextStyle, isBeforeTotals: boolean): void {
    const sheet = this.#sheet
    const body = this.#scaled(textStyle)
    const lines = this.#columns.map(({ width, isNumber }, at) =>
      isNumber || cells[at] === ''
        ? []
        : sheet.cut(sheet.wrap(cells[at]!, body, width - 2 * PAD), MOST_LINES),
    )
    const height = Math.max(1, ...lines.map(({ length }) => length)) * body.leading + 2 * ROW_PAD
    sheet.ensure(height + (isBeforeTotals ? body.leading + 2 * ROW_PAD : 0))
    for (const [at, { x, width, isNumber }] of this.#columns.entries()) {
      if (isNumber) {
        const right = x + width - PAD
        sheet.write(cells[at]!, right, baseline(sheet.y + ROW_PAD, body), body, 'right', width - PAD)
      } else sheet.writeLines(lines[at]!, x + PAD, sheet.y + ROW_PAD, body)
    }
    sheet.y += height
    sheet.page.rule(sheet.left, sheet.y, sheet.right - sheet.left, color.hairline)
  }

  totals(): void {
    const sheet = this.#sheet
    sheet.page.rule(sheet.left, sheet.y, sheet.right - sheet.left, color.ink, 0.8)
    const cells = this.#doc.columns.map(({ total }, at) =>
      total === '' && at === 0 ? sheet.words.total : total,
    )
    this.row(cells, style.strong, false)
  }

  #scaled(textStyle: TextStyle): TextStyle {
    return {
      ...textStyle,
      size: Math.floor(textStyle.size * this.#scale * 100) / 100,
      leading: textStyle.leading * this.#scale,
    }
  }

  #naturalWidths(): number[] {
    const sheet = this.#sheet
    const measure = (text: string, { size, weight }: TextStyle) =>
      (sheet.set(text, { ...style.body, weight }).width * size) / 1000
    // Numbers are never cut, so each is measured; of texts a sample tells enough.
    return this.#doc.columns.map(({ header, total, isNumber }, at) => {
      let width = Math.max(measure(header, style.label), measure(total, style.strong))
      const sample = isNumber ? this.#longest(at) : this.#doc.rows.slice(0, SAMPLE_ROWS).map(row => row[at]!)
      for (const text of sample) width = Math.max(width, measure(text, style.body))
      return width
    })
  }

  #longest(at: number): string[] {
    let longest = ''
    for (const row of this.#doc.rows) if (row[at]!.length > longest.length) longest = row[at]!
    return [longest]
  }
}

/**
 * Widths that fill the room. What is too much is taken from the widest texts, all cut to one width, so that short ones stay on a
 * line; what is left is shared out. Numbers keep what they need.
 */
function fitted(wanted: readonly number[], isText: readonly boolean[], room: number): number[] {
  const cutTo = (most: number) => wanted.map((width, at) => (isText[at] ? Math.min(width, most) : width))
  const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0)
  let [low, high] = [0, Math.max(...wanted)]
  if (sum(wanted) > room)
    for (let step = 0; step < 30; step++) {
      const middle = (low + high) / 2
      if (sum(cutTo(middle)) > room) high = middle
      else low = middle
    }
  const widths = cutTo(sum(wanted) > room ? low : high)
  const share = Math.max(0, room - sum(widths)) / widths.length
  return widths.map(width => width + share)
}
