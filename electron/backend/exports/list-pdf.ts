import { loadFonts } from '../../../resources/fonts/load-fonts.ts'
import { documentFormats } from '../../../shared/documents/document-formats.ts'
import { renderList } from '../../../shared/documents/render-list.ts'
import { type Cell, type CellKind, clockReader, type ListTable } from './list-table.ts'

const fonts = loadFonts()

/** A list as a PDF, with everything as its reader writes it. All of it is in memory: for lists that people read. */
export async function listPdf(table: ListTable): Promise<Uint8Array> {
  const { title, about, language, currency, company, today, asOf, columns } = table
  const cell = cellWriter(table)
  const rows: string[][] = []
  for await (const slice of table.slices)
    for (const row of slice) rows.push(row.map((value, at) => cell(value, columns[at]!.kind)))
  const laidOut = columns.map(({ header, kind, total }) => ({
    header,
    isNumber: kind === 'money' || kind === 'price' || kind === 'count',
    total: total === null ? '' : cell(total, kind),
  }))
  return renderList(
    { title, about, language, currency, company, asOf: asOf ?? today, columns: laidOut, rows },
    { fonts },
  )
}

function cellWriter({ language, currency, timeZone }: ListTable): (value: Cell, kind: CellKind) => string {
  const formats = documentFormats(language, currency)
  const clock = clockReader(timeZone)
  return (value, kind) => {
    if (value === null || value === '') return ''
    if (typeof value === 'string') return kind === 'date' ? formats.date(value) : value
    if (kind === 'money') return formats.amount(value)
    if (kind === 'price') return formats.price(value)
    if (kind !== 'instant') return formats.count(value)
    const [on = '', time = ''] = clock(value).split(' ')
    return `${formats.date(on)} ${time.slice(0, 5)}`
  }
}
