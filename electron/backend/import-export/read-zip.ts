import { inflateRaw } from 'node:zlib'
import { FileFault } from './sheet.ts'

/** More than any sheet of a million rows, and less than what a string may hold. */
const MAX_PART_BYTES = 400 * 1024 * 1024

interface Entry {
  method: number
  compressed: number
  offset: number
}

/** The parts of a ZIP archive by name; each is unpacked when it is asked for. Throws `damaged` and `too-large`. */
export function openZip(bytes: Buffer): (name: string) => Promise<string | null> {
  const entries = directoryOf(bytes)
  return async name => {
    const entry = entries.get(name)
    if (!entry) return null
    const at = entry.offset
    if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== 0x04034b50) throw new FileFault('damaged')
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    const packed = bytes.subarray(from, from + entry.compressed)
    if (entry.method === 0) return packed.toString('utf8')
    if (entry.method !== 8) throw new FileFault('damaged')
    const unpacked = await new Promise<Buffer>((resolve, reject) =>
      inflateRaw(packed, { maxOutputLength: MAX_PART_BYTES }, (error, buffer) => {
        if (!error) resolve(buffer)
        else
          reject(
            new FileFault(
              (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged',
            ),
          )
      }),
    )
    return unpacked.toString('utf8')
  }
}

function directoryOf(bytes: Buffer): Map<string, Entry> {
  let end = bytes.length - 22
  const first = Math.max(0, bytes.length - 65_557)
  while (end >= first && bytes.readUInt32LE(end) !== 0x06054b50) end--
  if (end < first) throw new FileFault('damaged')
  const entries = new Map<string, Entry>()
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new FileFault('damaged')
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8')
    entries.set(name.replaceAll('\\', '/'), {
      method: bytes.readUInt16LE(at + 10),
      compressed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}
