import { readPdf } from '../../../shared/documents/testing/read-pdf.ts'

/** The different addresses that a PDF's link annotations open. */
export async function pdfLinks(bytes: Uint8Array): Promise<string[]> {
  const pages = await readPdf(new Uint8Array(bytes))
  return [...new Set(pages.flatMap(page => page.links.map(link => link.url)))]
}
