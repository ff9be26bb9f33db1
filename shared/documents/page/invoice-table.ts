import { lineUnits } from '../../domain/order/order-totals.ts'
import type { InvoiceDocument, InvoiceDocumentLine } from '../invoice-document.ts'
import type { SetLine } from '../text/typesetter.ts'
import { baseline, type Sheet } from './sheet.ts'
import { color, style, type TextStyle } from './theme.ts'

/**
 * Draws the lines by section (boxes, units, hard goods), each with its subtotal where there are several. A page that
 * the table leaves ends with the amount carried forward; the next one repeats the head and brings it forward.
 */
export function drawInvoiceTable(sheet: Sheet, doc: InvoiceDocument): void {
  const sections = sectionsOf(doc, sheet)
  if (sections.length === 0) return
  const table = new Table(sheet, doc)
  table.open(sections[0]!.lines[0]!)
  for (const section of sections) {
    const hasSubtotal = sections.length > 1
    table.section(section, hasSubtotal)
    for (const line of section.lines) table.line(line, hasSubtotal && line === section.lines.at(-1))
    if (hasSubtotal) table.subtotal(section)
    table.closeSection()
  }
  sheet.y += 4
}

interface Section {
  title: string
  count: number
  lines: InvoiceDocumentLine[]
}

function sectionsOf(doc: InvoiceDocument, { words }: Sheet): Section[] {
  const boxes = doc.lines.filter(({ soldAs }) => soldAs === 'box-stem' || soldAs === 'box-bunch')
  const units = doc.lines.filter(({ soldAs }) => soldAs === 'unit-stem' || soldAs === 'unit-bunch')
  const hardGoods = doc.lines.filter(({ soldAs }) => soldAs === 'hard-good')
  return [
    { title: words.boxes, count: sum(boxes, line => line.boxes), lines: boxes },
    { title: words.units, count: sum(units, bunchesOf), lines: units },
    { title: words.hardGoods, count: sum(hardGoods, line => line.quantity), lines: hardGoods },
  ].filter(({ lines }) => lines.length > 0)
}

function sum(lines: InvoiceDocumentLine[], of: (line: InvoiceDocumentLine) => number): number {
  return lines.reduce((total, line) => total + of(line), 0)
}

/** Bunches of a line: per box for boxes, in all for units. */
function bunchesOf(line: InvoiceDocumentLine): number {
  if (line.soldAs !== 'unit-stem') return line.soldAs === 'unit-bunch' ? line.quantity : line.bunchesPerBox
  return line.stemsPerBunch > 0 ? line.quantity / line.stemsPerBunch : 0
}

interface Column {
  key: 'boxType' | 'boxes' | 'bunches' | 'stems' | 'units' | 'price' | 'amount'
  /** The left edge for `boxType`, which is text; the right edge for numbers. */
  x: number
  width: number
}

const PAD = 8
const ROW_PAD = 4
const WIDTHS: [Column['key'], number][] = [
  ['boxType', 34],
  ['boxes', 38],
  ['bunches', 46],
  ['stems', 40],
  ['units', 74],
  ['price', 54],
  ['amount', 72],
]

class Table {
  readonly #sheet: Sheet
  readonly #columns: Column[] = []
  readonly #descriptionWidth: number
  readonly #priceDecimals: number
  #carriedCents = 0
  #openTitle = ''

  constructor(sheet: Sheet, doc: InvoiceDocument) {
    this.#sheet = sheet
    const hasBoxes = doc.lines.some(({ boxes }) => boxes > 0)
    const hasFlowers = doc.lines.some(({ soldAs }) => soldAs !== 'hard-good')
    let right = sheet.right - PAD
    for (const [key, width] of WIDTHS.toReversed()) {
      if ((key === 'boxType' || key === 'boxes') && !hasBoxes) continue
      if ((key === 'bunches' || key === 'stems') && !hasFlowers) continue
      this.#columns.unshift({ key, width, x: key === 'boxType' ? right - width + 4 : right })
      right -= width
    }
    this.#descriptionWidth = right - sheet.left - PAD - 4
    this.#priceDecimals = Math.max(0, ...new Set(doc.lines.map(({ priceE4 }) => this.#decimals(priceE4))))
  }

  /** Draws the head, on a new page where the first row would not fit under it. */
  open(first: InvoiceDocumentLine): void {
    const rows = Math.min(this.#description(first).length, 6)
    this.#sheet.ensure(HEAD_HEIGHT + SECTION_HEIGHT + rowHeight(rows) + CARRY_HEIGHT)
    this.#head()
  }

  /** A section's head stays with its first line, and with its subtotal where that comes right after. */
  section({ title, count, lines }: Section, hasSubtotal: boolean): void {
    const { left, right, formats } = this.#sheet
    const first = rowHeight(Math.min(this.#description(lines[0]!).length, 6))
    this.#ensure(SECTION_HEIGHT + first + (hasSubtotal && lines.length === 1 ? rowHeight(1) : 0))
    const { y, page } = this.#sheet
    page.fill(left, y + 0.4, right - left, SECTION_HEIGHT - 0.4, color.band)
    this.#sheet.write(
      `${title}  ·  ${formats.count(count)}`,
      left + PAD,
      baseline(y + 3.5, style.section),
      style.section,
    )
    this.#sheet.y = y + SECTION_HEIGHT
    this.#openTitle = title
  }

  closeSection(): void {
    this.#openTitle = ''
  }

  /** A line before a subtotal keeps room for it: a subtotal alone under a head says nothing. */
  line(line: InvoiceDocumentLine, isBeforeSubtotal: boolean): void {
    const description = this.#description(line)
    const isTall = description.length > 6
    this.#ensure(rowHeight(isTall ? 1 : description.length) + (isBeforeSubtotal ? rowHeight(1) : 0))
    this.#sheet.y += ROW_PAD
    this.#numbers(line)
    this.#carriedCents += line.totalCents
    for (const part of description) {
      if (isTall) this.#ensure(style.body.leading + ROW_PAD)
      const { page, left, y } = this.#sheet
      page.text(part, left + PAD, baseline(y, style.body), style.body)
      this.#sheet.y += style.body.leading
    }
    this.#sheet.y += ROW_PAD
    this.#sheet.page.rule(
      this.#sheet.left,
      this.#sheet.y,
      this.#sheet.right - this.#sheet.left,
      color.hairline,
    )
  }

  subtotal({ title, lines }: Section): void {
    const { formats, words } = this.#sheet
    this.#ensure(rowHeight(1))
    this.#sumRow(words.subtotal(title), formats.amount(sum(lines, line => line.totalCents)), style.strong)
  }

  #ensure(height: number): void {
    const { formats, words } = this.#sheet
    if (this.#sheet.y + height + CARRY_HEIGHT <= this.#sheet.bottom) return
    const carried = formats.amount(this.#carriedCents)
    this.#sumRow(words.carriedForward, carried, style.quiet)
    this.#sheet.addPage()
    this.#head()
    const { left, y } = this.#sheet
    this.#sheet.write(this.#openTitle, left + PAD, baseline(y + ROW_PAD, style.body), style.section)
    this.#sumRow(words.broughtForward, carried, style.quiet)
  }

  #sumRow(label: string, amount: string, textStyle: TextStyle): void {
    const { right, left, y, page } = this.#sheet
    const last = this.#columns.at(-1)!
    const at = baseline(y + ROW_PAD, textStyle)
    this.#sheet.write(amount, right - PAD, at, textStyle, 'right', last.width - 4)
    this.#sheet.write(label, right - PAD - last.width - 4, at, { ...textStyle, color: color.muted }, 'right')
    this.#sheet.y = y + CARRY_HEIGHT
    page.rule(left, this.#sheet.y, right - left, color.hairline)
  }

  #head(): void {
    const { left, right, y, page, words } = this.#sheet
    const at = baseline(y + 3, style.label)
    this.#sheet.write(words.description, left + PAD, at, style.label)
    for (const { key, x, width } of this.#columns) {
      this.#sheet.write(words[key], x, at, style.label, key === 'boxType' ? 'left' : 'right', width - 4)
    }
    this.#sheet.y = y + HEAD_HEIGHT
    page.rule(left, this.#sheet.y, right - left, color.ink, 0.8)
  }

  #numbers(line: InvoiceDocumentLine): void {
    const { formats, words, y } = this.#sheet
    const units = lineUnits(line)
    const isByStem = line.soldAs === 'box-stem' || line.soldAs === 'unit-stem'
    const unit =
      line.soldAs === 'hard-good'
        ? words.pieceUnit(units)
        : isByStem
          ? words.stemUnit(units)
          : words.bunchUnit(units)
    const count = (value: number) => (value > 0 ? formats.count(value) : '–')
    const cells: Record<Column['key'], string> = {
      boxType: line.boxType === '' ? '–' : line.boxType,
      boxes: count(line.boxes),
      bunches: count(line.soldAs === 'hard-good' ? 0 : bunchesOf(line)),
      // As in the order: only what the amount is made of.
      stems: count(isByStem ? line.stemsPerBunch : 0),
      units: `${formats.count(units)} ${unit}`,
      price: formats.price(line.priceE4),
      amount: formats.amount(line.totalCents),
    }
    const at = baseline(y, style.body)
    for (const { key, x, width } of this.#columns) {
      const textStyle = cells[key] === '–' || key === 'units' ? style.quiet : style.body
      const missing = key === 'price' ? this.#priceDecimals - this.#decimals(line.priceE4) : 0
      // Decimal points stand under each other: a digit of Helvetica is 0.556 of its size wide.
      const indent = missing * 0.556 * style.body.size
      this.#sheet.write(
        cells[key],
        x - indent,
        at,
        textStyle,
        key === 'boxType' ? 'left' : 'right',
        width - 4 - indent,
      )
    }
  }

  #decimals(priceE4: number): number {
    return /\D(\d+)$/.exec(this.#sheet.formats.price(priceE4))?.[1]?.length ?? 0
  }

  #description(line: InvoiceDocumentLine): SetLine[] {
    return this.#sheet.wrap(line.description, style.body, this.#descriptionWidth)
  }
}

const HEAD_HEIGHT = 17
const SECTION_HEIGHT = 18
const CARRY_HEIGHT = rowHeight(1)

function rowHeight(lines: number): number {
  return 2 * ROW_PAD + lines * style.body.leading
}
