import { fittedSize } from '../credits/fitted-size.ts'

/** What a logo may weigh: mails carry it. */
const MAX_BYTES = 148_000

/** Longer side in pixels, tried in turn: as PNG, which keeps what is clear, and as JPEG where that is too much. */
const SIDES = [600, 420, 300]
const QUALITIES = [0.85, 0.7]

/** A picture as the data URL of a PNG or JPEG of at most 150 kB. Throws when it can't be read as a picture. */
export async function shrinkLogo(file: File): Promise<string> {
  const picture = await load(file)
  for (const side of SIDES) {
    const png = drawn(picture, side, false).toDataURL('image/png')
    if (weight(png) <= MAX_BYTES) return png
  }
  for (const side of SIDES) {
    for (const quality of QUALITIES) {
      const jpeg = drawn(picture, side, true).toDataURL('image/jpeg', quality)
      if (weight(jpeg) <= MAX_BYTES) return jpeg
    }
  }
  throw new Error(`${file.name} stays too large`)
}

async function load(file: File): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(file)
  if (bitmap.width === 0 || bitmap.height === 0) throw new Error(`${file.name} is empty`)
  return bitmap
}

function drawn(picture: ImageBitmap, side: number, isOpaque: boolean): HTMLCanvasElement {
  const { width, height } = fittedSize(picture.width, picture.height, side)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  if (isOpaque) {
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
  }
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, width, height)
  return canvas
}

function weight(url: string): number {
  return ((url.length - url.indexOf(',') - 1) * 3) / 4
}
