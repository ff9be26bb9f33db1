import Sqlite from 'better-sqlite3'
import { documentFileName } from '../../../shared/documents/document-file-name.ts'
import { grantFor } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { Answers, ParsedInput } from '../../../shared/protocol/desk.ts'
import type { Backend } from '../backend.ts'
import { AskRefusal } from '../serve/answer-question.ts'
import { onConnection, type QueryContext, statementCache } from '../store/queries/query-context.ts'
import { openRowStore } from '../store/row-store.ts'
import type { ExportJobs } from './export-jobs.ts'
import { LIST_FIELDS, type ListField } from './list-fields.ts'
import { LIST_SOURCES, type OpenedList } from './list-sources.ts'
import type { ListTable } from './list-table.ts'

/** How many rows a file of each kind takes; a PDF of more would be nobody's to read. */
const MOST_ROWS = { xlsx: 1_000_000, pdf: 20_000, csv: 100_000_000 }
type Start = ParsedInput<'exports.start'>

/**
 * Files made of lists, each read from one moment of the profile on a connection of its own; the desk's own questions are
 * answered between its slices.
 */
export function listExports(backend: Pick<Backend, 'profile' | 'user' | 'context'>, jobs: ExportJobs) {
  async function start(input: Start): Promise<Answers['exports.start']> {
    const source = LIST_SOURCES[input.list]
    const right = source.right(backend.user())
    if (right !== null && grantFor(backend.user(), right) === null)
      throw new AskRefusal(refuse('not-allowed', { right }))
    const db = new Sqlite(backend.profile.reader.name, { readonly: true })
    try {
      db.exec('BEGIN')
      const rows = openRowStore(db)
      const q = onConnection(backend.context(right), statementCache(db), rows)
      const opened = await source.open(q, input.input, breathe)
      const most = MOST_ROWS[input.format]
      if (opened.rowCount > most)
        throw new AskRefusal(refuse('list-too-long', { count: opened.rowCount, most }))
      const exportId = jobs.start(
        opened.rowCount,
        wrote => bytesOf(tableOf(q, input, opened, wrote), input.format),
        () => db.close(),
      )
      return { exportId, fileName: fileName(q, input, opened.asOf), rowCount: opened.rowCount }
    } catch (error) {
      db.close()
      throw error
    }
  }

  return { 'exports.start': start }
}

function tableOf(
  q: QueryContext,
  input: Start,
  { asOf, sums, rowCount, slices }: OpenedList,
  wrote: (rows: number) => void,
): ListTable {
  const fields = input.columns.map(({ id }) => {
    const known: Record<string, ListField<never>> = LIST_FIELDS[input.list]
    const field = Object.hasOwn(known, id) ? known[id] : undefined
    if (!field) throw new AskRefusal(refuse('invalid', { field: 'columns', reason: id }, 'columns'))
    return field as ListField<object>
  })
  async function* cells() {
    for (const slice of slices) {
      yield slice.map(row => fields.map(field => field.of(row, input.texts)))
      wrote(slice.length)
      await breathe()
    }
  }
  const { name, addressLines, phone, email } = q.company
  return {
    title: input.title,
    about: input.about,
    language: input.language,
    currency: q.company.currency,
    timeZone: q.company.timeZone,
    company: { name, lines: addressLines, phone, email },
    today: q.today,
    asOf,
    columns: input.columns.map(({ id, header }, at) => ({
      header,
      kind: fields[at]!.kind,
      total: sumUnder(id, sums),
    })),
    rowCount,
    slices: cells(),
  }
}

/** What the list's own answer calls a column's sum. */
function sumUnder(column: string, sums: Record<string, number>): number | null {
  if (Object.hasOwn(sums, column)) return sums[column]!
  if (column === 'paidCents' && sums.totalCents !== undefined && sums.openCents !== undefined)
    return sums.totalCents - sums.openCents
  return null
}

/** Writers are loaded when first asked for: fonts and PDF are half of what the backend would read at its start. */
async function* bytesOf(table: ListTable, format: Start['format']): AsyncGenerator<Uint8Array> {
  if (format === 'xlsx') yield* (await import('./write-xlsx.ts')).writeXlsx(table)
  else if (format === 'csv') yield* (await import('./write-csv.ts')).writeCsv(table)
  else yield await (await import('./list-pdf.ts')).listPdf(table)
}

function fileName(q: QueryContext, { title, format }: Start, asOf: string | null): string {
  return documentFileName(q.company.name, title, asOf ?? q.today).replace(/\.pdf$/, `.${format}`)
}

/** Lets the questions that came meanwhile be answered. */
function breathe(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
