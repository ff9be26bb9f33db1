import { decodeText } from './decode-text.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { type Breathe, FileFault, type Sheet } from './sheet.ts'

/** The sheets of a file, by what it is and not by its name. Throws {@link FileFault}. */
export async function readFile(bytes: Buffer, name: string, breathe: Breathe): Promise<Sheet[]> {
  if (bytes.length === 0) throw new FileFault('empty')
  if (bytes.length > 4 && bytes.readUInt32BE(0) === 0xd0cf11e0) throw new FileFault('old-excel')
  const sheets =
    bytes.length > 4 && bytes.readUInt32BE(0) === 0x504b0304
      ? await readXlsx(bytes, breathe)
      : [await readCsv(readableText(bytes), name, breathe)]
  if (sheets.every(sheet => sheet.rows.every(row => row.length === 0))) throw new FileFault('empty')
  return sheets
}

function readableText(bytes: Buffer): string {
  const { text } = decodeText(bytes)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no text has tells a picture or a PDF.
  if (/[\u0000-\u0008]/.test(text.slice(0, 4000)) || text.startsWith('%PDF'))
    throw new FileFault('not-a-table')
  return text
}
