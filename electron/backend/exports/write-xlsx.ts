import { documentWords } from '../../../shared/documents/document-words.ts'
import { daysBetween } from '../../../shared/lib/dates.ts'
import { type Cell, type CellKind, clockReader, type ListTable, minorUnits } from './list-table.ts'
import { sheetStyles, styleOf } from './sheet-styles.ts'
import { ZipStream } from './zip-stream.ts'

type Row = readonly Cell[]

/** The most rows of a worksheet, less its head and totals, and a round number. */
export const MOST_SHEET_ROWS = 1_000_000
const LONGEST_TEXT = 32_767

/**
 * A list as an Excel workbook of one sheet: head frozen, numbers and dates as such, and the list's totals under them. No cell
 * is a formula: texts are inline strings, and one that begins like a formula is marked as text for who edits it.
 */
export async function* writeXlsx(table: ListTable): AsyncGenerator<Uint8Array> {
  const zip = new ZipStream()
  const name = sheetName(table.title, table.asOf ?? '')
  const parts: [string, string][] = [
    ['[Content_Types].xml', CONTENT_TYPES],
    ['_rels/.rels', RELATIONS],
    ['xl/workbook.xml', workbook(name, table)],
    ['xl/_rels/workbook.xml.rels', WORKBOOK_RELATIONS],
    ['xl/styles.xml', sheetStyles(minorUnits(table.currency).digits)],
  ]
  for (const [path, xml] of parts) yield* zip.entry(path, [xml])
  yield* zip.entry('xl/worksheets/sheet1.xml', sheet(table))
  yield zip.end()
}

/** A title, and the day it is of, as Excel takes them for a sheet: without `[]:*?/\`, at most 31 characters. */
function sheetName(title: string, asOf: string): string {
  const name = title
    .replace(/[[\]:*?/\\]/g, ' ')
    .trim()
    .slice(0, asOf === '' ? 31 : 30 - asOf.length)
    .replace(/^'+|'+$/g, '')
    .trim()
  return `${name === '' ? 'List' : name} ${asOf}`.trim()
}

async function* sheet(table: ListTable): AsyncGenerator<string> {
  const { columns, rowCount } = table
  const last = columnName(columns.length - 1)
  const cell = cellWriter(table)
  let number = 1
  let isOpened = false
  const open = (sample: readonly Row[]) => {
    isOpened = true
    return (
      `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
      `<dimension ref="A1:${last}${rowCount + 2}"/><sheetViews><sheetView workbookViewId="0">` +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      `<cols>${columns.map((column, at) => width(at, column, sample)).join('')}</cols><sheetData>` +
      `<row r="1">${columns.map(({ header, kind }, at) => text(header, at, 1, styleOf('head', kind))).join('')}</row>`
    )
  }
  for await (const slice of table.slices) {
    let xml = isOpened ? '' : open(slice)
    for (const row of slice) {
      number++
      xml += `<row r="${number}">`
      for (let at = 0; at < row.length; at++) xml += cell(row[at]!, columns[at]!.kind, at, number, 'row')
      xml += '</row>'
    }
    yield xml
  }
  if (!isOpened) yield open([])
  yield totals(table, cell, number + 1)
  yield `</sheetData><autoFilter ref="A1:${last}${number}"/>` +
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>' +
    '<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
}

type CellWriter = (value: Cell, kind: CellKind, at: number, row: number, place: 'row' | 'total') => string

function totals({ columns, language }: ListTable, cell: CellWriter, number: number): string {
  if (columns.every(({ total }) => total === null)) return ''
  const cells = columns.map(({ total, kind }, at) => {
    if (total !== null) return cell(total, kind, at, number, 'total')
    return at === 0 ? text(documentWords[language].total, at, number, styleOf('total', 'text')) : ''
  })
  return `<row r="${number}">${cells.join('')}</row>`
}

function cellWriter({ currency, timeZone }: ListTable): CellWriter {
  const { unit, digits } = minorUnits(currency)
  const clock = clockReader(timeZone)
  const serials = new Map<string, number>()
  // Day 1 is 1900-01-01, and day 60 a 29 February that never was: from then on days count from 1899-12-30.
  const serial = (on: string) => {
    const known = serials.get(on)
    if (known !== undefined) return known
    const day = daysBetween('1899-12-30', on)
    serials.set(on, day)
    return day
  }
  const instant = (at: number) => {
    const [on = '', time = ''] = clock(at).split(' ')
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
    return serial(on) + (hours * 3600 + minutes * 60 + seconds) / 86_400
  }
  const figure = (value: string | number, kind: CellKind): string => {
    if (kind === 'money') return ((value as number) / unit).toFixed(digits)
    if (kind === 'price') return String((value as number) / 10_000)
    if (kind === 'date') return String(serial(value as string))
    return String(kind === 'instant' ? instant(value as number) : value)
  }
  return (value, kind, at, row, place) => {
    if (value === null || value === '') return ''
    const isText = kind === 'text' || (kind === 'date' ? !isDay(value) : typeof value === 'string')
    if (isText) return text(String(value), at, row, styleOf(place, 'text', looksLikeFormula(String(value))))
    return `<c r="${columnName(at)}${row}" s="${styleOf(place, kind)}"><v>${figure(value, kind)}</v></c>`
  }
}

function isDay(value: string | number): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
}

/** Whether a spreadsheet would take a text typed like this for a formula. */
export function looksLikeFormula(value: string): boolean {
  return /^[=+\-@\t\r]/.test(value)
}

function text(value: string, at: number, row: number, style: number): string {
  return `<c r="${columnName(at)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value.slice(0, LONGEST_TEXT))}</t></is></c>`
}

/** XML has no place for most control characters and for halves of a pair. */
function escaped(value: string): string {
  return (
    value
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  )
}

const NAMES: string[] = []

function columnName(at: number): string {
  NAMES[at] ??=
    at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26)
  return NAMES[at]
}

const LEAST_WIDTH: Record<CellKind, number> = {
  text: 8,
  money: 12,
  price: 10,
  count: 8,
  date: 11,
  instant: 16,
}

function width(at: number, { header, kind }: ListTable['columns'][number], sample: readonly Row[]): string {
  // A head has the filter's arrow at its right.
  let characters = Math.max(LEAST_WIDTH[kind], header.length + 3)
  if (kind === 'text')
    for (const row of sample) characters = Math.max(characters, String(row[at] ?? '').length + 1)
  return `<col min="${at + 1}" max="${at + 1}" width="${Math.min(48, characters)}" customWidth="1"/>`
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

function workbook(name: string, { columns, rowCount }: ListTable): string {
  const quoted = `'${escaped(name).replace(/'/g, "''")}'`
  const range = `${quoted}!$A$1:$${columnName(columns.length - 1)}$${rowCount + 1}`
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets>` +
    `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${range}</definedName>` +
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">${quoted}!$1:$1</definedName></definedNames></workbook>`
  )
}

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const CONTENT_TYPES =
  `${XML}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`
const RELATIONS =
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const WORKBOOK_RELATIONS =
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
  `<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
