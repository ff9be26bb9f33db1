import { crc32, inflateRawSync } from 'node:zlib'
import { assert } from '../../../shared/lib/assert.ts'

/** A cell as it stands in the file: its text, or its number, and its format's number. */
export interface ReadCell {
  ref: string
  value: string | number
  style: number
}

export interface ReadSheet {
  name: string
  /** The parts of the file by path, as text. */
  parts: Record<string, string>
  /** Row by row; an empty cell is not there. */
  rows: ReadCell[][]
}

/** The entries of a ZIP file by its directory, their sums checked. */
function readZip(bytes: Buffer): Record<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  assert(end >= 0, 'not a ZIP file')
  const entries: Record<string, Buffer> = {}
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    assert(bytes.readUInt32LE(at) === 0x02014b50, 'a directory entry begins elsewhere')
    const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)]
    const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString()
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const entry = inflateRawSync(bytes.subarray(start, start + packed))
    assert(entry.length === size && crc32(entry) === bytes.readUInt32LE(at + 16), `${name} is damaged`)
    entries[name] = entry
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** The first sheet of a workbook, read from its XML. Throws where a cell holds a formula. */
export function readXlsx(bytes: Buffer): ReadSheet {
  const parts = Object.fromEntries(
    Object.entries(readZip(bytes)).map(([name, entry]) => [name, entry.toString()]),
  )
  const sheet = parts['xl/worksheets/sheet1.xml'] ?? ''
  assert(!/<f[ >/]/.test(sheet), 'a cell holds a formula')
  const rows = [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c r="([A-Z]+\d+)" s="(\d+)"(?: t="(\w+)")?>(.*?)<\/c>/gs)].map(
      ([, ref = '', style, type, content = '']): ReadCell => ({
        ref,
        style: Number(style),
        value:
          type === 'inlineStr'
            ? unescaped(/<t[^>]*>(.*)<\/t>/s.exec(content)?.[1] ?? '')
            : Number(/<v>(.*)<\/v>/.exec(content)?.[1]),
      }),
    ),
  )
  return {
    name: unescaped(/<sheet name="([^"]*)"/.exec(parts['xl/workbook.xml'] ?? '')?.[1] ?? ''),
    parts,
    rows,
  }
}

function unescaped(text: string): string {
  const marks: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' }
  return text.replace(/&(lt|gt|quot|amp);/g, (_, mark: string) => marks[mark]!)
}
