import { inflateSync } from 'node:zlib'
import { PDFDocument, type PDFFont, PDFName, PDFRawStream, PDFString, rgb, StandardFonts } from 'pdf-lib'

export interface Marks {
  width: number
  height: number
  texts: { text: string; x: number; y: number; size: number; isBold: boolean; color: number[] }[]
  rules: { from: number[]; to: number[]; thickness: number; color: number[] }[]
  fills: { path: string; color: number[] }[]
}

/** What our pages show and where, read out of their content streams. */
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

/** The same marks by plain pdf-lib calls at known places: what drawing them can't do without. */
export async function drawBare(pages: readonly Marks[], payUrl: string | null): Promise<Uint8Array> {
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
  if (payUrl !== null) {
    const link = pdf.context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [372, 569, 556, 603],
      Border: [0, 0, 0],
      A: { Type: 'Action', S: 'URI', URI: PDFString.of(payUrl) },
    })
    pdf.getPage(0).node.addAnnot(pdf.context.register(link))
  }
  return pdf.save({ objectsPerTick: Infinity })
}

function toRgb([red = 0, green = 0, blue = 0]: number[]) {
  return rgb(red, green, blue)
}
