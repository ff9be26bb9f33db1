import { IMPORT_SLICE_BYTES } from '../../../shared/protocol/import-asks.ts'
import { ask } from '../../app/ask.ts'
import { newId } from '../../app/new-id.ts'

/** Sends a file to the backend, slice by slice; answers the id it has there. `sent` is told the share that is through, 0 to 1. */
export async function sendFile(file: File, sent: (share: number) => void): Promise<string> {
  const uploadId = newId()
  const fileName = file.name.slice(-200)
  for (let position = 0; position === 0 || position < file.size; position += IMPORT_SLICE_BYTES) {
    const slice = new Uint8Array(await file.slice(position, position + IMPORT_SLICE_BYTES).arrayBuffer())
    await ask('imports.upload', { uploadId, fileName, position, base64: base64Of(slice) })
    sent(file.size === 0 ? 1 : Math.min(1, (position + slice.length) / file.size))
  }
  return uploadId
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  // In parts, for a function takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}
