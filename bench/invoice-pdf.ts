import { inflateSync } from 'node:zlib'
import { PDFDocument, type PDFFont, PDFName, PDFRawStream, PDFString, rgb, StandardFonts } from 'pdf-lib'
import { loadFonts } from '../resources/fonts/load-fonts.ts'
import type { InvoiceDocument } from '../shared/documents/invoice-document.ts'
import { renderInvoice } from '../shared/documents/render-invoice.ts'

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
    const times = [await timed(ours), await timed(() => drawBare(marks))] as const
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
    openCents: linesCents,
    note: '',
    footer: '',
  }
}

interface Marks {
  width: number
  height: number
  texts: { text: string; x: number; y: number; size: number; isBold: boolean; color: number[] }[]
  rules: { from: number[]; to: number[]; thickness: number; color: number[] }[]
  fills: { path: string; color: number[] }[]
}

/** What our pages show and where, read out of their content streams. */
/** Every text and shape of a document that was rendered. */
export async function marksOf(bytes: Uint8Array): Promise<Marks[]> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
  return pdf.getPages().map(page => {
    const stream = pdf.context.lookup(page.node.get(PDFName.of('Contents')))
    if (!(stream instanceof PDFRawStream)) throw new Error('a page without a content stream')
    return { ...page.getSize(), ...marksIn(inflateSync(stream.contents).toString('latin1')) }
  })
}

function marksIn(content: string): Omit<Marks, 'width' | 'height'> {
  const numbers = (text = '') => text.trim().split(/\s+/).map(Number)
  return {
    texts: [
      ...content.matchAll(/^BT (.+) rg 1 0 0 1 (\S+) (\S+) Tm\n\/(\w) (\S+) Tf \[(.*)\] TJ\nET$/gm),
    ].map(([, color, x, y, font, size, show = '']) => ({
      text: [...show.matchAll(/\(((?:\\.|[^\\)])*)\)/g)].map(([, part = '']) => unescaped(part)).join(''),
      x: Number(x),
      y: Number(y),
      size: Number(size),
      isBold: font === 'B',
      color: numbers(color),
    })),
    rules: [...content.matchAll(/^(.+) RG (\S+) w (\S+ \S+) m (\S+ \S+) l S$/gm)].map(
      ([, color, thickness, from, to]) => ({
        from: numbers(from),
        to: numbers(to),
        thickness: Number(thickness),
        color: numbers(color),
      }),
    ),
    fills: [...content.matchAll(/^(\S+ \S+ \S+) rg (.*(?:h|re)) f$/gm)].map(([, color, path = '']) => ({
      path: svgPath(path),
      color: numbers(color),
    })),
  }
}

function unescaped(literal: string): string {
  const bytes = literal.replace(/\\(\d{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : code,
  )
  return new TextDecoder('windows-1252').decode(Buffer.from(bytes, 'latin1'))
}

/** A PDF path as the SVG path pdf-lib takes, whose y grows downwards. */
function svgPath(path: string): string {
  const rectangle = /^(\S+) (\S+) (\S+) (\S+) re$/.exec(path)
  if (rectangle) {
    const [x = 0, y = 0, width = 0, height = 0] = rectangle.slice(1).map(Number)
    return `M ${x} ${-y} h ${width} v ${-height} h ${-width} Z`
  }
  return path
    .replace(/((?:-?[\d.]+ )+)([mlc])/g, (_, points: string, operator: string) => {
      const flipped = points
        .trim()
        .split(' ')
        .map((value, index) => (index % 2 === 0 ? value : -Number(value)))
      return `${operator.toUpperCase()} ${flipped.join(' ')}`
    })
    .replace(/h$/, 'Z')
}

/** Draws the marks with plain pdf-lib calls: the floor of any document that looks like this. */
export async function drawBare(pages: Marks[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const regular: PDFFont = await pdf.embedFont(StandardFonts.Helvetica)
  const bold: PDFFont = await pdf.embedFont(StandardFonts.HelveticaBold)
  for (const { width, height, texts, rules, fills } of pages) {
    const page = pdf.addPage([width, height])
    for (const { path, color } of fills) page.drawSvgPath(path, { x: 0, y: 0, color: toRgb(color) })
    for (const { from, to, thickness, color } of rules) {
      const [start, end] = [from, to].map(([x = 0, y = 0]) => ({ x, y }))
      page.drawLine({ start: start!, end: end!, thickness, color: toRgb(color) })
    }
    for (const { text, x, y, size, isBold, color } of texts) {
      page.drawText(text, { x, y, size, font: isBold ? bold : regular, color: toRgb(color) })
    }
  }
  const link = pdf.context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [372, 569, 556, 603],
    Border: [0, 0, 0],
    A: { Type: 'Action', S: 'URI', URI: PDFString.of(PAY_URL) },
  })
  pdf.getPage(0).node.addAnnot(pdf.context.register(link))
  return pdf.save({ objectsPerTick: Infinity })
}

function toRgb([red = 0, green = 0, blue = 0]: number[]) {
  return rgb(red, green, blue)
}

async function timed(run: () => Promise<Uint8Array>): Promise<number> {
  const startedAt = performance.now()
  await run()
  return performance.now() - startedAt
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
