import type { PDFDocument, PDFRef } from 'pdf-lib'

/** A picture in a file, with its size in pixels. */
export interface Logo {
  ref: PDFRef
  width: number
  height: number
}

/**
 * Puts a company's logo (a data URL, PNG or JPEG) into a file, the same bytes for the same picture. Null without one, and
 * for a picture that can't be read: no document fails for its ornament.
 */
export async function embedLogo(pdf: PDFDocument, dataUrl: string): Promise<Logo | null> {
  const [, kind, base64] = /^data:image\/(png|jpeg);base64,(.+)$/.exec(dataUrl) ?? []
  if (base64 === undefined) return null
  try {
    const image = kind === 'png' ? await pdf.embedPng(base64) : await pdf.embedJpg(base64)
    if (image.width === 0 || image.height === 0) return null
    await image.embed()
    return { ref: image.ref, width: image.width, height: image.height }
  } catch {
    return null
  }
}
