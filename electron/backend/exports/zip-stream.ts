import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

interface Entry {
  name: Buffer
  crc: number
  packed: number
  size: number
  offset: number
}

/**
 * Writes a ZIP file from its first byte to its last without looking back: sizes follow each entry. Entries and the whole
 * must stay below 4 GB.
 */
export class ZipStream {
  readonly #entries: Entry[] = []
  #offset = 0

  /** The bytes of one entry. Its text is asked for as it is packed, which the thread pool does. */
  async *entry(name: string, text: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
    const entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset: this.#offset }
    yield this.#counted(localHeader(entry.name))
    const deflate = createDeflateRaw({ level: 6 })
    pipeline(Readable.from(bytesOf(text, entry), { objectMode: false }), deflate, () => undefined)
    for await (const part of deflate as AsyncIterable<Buffer>) {
      entry.packed += part.length
      yield this.#counted(part)
    }
    this.#entries.push(entry)
    yield this.#counted(words([0x08074b50, 4], [entry.crc, 4], [entry.packed, 4], [entry.size, 4]))
  }

  /** The directory, which ends the file. */
  end(): Uint8Array {
    const directory = Buffer.concat(this.#entries.map(directoryEntry))
    const count = this.#entries.length
    return Buffer.concat([
      directory,
      words(
        [0x06054b50, 4],
        [0, 4],
        [count, 2],
        [count, 2],
        [directory.length, 4],
        [this.#offset, 4],
        [0, 2],
      ),
    ])
  }

  #counted(bytes: Buffer): Buffer {
    this.#offset += bytes.length
    return bytes
  }
}

async function* bytesOf(
  text: AsyncIterable<string> | Iterable<string>,
  entry: Entry,
): AsyncGenerator<Buffer> {
  for await (const part of text) {
    const bytes = Buffer.from(part)
    entry.crc = crc32(bytes, entry.crc)
    entry.size += bytes.length
    yield bytes
  }
}

// Sizes follow (bit 3), names are UTF-8 (bit 11); deflated; 1980-01-01, so that equal content gives equal bytes.
const ABOUT: readonly [number, number][] = [
  [20, 2],
  [0x0808, 2],
  [8, 2],
  [0, 2],
  [0x21, 2],
]

function localHeader(name: Buffer): Buffer {
  return Buffer.concat([
    words([0x04034b50, 4], ...ABOUT, [0, 4], [0, 4], [0, 4], [name.length, 2], [0, 2]),
    name,
  ])
}

function directoryEntry({ name, crc, packed, size, offset }: Entry): Buffer {
  const sizes: [number, number][] = [
    [crc, 4],
    [packed, 4],
    [size, 4],
  ]
  const none: [number, number][] = [
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
  ]
  return Buffer.concat([
    words([0x02014b50, 4], [20, 2], ...ABOUT, ...sizes, [name.length, 2], ...none, [offset, 4]),
    name,
  ])
}

/** Little-endian numbers of 2 or 4 bytes. */
function words(...values: readonly (readonly [number, number])[]): Buffer {
  const bytes = Buffer.alloc(values.reduce((length, [, width]) => length + width, 0))
  let at = 0
  for (const [value, width] of values) at = bytes.writeUIntLE(value, at, width)
  return bytes
}
