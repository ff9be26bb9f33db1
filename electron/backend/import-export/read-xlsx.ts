import { excelDate, isDayFormat } from './excel-date.ts'
import { openZip } from './read-zip.ts'
import { type Breathe, type Cell, FileFault, type Sheet } from './sheet.ts'
import { attribute, type XmlTag, xmlTags } from './xml-tags.ts'

const MAX_COLUMNS = 500
const MAX_ROWS = 1_000_000

interface Book {
  strings: string[]
  /** By the index of a cell's style: whether it shows a day. */
  isDay: boolean[]
  is1904: boolean
}

/** The visible sheets of an Excel workbook (.xlsx). Formulas give the value that was computed last. Throws {@link FileFault}. */
export async function readXlsx(bytes: Buffer, breathe: Breathe): Promise<Sheet[]> {
  const part = openZip(bytes)
  const workbook = await part('xl/workbook.xml')
  if (workbook === null) throw new FileFault('not-a-table')
  const paths = new Map<string, string>()
  for (const tag of xmlTags((await part('xl/_rels/workbook.xml.rels')) ?? '')) {
    const target = attribute(tag, 'Target')
    const id = attribute(tag, 'Id')
    if (tag.name === 'Relationship' && id && target)
      paths.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  }
  const book: Book = {
    strings: await sharedStrings((await part('xl/sharedStrings.xml')) ?? '', breathe),
    isDay: dayStyles((await part('xl/styles.xml')) ?? ''),
    is1904: false,
  }
  const named: { name: string; path: string }[] = []
  for (const tag of xmlTags(workbook)) {
    if (tag.name === 'workbookPr') book.is1904 = /^(1|true)$/.test(attribute(tag, 'date1904') ?? '')
    if (tag.name !== 'sheet' || tag.kind === 'close' || (attribute(tag, 'state') ?? 'visible') !== 'visible')
      continue
    const path = paths.get(attribute(tag, 'id') ?? '')
    if (path) named.push({ name: attribute(tag, 'name') ?? '', path })
  }
  const sheets: Sheet[] = []
  for (const { name, path } of named) {
    const xml = await part(path)
    if (xml !== null) sheets.push({ name, rows: await sheetRows(xml, book, breathe) })
  }
  if (sheets.length === 0) throw new FileFault('not-a-table')
  return sheets
}

async function sharedStrings(xml: string, breathe: Breathe): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let isPhonetic = false
  for (const tag of xmlTags(xml)) {
    if (tag.name === 'rPh') isPhonetic = tag.kind === 'open'
    else if (tag.name === 't' && tag.kind === 'close' && !isPhonetic) text += tag.textBefore
    else if (tag.name === 'si' && tag.kind !== 'open') {
      strings.push(text)
      text = ''
      if (strings.length % 5000 === 0) await breathe()
    }
  }
  return strings
}

function dayStyles(xml: string): boolean[] {
  const codes = new Map<number, string>()
  const isDay: boolean[] = []
  let inCells = false
  for (const tag of xmlTags(xml)) {
    if (tag.name === 'numFmt')
      codes.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '')
    else if (tag.name === 'cellXfs') inCells = tag.kind === 'open'
    else if (tag.name === 'xf' && inCells && tag.kind !== 'close') {
      const id = Number(attribute(tag, 'numFmtId') ?? '0')
      isDay.push(isDayFormat(id, codes.get(id)))
    }
  }
  return isDay
}

async function sheetRows(xml: string, book: Book, breathe: Breathe): Promise<Cell[][]> {
  const rows: Cell[][] = []
  let row: Cell[] = []
  let cell: { column: number; type: string; style: number } | null = null
  let value: string | null = null
  let inline = ''
  let formula = false
  let seen = 0
  for (const tag of xmlTags(xml)) {
    if (tag.name === 'row' && tag.kind !== 'close') {
      const number = Number(attribute(tag, 'r') ?? rows.length + 1)
      if (number > MAX_ROWS || !(number >= 1)) throw new FileFault('too-large', number)
      while (rows.length < number - 1) rows.push([])
      row = []
      rows[number - 1] = row
      if (++seen % 2000 === 0) await breathe()
    } else if (tag.name === 'c' && tag.kind !== 'close') {
      const column = columnOf(attribute(tag, 'r')) ?? row.length
      cell = { column, type: attribute(tag, 't') ?? 'n', style: Number(attribute(tag, 's') ?? '0') }
      value = null
      inline = ''
      formula = false
      if (tag.kind === 'empty') cell = null
    } else if (tag.name === 'v' && tag.kind !== 'open') value = tag.textBefore
    else if (tag.name === 'f' && tag.kind !== 'close') formula = true
    else if (tag.name === 't' && tag.kind === 'close') inline += tag.textBefore
    else if (tag.name === 'c' && cell && cell.column < MAX_COLUMNS) {
      while (row.length < cell.column) row.push('')
      row[cell.column] = cellOf(cell, value, inline, formula, book)
      cell = null
    } else if (tag.name === 'mergeCell' && tag.kind !== 'close') fillDown(rows, tag)
  }
  return rows
}

function cellOf(
  { type, style }: { type: string; style: number },
  value: string | null,
  inline: string,
  formula: boolean,
  book: Book,
): Cell {
  if (type === 'inlineStr') return inline
  if (value === null) return formula ? { fault: 'formula', text: '' } : ''
  if (type === 's') return book.strings[Number(value)] ?? ''
  if (type === 'e') return { fault: 'error', text: value }
  if (type === 'b') return value === '1' ? 'yes' : 'no'
  if (type === 'd') return value.slice(0, 10)
  if (type === 'str') return value
  if (value.trim() === '') return formula ? { fault: 'formula', text: '' } : ''
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  return book.isDay[style] ? (excelDate(number, book.is1904) ?? String(number)) : number
}

/** `BC12` → 54; null for what is no reference. */
function columnOf(reference: string | null): number | null {
  const letters = /^[A-Z]+/.exec(reference ?? '')?.[0]
  if (!letters) return null
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

// A cell merged over several rows says the same of each of them; to the right it is only drawn wider.
function fillDown(rows: Cell[][], tag: XmlTag): void {
  const [from = '', to = from] = (attribute(tag, 'ref') ?? '').split(':')
  const column = columnOf(from)
  const first = Number(/\d+$/.exec(from)?.[0])
  const last = Math.min(Number(/\d+$/.exec(to)?.[0]), rows.length)
  if (column === null || !(first >= 1)) return
  const value = rows[first - 1]?.[column]
  if (value === undefined || value === '') return
  for (let number = first + 1; number <= last; number++) {
    const row = rows[number - 1] ?? []
    rows[number - 1] = row
    while (row.length < column) row.push('')
    if (row[column] === undefined || row[column] === '') row[column] = value
  }
}
