import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface ReadPage {
  /** The page's text in drawing order, items separated by a bar. */
  text: string
  items: ReadItem[]
  links: { url: string; left: number; bottom: number; right: number; top: number }[]
}

/** A piece of text with its baseline's left end, in points from the page's lower left corner. */
export interface ReadItem {
  text: string
  x: number
  y: number
  width: number
  size: number
}

/** Reads a PDF back with pdf.js, which knows nothing of how it was written. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPage[]> {
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false })
  const pdf = await task.promise
  const pages: ReadPage[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    const read = items.flatMap((item): ReadItem[] => {
      if (!('str' in item) || item.str.trim() === '') return []
      const [, , c = 0, d = 0, x = 0, y = 0] = item.transform as number[]
      return [{ text: item.str, x, y, width: item.width, size: Math.hypot(c, d) }]
    })
    const annotations = await page.getAnnotations()
    const links = annotations.flatMap(({ subtype, unsafeUrl, rect }) =>
      subtype === 'Link'
        ? [{ url: unsafeUrl, left: rect[0], bottom: rect[1], right: rect[2], top: rect[3] }]
        : [],
    )
    pages.push({ text: read.map(({ text }) => text).join('|'), items: read, links })
  }
  await task.destroy()
  return pages
}
