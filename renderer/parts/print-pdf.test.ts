import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { joinPdfs } from './print-pdf.ts'

async function aPdf(pages: number, width: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  for (let at = 0; at < pages; at++) pdf.addPage([width, 792])
  return pdf.save()
}

test('many statements become one file, page after page in their order', async () => {
  const joined = await joinPdfs([await aPdf(1, 612), await aPdf(2, 595), await aPdf(1, 612)])
  const pdf = await PDFDocument.load(joined)
  expect(pdf.getPages().map(page => page.getWidth())).toEqual([612, 595, 595, 612])
})

test('one statement is printed as it is', async () => {
  const only = await aPdf(1, 612)
  expect(await joinPdfs([only])).toEqual(new Uint8Array(only))
})
