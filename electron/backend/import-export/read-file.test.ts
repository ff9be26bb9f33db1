import { expect, test } from 'vitest'
import { readFile } from './read-file.ts'
import { FileFault } from './sheet.ts'
import { makeXlsx, makeZip } from './testing/make-xlsx.ts'

const breathe = async () => undefined
const rowsOf = async (bytes: Buffer | string) =>
  (await readFile(Buffer.from(bytes as string), 'list.csv', breathe))[0]!.rows
const faultOf = async (bytes: Buffer) => {
  const fault = await readFile(bytes, 'list', breathe).catch(error => error)
  expect(fault).toBeInstanceOf(FileFault)
  const { code, row, column } = fault as FileFault
  return { code, row, column }
}

test('a text file is read in the encoding it was saved in', async () => {
  const text = 'Nombre;Año\r\nFlorería Ñandú – €;2026\r\n'
  const rows = [
    ['Nombre', 'Año'],
    ['Florería Ñandú – €', '2026'],
  ]
  expect(await rowsOf(Buffer.from(text))).toEqual(rows)
  expect(await rowsOf(Buffer.from(`\ufeff${text}`))).toEqual(rows)
  expect(await rowsOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(rows)
  expect(await rowsOf(Buffer.from(text, 'utf16le'))).toEqual(rows)
  expect(await rowsOf(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toEqual(rows)
  const windows = Buffer.from(
    [...text].map(letter => (letter === '–' ? 0x96 : letter === '€' ? 0x80 : letter.charCodeAt(0))),
  )
  expect(await rowsOf(windows)).toEqual(rows)
})

test('commas, semicolons, tabs and bars divide; what `sep=` says counts', async () => {
  for (const delimiter of [',', ';', '\t', '|'])
    expect(await rowsOf(`Code${delimiter}Name\nA${delimiter}"Petal, Stem; Co"\n`)).toEqual([
      ['Code', 'Name'],
      ['A', 'Petal, Stem; Co'],
    ])
  expect(await rowsOf('sep=|\nA,1|B\n')).toEqual([[], ['A,1', 'B']])
  // European decimals have commas in every row, and are no columns.
  expect(await rowsOf('a;b\n1,50;2,50\n3,25;4,75\n')).toEqual([
    ['a', 'b'],
    ['1,50', '2,50'],
    ['3,25', '4,75'],
  ])
})

test('quoted fields hold quotes and line breaks, blank lines stay rows, a stray quote is a letter', async () => {
  expect(await rowsOf('a,b\n"two\nlines","say ""hi"""\n\n5" vase,"Bud" vase\n')).toEqual([
    ['a', 'b'],
    ['two\nlines', 'say "hi"'],
    [],
    ['5" vase', '"Bud" vase'],
  ])
})

test('a file that is none is refused as a whole, by name, with row and column where there is one', async () => {
  expect(await faultOf(Buffer.from('a,b\nc,"never closed\nd,e\n'))).toEqual({
    code: 'unclosed-quote',
    row: 2,
    column: 2,
  })
  expect((await faultOf(Buffer.alloc(0))).code).toBe('empty')
  expect((await faultOf(Buffer.from('\n\n\n'))).code).toBe('empty')
  expect((await faultOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).code).toBe('old-excel')
  expect((await faultOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 4, 5]))).code).toBe('not-a-table')
  expect((await faultOf(makeZip({ 'word/document.xml': '<a/>' }))).code).toBe('not-a-table')
  expect((await faultOf(makeXlsx({ rows: [['a', 'b']] }).subarray(0, 200))).code).toBe('damaged')
})

test('a workbook gives texts, numbers, days of both calendars and what formulas were worth', async () => {
  const book = {
    rows: [
      ['Name', 'Open', 'Date', 'Sum'],
      ['Tom & "Jerry" <1>', 1234.5, { day: 46_000 }, { formula: 'B2*2', value: 2469 }],
      [{ inline: 'Inès' }, '1.234,50', { day: 60 }, { formula: 'B3', value: null }],
      [null, { error: '#DIV/0!' }, { day: 1.75 }],
    ],
  }
  expect(await rowsOf(makeXlsx(book))).toEqual([
    ['Name', 'Open', 'Date', 'Sum'],
    ['Tom & "Jerry" <1>', 1234.5, '2025-12-09', 2469],
    // The 29th of February 1900 is Excel's alone.
    ['Inès', '1.234,50', '60', { fault: 'formula', text: '' }],
    ['', { fault: 'error', text: '#DIV/0!' }, '1900-01-01'],
  ])
  const mac = await rowsOf(makeXlsx({ rows: [[{ day: 46_000 - 1462 }]], is1904: true }))
  expect(mac).toEqual([['2025-12-09']])
})

test('a cell merged over rows says the same of each; to the right it is only wider', async () => {
  const rows = [
    ['Customer', null, 'Open'],
    ['Petal', null, 1],
    [null, null, 2],
    [null, null, 3],
    ['Wedding', null, 4],
  ]
  expect(await rowsOf(makeXlsx({ rows, merged: ['A1:B1', 'A2:B4'] }))).toEqual([
    ['Customer', '', 'Open'].slice(0, 3),
    ['Petal', '', 1],
    ['Petal', '', 2],
    ['Petal', '', 3],
    ['Wedding', '', 4],
  ])
})
