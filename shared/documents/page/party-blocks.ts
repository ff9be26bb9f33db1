import type { DocumentParty } from '../invoice-document.ts'
import type { Sheet } from './sheet.ts'
import { style } from './theme.ts'

/** Draws a labelled name with its lines and returns where they end. What passes 14 lines is cut with an ellipsis. */
export function drawParty(
  sheet: Sheet,
  label: string,
  party: DocumentParty,
  x: number,
  top: number,
  width: number,
): number {
  sheet.write(label, x, top + 7, style.label, 'left', width)
  const name = sheet.wrap(party.name, style.party, width)
  const lines = party.lines.filter(line => line !== '').flatMap(line => sheet.wrap(line, style.body, width))
  const y = sheet.writeLines(sheet.cut(name, 6), x, top + style.label.leading + 2, style.party)
  return sheet.writeLines(sheet.cut(lines, 14), x, y, style.body)
}

/** Draws labelled values in three columns, empty ones left out, and returns where they end. */
export function drawFacts(
  sheet: Sheet,
  facts: [label: string, value: string][],
  x: number,
  top: number,
  width: number,
): number {
  const columnWidth = (width - 2 * GAP) / 3
  const shown = facts.filter(([, value]) => value.trim() !== '')
  let y = top
  for (let row = 0; row < shown.length; row += 3) {
    let end = y
    for (const [column, [label, value]] of shown.slice(row, row + 3).entries()) {
      const left = x + column * (columnWidth + GAP)
      sheet.write(label, left, y + 7, style.label, 'left', columnWidth)
      const lines = sheet.cut(sheet.wrap(value, style.body, columnWidth), 3)
      end = Math.max(end, sheet.writeLines(lines, left, y + style.label.leading, style.body))
    }
    y = end + 7
  }
  return y
}

const GAP = 12
