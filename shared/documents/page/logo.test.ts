import { getDocument, OPS, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { loadFonts } from '../../../resources/fonts/load-fonts.ts'
import { renderInvoice } from '../render-invoice.ts'
import { readPdf } from '../testing/read-pdf.ts'
import { sampleInvoice } from '../testing/sample-invoice.ts'

const fonts = loadFonts()
const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='
const render = (logo?: string) =>
  renderInvoice(sampleInvoice(), { payUrl: null, fonts, ...(logo === undefined ? {} : { logo }) })
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

/** Whether the first page draws a picture, as pdf.js sees it. */
async function paintsPicture(bytes: Uint8Array): Promise<boolean> {
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false })
  const page = await (await task.promise).getPage(1)
  const { fnArray } = await page.getOperatorList()
  await task.destroy()
  return fnArray.includes(OPS.paintImageXObject)
}

test('a logo stands in place of the initial, the same bytes each time', async () => {
  const [once, again] = [await render(PNG), await render(PNG)]
  expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true)
  expect(text(once)).toContain('/Subtype /Image')
  const initial = sampleInvoice().company.name.slice(0, 1)
  const items = async (bytes: Uint8Array) =>
    (await readPdf(bytes)).flatMap(page => page.items.map(each => each.text))
  expect(await items(await render())).toContain(initial)
  expect(await items(once)).not.toContain(initial)
  expect(await paintsPicture(once)).toBe(true)
  expect(await paintsPicture(await render())).toBe(false)
})

test.each([
  '',
  'data:image/png;base64,iVBORw0KGgoAAAA',
  'data:image/jpeg;base64,AAAA',
  'https://example.com/a.png',
])('a document with %j for a logo is drawn without one', async logo => {
  const bytes = await render(logo)
  expect(text(bytes)).not.toContain('/Subtype /Image')
  expect(await readPdf(bytes)).toHaveLength(1)
})
