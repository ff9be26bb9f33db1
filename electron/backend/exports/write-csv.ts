import { documentWords } from '../../../shared/documents/document-words.ts'
import { type Cell, type CellKind, clockReader, type ListTable, minorUnits } from './list-table.ts'
import { looksLikeFormula } from './write-xlsx.ts'

/**
 * A list as CSV: UTF-8 with its mark, commas, CRLF, amounts with a point, dates 'YYYY-MM-DD'. A text that a spreadsheet would
 * take for a formula begins with an apostrophe.
 */
export async function* writeCsv(table: ListTable): AsyncGenerator<Uint8Array> {
  const { columns, language } = table
  const cell = cellWriter(table)
  const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`
  yield Buffer.from(`\ufeff${line(columns.map(({ header }) => csvText(header)))}`)
  for await (const slice of table.slices) {
    let text = ''
    for (const row of slice) text += line(row.map((value, at) => cell(value, columns[at]!.kind)))
    yield Buffer.from(text)
  }
  if (columns.every(({ total }) => total === null)) return
  const totals = columns.map(({ total, kind }, at) =>
    total === null && at === 0 ? csvText(documentWords[language].total) : cell(total, kind),
  )
  yield Buffer.from(line(totals))
}

/** A text as one field, harmless to a spreadsheet. */
export function csvText(value: string): string {
  const plain = looksLikeFormula(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain
}

function cellWriter({ currency, timeZone }: ListTable): (value: Cell, kind: CellKind) => string {
  const { unit, digits } = minorUnits(currency)
  const clock = clockReader(timeZone)
  return (value, kind) => {
    if (value === null || value === '') return ''
    if (typeof value === 'string') return csvText(value)
    if (kind === 'money') return (value / unit).toFixed(digits)
    if (kind === 'price') return String(value / 10_000)
    return kind === 'instant' ? clock(value) : String(value)
  }
}
