import { expect, test } from 'vitest'
import { loadFonts } from '../../resources/fonts/load-fonts.ts'
import type { InvoiceDocument } from './invoice-document.ts'
import { renderInvoice } from './render-invoice.ts'
import { readPdf } from './testing/read-pdf.ts'
import { sampleInvoice, sampleLine } from './testing/sample-invoice.ts'

const fonts = loadFonts()

async function read(doc: InvoiceDocument) {
  return readPdf(await renderInvoice(doc, { payUrl: null, fonts }))
}

test.each([
  ['en', ['Payments', 'Credits', 'Discount', 'Refunds'], ['-1,429.50', '-45.00', '-10.00', '100.00']],
  ['es', ['Pagos', 'Créditos', 'Descuento', 'Reembolsos'], ['-1,429.50', '-45.00', '-10.00', '100.00']],
] as const)(
  'payments, credits, discounts and refunds stand apart (%s), each only where there is one',
  async (language, labels, amounts) => {
    const all = sampleInvoice({
      language,
      paidCents: 142_950,
      creditsCents: 4500,
      discountCents: 1000,
      refundedCents: 10_000,
    })
    const [page] = await read(all)
    const texts = page!.items.map(({ text }) => text)
    for (const [at, label] of labels.entries()) {
      expect(texts).toContain(label)
      expect(texts).toContain(amounts[at])
    }
    const nothing = { paidCents: 0, creditsCents: 0, discountCents: 0, refundedCents: 0 }
    const [bare] = await read(sampleInvoice({ ...nothing, language, creditsCents: 4500 }))
    const few = bare!.items.map(({ text }) => text)
    expect(labels.filter(label => few.includes(label))).toEqual([labels[1]])
  },
)

test.each(['box-bunch', 'unit-bunch'] as const)(
  'stems per bunch are no part of the amount of a %s line, and not printed',
  async soldAs => {
    const line = { soldAs, boxes: 3, bunchesPerBox: 10, quantity: 12, stemsPerBunch: 27 }
    const texts = async (more: object) =>
      (await read(sampleInvoice({ lines: [sampleLine({ ...line, ...more })] })))[0]!.items.map(
        ({ text }) => text,
      )
    expect(await texts({})).not.toContain('27')
    expect(await texts({ soldAs: 'unit-stem', quantity: 270 })).toContain('27')
  },
)
