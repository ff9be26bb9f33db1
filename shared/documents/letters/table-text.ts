import type { LetterTable } from './letter.ts'

const WIDEST = 76
const GAP = '  '

/** A table in columns for a terminal, amounts on the right; one line of names and values per row where it is too wide. */
export function tableText({ heads, rows, amounts = 2, notes, totals }: LetterTable): string {
  const all = [heads, ...rows, ...(totals ? [totals] : [])]
  const widths = heads.map((_, at) => Math.max(...all.map(row => widthOf(row[at] ?? ''))))
  const isTooWide = widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1)) > WIDEST
  if (isTooWide) return rows.map((row, nth) => wordy(row, notes?.[nth] ?? '')).join('\n')
  const rule = widths.map(width => '-'.repeat(width)).join(GAP)
  return [
    line(heads),
    rule,
    ...rows.flatMap((row, nth) => [line(row), ...(notes?.[nth] ? [`${GAP}${notes[nth]}`] : [])]),
    ...(totals ? [rule, line(totals)] : []),
  ].join('\n')

  function line(row: readonly string[]): string {
    return row
      .map((text, at) => {
        const space = ' '.repeat(Math.max(0, widths[at]! - widthOf(text)))
        return at >= heads.length - amounts ? space + text : text + space
      })
      .join(GAP)
      .trimEnd()
  }

  function wordy(row: readonly string[], note: string): string {
    const values = row.map((text, at) => `${heads[at]}: ${text}`)
    return [...values, ...(note === '' ? [] : [note])].join(' · ')
  }
}

/** Columns in a terminal: CJK and full-width characters take two. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1
  return width
}
