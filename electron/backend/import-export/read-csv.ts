import { type Breathe, FileFault, type Sheet } from './sheet.ts'

export type Delimiter = ',' | ';' | '\t' | '|'
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|']

/** The rows of a text file. Quoted fields may hold delimiters, doubled quotes and line breaks; blank lines stay rows. */
export async function readCsv(text: string, name: string, breathe: Breathe): Promise<Sheet> {
  const said = /^sep=(.)\r?\n/i.exec(text)
  const delimiter = (said?.[1] as Delimiter | undefined) ?? delimiterOf(text)
  const rows: string[][] = []
  for (const record of csvRecords(text, delimiter, said ? said[0].length : 0)) {
    rows.push(record)
    if (rows.length % 5000 === 0) await breathe()
  }
  return { name, rows: said ? [[], ...rows] : rows }
}

/** The delimiter that divides the first rows most evenly. */
function delimiterOf(text: string): Delimiter {
  const head = text.slice(0, 64_000)
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    const counts = new Map<number, number>()
    let taken = 0
    try {
      for (const record of csvRecords(head, delimiter)) {
        if (record.length > 1) counts.set(record.length, (counts.get(record.length) ?? 0) + 1)
        if (++taken === 60) break
      }
    } catch {
      // A quote that is open where the head ends: what came before it is enough.
    }
    for (const [columns, times] of counts) {
      const score = times * 100 + columns
      if (score > bestScore) {
        bestScore = score
        best = delimiter
      }
    }
  }
  return best
}

/** The records of a CSV text, from a position on. Throws `unclosed-quote` with row and column. */
function* csvRecords(text: string, delimiter: string, start = 0): Generator<string[]> {
  let at = start
  let line = start > 0 ? 1 : 0
  const end = text.length
  while (at < end) {
    const record: string[] = []
    line++
    for (;;) {
      let field = ''
      if (text[at] === '"') {
        const from = at
        at++
        for (;;) {
          const quote = text.indexOf('"', at)
          if (quote === -1) throw new FileFault('unclosed-quote', line, record.length + 1)
          field += text.slice(at, quote)
          at = quote + 1
          if (text[at] !== '"') break
          field += '"'
          at++
        }
        if (at < end && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') {
          // `"Bud" vase`: not a quoted field after all.
          const stop = endOfField(text, from, delimiter)
          field = text.slice(from, stop)
          at = stop
        }
      } else {
        const stop = endOfField(text, at, delimiter)
        field = text.slice(at, stop)
        at = stop
      }
      record.push(field)
      if (text[at] !== delimiter) break
      at++
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    yield record.length === 1 && record[0] === '' ? [] : record
  }
}

function endOfField(text: string, from: number, delimiter: string): number {
  const mark = delimiter.charCodeAt(0)
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === mark || code === 10 || code === 13) return at
  }
  return text.length
}
