import { loadFonts } from '../resources/fonts/load-fonts.ts'
import type { InvoiceDocument } from '../shared/documents/invoice-document.ts'
import { renderInvoice } from '../shared/documents/render-invoice.ts'
import { drawBare, marksOf } from './bare-pdf.ts'

/** Median milliseconds of a 20-line invoice, against the same marks drawn by plain pdf-lib calls. */
export async function benchInvoicePdf(): Promise<{
  name: string
  floorMs: number
  oursMs: number
  ratio: number
  aim: string
  met: boolean
  note: string
}> {
  const doc = twentyLines()
  const fonts = loadFonts()
  const ours = () => renderInvoice(doc, { payUrl: PAY_URL, fonts })
  const marks = await marksOf(await ours())
  const oursMs: number[] = []
  const floorMs: number[] = []
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const times = [await timed(ours), await timed(() => drawBare(marks, PAY_URL))] as const
    if (round < WARM_UP) continue
    oursMs.push(times[0])
    floorMs.push(times[1])
  }
  const ratio = median(oursMs) / median(floorMs)
  return {
    name: 'invoice-pdf',
    floorMs: median(floorMs),
    oursMs: median(oursMs),
    ratio,
    aim: 'ratio ≤ 1.5',
    met: ratio <= 1.5,
    note: `${doc.lines.length} lines, ${marks.flatMap(({ texts }) => texts).length} texts; floor: pdf-lib's drawText and shapes at known places`,
  }
}

const WARM_UP = 15
const ROUNDS = 61
const PAY_URL = 'https://pay.aalsmeerfloral.example/l/kX7pQ2vN9sT4wYb1Zr8Lm3Hd6Jc0Fg5Ae-_UiOqPxRt'

function twentyLines(): InvoiceDocument {
  const lines = Array.from({ length: 20 }, (_, index): InvoiceDocument['lines'][number] => ({
    description: `Rose Freedom Red ${40 + index}cm`,
    soldAs: 'box-stem',
    boxType: 'HB',
    boxes: 2,
    bunchesPerBox: 12,
    stemsPerBunch: 25,
    quantity: 0,
    priceE4: 3800 + index,
    totalCents: 22_800 + 6 * index,
  }))
  const linesCents = lines.reduce((sum, { totalCents }) => sum + totalCents, 0)
  return {
    language: 'en',
    currency: 'USD',
    company: {
      name: 'Aalsmeer Floral Co.',
      lines: ['Doral, FL 33122'],
      phone: '+1 305 555 0142',
      email: 'ar@aalsmeerfloral.example',
    },
    number: '10418',
    revision: 1,
    status: 'open',
    issuedOn: '2026-11-25',
    dueOn: '2026-12-25',
    terms: 'Net 30',
    billTo: { name: 'Petal & Stem Atelier', lines: ['118 Wythe Avenue', 'Brooklyn, NY 11249'] },
    shipTo: null,
    shipOn: '2026-11-27',
    carrier: 'Armellini',
    poNumber: 'PS-4587',
    reference: '',
    salesperson: '',
    lines,
    charges: [],
    linesCents,
    taxCents: 0,
    totalCents: linesCents,
    paidCents: 0,
    creditsCents: 0,
    discountCents: 0,
    refundedCents: 0,
    openCents: linesCents,
    note: '',
    footer: '',
  }
}

async function timed(run: () => Promise<Uint8Array>): Promise<number> {
  const startedAt = performance.now()
  await run()
  return performance.now() - startedAt
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
