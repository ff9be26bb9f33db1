import { BUCKETS } from '../../domain/collections/age-bucket.ts'
import type { StatementDocument } from '../statement-document.ts'
import type { StatementWords } from '../statement-words.ts'
import { baseline, type Sheet } from './sheet.ts'
import { color, style, type TextStyle } from './theme.ts'

/** Draws the open balances by age with the open credits and the total, the same on every kind of statement. */
export function drawAgingStrip(sheet: Sheet, words: StatementWords, { aging }: StatementDocument): void {
  const { formats, left, right, y, page } = sheet
  const cells: [label: string, cents: number, textStyle: TextStyle][] = [
    ...BUCKETS[aging.basis].map((label, place): [string, number, TextStyle] => [
      words.bucket(label),
      aging.bucketCents[place] ?? 0,
      style.body,
    ]),
    [words.openCredits, -aging.openCreditsCents, style.body],
    [words.total, aging.netCents, style.strong],
  ]
  sheet.write(words.agedBy[aging.basis], left + PAD, y + 7, style.label)
  const top = y + 12
  const width = right - left
  page.fill(left, top, width, STRIP_HEIGHT, color.band, 6)
  const cell = (width - 2 * PAD) / cells.length
  for (const [at, [label, cents, textStyle]] of cells.entries()) {
    const x = left + PAD + (at + 1) * cell - 4
    sheet.write(label, x, top + 13, style.label, 'right', cell - 8)
    sheet.write(formats.amount(cents || 0), x, top + 27, textStyle, 'right', cell - 8)
  }
  sheet.y = top + STRIP_HEIGHT + 16
}

/** Draws the lines with their running total. A new page repeats the head, and brings the running total forward. */
export function drawStatementTable(sheet: Sheet, words: StatementWords, doc: StatementDocument): void {
  sheet.ensure(HEAD_HEIGHT + 2 * rowHeight(1))
  drawTableHead(sheet, words)
  if (doc.lines.length === 0) {
    sheet.write(words.none, sheet.left + PAD, baseline(sheet.y + ROW_PAD, style.quiet), style.quiet)
    sheet.y += rowHeight(1) + 4
    return
  }
  let runningCents = 0
  for (const line of doc.lines) {
    drawLine(sheet, words, line, runningCents)
    runningCents = line.runningCents
  }
  sheet.y += 6
}

function drawLine(
  sheet: Sheet,
  words: StatementWords,
  line: StatementDocument['lines'][number],
  broughtCents: number,
): void {
  const { formats } = sheet
  const columns = columnsOf(sheet)
  const isStart = line.kind === 'opening'
  const textStyle = isStart ? style.strong : style.body
  const text = words.lines[line.kind](line.number)
  const description = sheet.cut(sheet.wrap(text, textStyle, columns.reference - columns.description - 8), 3)
  const reference = sheet.cut(sheet.wrap(line.reference, style.quiet, columns.due - columns.reference - 8), 3)
  const height = rowHeight(Math.max(1, description.length, reference.length))
  if (sheet.y + height > sheet.bottom) {
    sheet.addPage()
    drawTableHead(sheet, words)
    const at = baseline(sheet.y + ROW_PAD, style.quiet)
    sheet.write(sheet.words.broughtForward, columns.description, at, style.quiet)
    sheet.write(formats.amount(broughtCents), columns.balance, at, style.quiet, 'right', columns.amountWidth)
    sheet.y += rowHeight(1)
    sheet.page.rule(sheet.left, sheet.y, sheet.right - sheet.left, color.hairline)
  }
  // All transactions: each invoice is a block of its own.
  if (isStart && line.number !== '')
    sheet.page.fill(sheet.left, sheet.y + 0.4, sheet.right - sheet.left, height - 0.4, color.band)
  const top = sheet.y + ROW_PAD
  const at = baseline(top, style.body)
  sheet.write(
    formats.date(line.on),
    columns.date,
    at,
    style.quiet,
    'left',
    columns.description - columns.date - 6,
  )
  sheet.writeLines(description, columns.description, top, textStyle)
  sheet.writeLines(reference, columns.reference, top, style.quiet)
  sheet.write(formats.date(line.dueOn), columns.due, at, style.quiet, 'left', 62)
  sheet.write(formats.amount(line.amountCents), columns.amount, at, textStyle, 'right', columns.amountWidth)
  sheet.write(
    formats.amount(line.runningCents),
    columns.balance,
    at,
    style.body,
    'right',
    columns.amountWidth,
  )
  sheet.y += height
  sheet.page.rule(sheet.left, sheet.y, sheet.right - sheet.left, color.hairline)
}

function drawTableHead(sheet: Sheet, words: StatementWords): void {
  const columns = columnsOf(sheet)
  const at = baseline(sheet.y + 3, style.label)
  sheet.write(words.date, columns.date, at, style.label)
  sheet.write(words.description, columns.description, at, style.label)
  sheet.write(words.reference, columns.reference, at, style.label)
  sheet.write(words.due, columns.due, at, style.label)
  sheet.write(words.amount, columns.amount, at, style.label, 'right', columns.amountWidth)
  sheet.write(words.balance, columns.balance, at, style.label, 'right', columns.amountWidth)
  sheet.y += HEAD_HEIGHT
  sheet.page.rule(sheet.left, sheet.y, sheet.right - sheet.left, color.ink, 0.8)
}

/** Left edges of texts, right edges of amounts. */
function columnsOf({ left, right }: Sheet) {
  const balance = right - PAD
  const amount = balance - 78
  const due = amount - 72 - 64
  return {
    date: left + PAD,
    description: left + PAD + 64,
    reference: due - 84,
    due,
    amount,
    balance,
    amountWidth: 72,
  }
}

const PAD = 8
const ROW_PAD = 4
const HEAD_HEIGHT = 17
const STRIP_HEIGHT = 36

function rowHeight(lines: number): number {
  return 2 * ROW_PAD + lines * style.body.leading
}
