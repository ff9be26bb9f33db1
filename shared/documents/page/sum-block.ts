import { cleanLines } from '../text/clean-text.ts'
import { baseline, type Sheet } from './sheet.ts'
import { color, style, type TextStyle } from './theme.ts'

export interface SumRow {
  label: string
  amount: string
  /** `grand` rows are large and stand under a rule. */
  kind: 'plain' | 'strong' | 'grand'
}

/** Draws sums at the right with a note beside them, and the footer text under both. Long texts run over pages. */
export function drawSumBlock(sheet: Sheet, rows: SumRow[], note: string, footer: string): void {
  const height = rows.reduce((total, row) => total + heightOf(row), 0)
  const wide = sheet.right - sheet.left - 16
  const footerLines =
    footer.trim() === '' ? 0 : cleanLines(footer).flatMap(line => sheet.wrap(line, style.small, wide)).length
  // A footer of a few lines stays with the sums: alone on a last page it looks like a mistake.
  const kept = footerLines > 8 ? 0 : footerLines * style.small.leading + (footerLines > 0 ? GAP : 0)
  sheet.ensure(Math.min(height + kept, sheet.bottom - 80))
  const noteWidth = sheet.right - sheet.left - WIDTH - 40
  const noteLines =
    note.trim() === '' ? [] : cleanLines(note).flatMap(line => sheet.wrap(line, style.body, noteWidth))
  const isBeside = noteLines.length * style.body.leading + 14 <= Math.max(height, 60)
  const top = sheet.y
  const page = sheet.page
  for (const row of rows) drawRow(sheet, row)
  let end = sheet.y
  if (noteLines.length > 0 && isBeside && page === sheet.page) {
    sheet.write(sheet.words.note, sheet.left + 8, top + 13, style.label)
    end = Math.max(end, sheet.writeLines(noteLines, sheet.left + 8, top + 17, style.body))
  }
  sheet.y = end + GAP
  if (noteLines.length > 0 && !(isBeside && page === sheet.page)) {
    sheet.ensure(40)
    sheet.write(sheet.words.note, sheet.left + 8, sheet.y + 7, style.label)
    sheet.y += 11
    flow(sheet, note, style.body)
    sheet.y += 12
  }
  if (footer.trim() !== '') flow(sheet, footer, style.small)
}

const WIDTH = 232
const GAP = 12

function heightOf({ kind }: SumRow): number {
  return kind === 'grand' ? 27 : 15.5
}

function drawRow(sheet: Sheet, row: SumRow): void {
  sheet.ensure(heightOf(row))
  const { right, y } = sheet
  const left = right - WIDTH
  const isGrand = row.kind === 'grand'
  if (isGrand) sheet.page.rule(left, y + 4, WIDTH, color.ink, 0.8)
  const amount = isGrand ? style.grand : row.kind === 'strong' ? style.strong : style.body
  const label: TextStyle = isGrand
    ? { ...style.party, color: color.ink }
    : row.kind === 'strong'
      ? style.strong
      : style.quiet
  const at = isGrand ? y + 20.5 : baseline(y + 2, style.body)
  sheet.write(row.amount, right - 8, at, amount, 'right', WIDTH * 0.55)
  sheet.write(row.label, left + 8, at, label, 'left', WIDTH * 0.45 - 20)
  sheet.y = y + heightOf(row)
}

function flow(sheet: Sheet, text: string, textStyle: TextStyle): void {
  for (const paragraph of cleanLines(text)) {
    for (const line of sheet.wrap(paragraph, textStyle, sheet.right - sheet.left - 16)) {
      sheet.ensure(textStyle.leading)
      sheet.page.text(line, sheet.left + 8, baseline(sheet.y, textStyle), textStyle)
      sheet.y += textStyle.leading
    }
  }
}
