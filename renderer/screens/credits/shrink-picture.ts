import { MAX_PICTURE_BYTES } from '../../../shared/domain/attachment/attachment-subject.ts'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import { fittedSize } from './fitted-size.ts'

/** A picture made small enough to travel. */
export type SmallPicture = Pick<PayloadOf<'attachment.add'>, 'attachmentId' | 'name' | 'mime' | 'content'>

/** Longer side in pixels and JPEG quality, tried in turn until a picture is small enough. */
const TRIES = [
  [1600, 0.82],
  [1600, 0.66],
  [1280, 0.66],
  [1024, 0.6],
  [800, 0.5],
] as const

/** A file as a JPEG of at most 1600 pixels and 300 KB. Throws when it can't be read as a picture. */
export async function shrinkPicture(file: File, attachmentId: string): Promise<SmallPicture> {
  const bitmap = await createImageBitmap(file)
  try {
    for (const [side, quality] of TRIES) {
      const blob = await drawn(bitmap, side, quality)
      if (blob.size > MAX_PICTURE_BYTES) continue
      const name = `${nameOf(file)}.jpg`
      return { attachmentId, name, mime: 'image/jpeg', content: await base64Of(blob) }
    }
  } finally {
    bitmap.close()
  }
  throw new Error(`${file.name} stays too large`)
}

function drawn(bitmap: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const { width, height } = fittedSize(bitmap.width, bitmap.height, side)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  // A JPEG has no transparency: what was clear would turn black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
  return new Promise((resolve, fail) => {
    canvas.toBlob(blob => (blob ? resolve(blob) : fail(new Error('no picture'))), 'image/jpeg', quality)
  })
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

function nameOf({ name }: File): string {
  const bare = name
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
    .slice(0, 100)
  return bare === '' ? 'photo' : bare
}
