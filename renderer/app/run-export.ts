import type { AskInput } from '../../shared/protocol/desk.ts'
import { ask } from './ask.ts'

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  csv: 'text/csv',
  iif: 'text/plain',
}

/** A file the backend wrote. */
export interface WrittenFile {
  name: string
  content: Blob
}

/** A file of these parts, its type by the end of its name. */
function fileOf(name: string, parts: BlobPart[]): WrittenFile {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1) as keyof typeof TYPES]
  return { name, content: new Blob(parts, { type }) }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
}

/**
 * Has the backend write a list to a file, and fetches it slice by slice. null when `signal` gave it up. Throws what the questions
 * throw.
 */
export async function runExport(
  input: AskInput<'exports.start'>,
  signal: AbortSignal,
  onProgress: (rows: number, rowCount: number) => void,
): Promise<WrittenFile | null> {
  const { exportId, fileName } = await ask('exports.start', input)
  return fetchExport(exportId, fileName, signal, onProgress)
}

/** Fetches a file the backend has begun, slice by slice. null when `signal` gave it up. */
export async function fetchExport(
  exportId: string,
  fileName: string,
  signal: AbortSignal,
  onProgress: (rows: number, rowCount: number) => void,
): Promise<WrittenFile | null> {
  const parts: BlobPart[] = []
  for (;;) {
    if (signal.aborted) {
      await ask('exports.end', { exportId })
      return null
    }
    const { base64, rows, rowCount, done } = await ask('exports.next', { exportId })
    if (base64 !== '') parts.push(bytesOf(base64))
    onProgress(rows, rowCount)
    if (done) return fileOf(fileName, parts)
  }
}
