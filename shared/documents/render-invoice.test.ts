import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { PDFDocument, PDFName, type PDFRawStream } from 'pdf-lib'
import { expect, test } from 'vitest'
import { loadFonts } from '../../resources/fonts/load-fonts.ts'
import type { DocumentFonts, FontScript } from './document-fonts.ts'
import type { InvoiceDocument } from './invoice-document.ts'
import { renderInvoice } from './render-invoice.ts'
import { type ReadPage, readPdf } from './testing/read-pdf.ts'
import { sampleInvoice, sampleLine } from './testing/sample-invoice.ts'

const fonts = loadFonts()
const noFonts: DocumentFonts = {
  load: script => Promise.reject(new Error(`a font was loaded without need: ${script}`)),
}
const PAY_URL = 'https://pay.aalsmeerfloral.example/l/kX7pQ2vN9sT4wYb1Zr8Lm3Hd6Jc0Fg5Ae-_UiOqPxRt'

async function read(doc: InvoiceDocument, payUrl: string | null = null): Promise<ReadPage[]> {
  return readPdf(await renderInvoice(doc, { payUrl, fonts }))
}

async function readText(doc: InvoiceDocument, payUrl: string | null = null): Promise<string> {
  return (await read(doc, payUrl)).map(page => page.text).join('|')
}

test('an invoice says everything it was given, in text that can be selected', async () => {
  const pages = await readPdf(await renderInvoice(sampleInvoice(), { payUrl: null, fonts: noFonts }))
  expect(pages).toHaveLength(1)
  const texts = pages[0]!.items.map(({ text }) => text)
  for (const expected of [
    'Aalsmeer Floral Co.',
    'Doral, FL 33122, United States',
    '+1 305 555 0142  ·  ar@aalsmeerfloral.example',
    '10418',
    'Petal & Stem Atelier',
    'Attn: Inès Moreau',
    'Brooklyn workshop',
    'Nov 25, 2026',
    'Dec 25, 2026',
    'Nov 27, 2026',
    'Net 30',
    'Armellini',
    'PS-4587',
    'AWB 729-4410 2231',
    'Jorge Rivera',
    'Boxes  ·  5',
    'Rose Freedom Red 60cm',
    '600 stems',
    '30 bunches',
    'Units  ·  22',
    '0.3825',
    'Hard goods  ·  6',
    '6 pieces',
    'Boxes subtotal',
    '370.50',
    'Units subtotal',
    '112.65',
    'Fuel surcharge',
    '10.00',
    'Tax',
    '5.85',
    '$550.00',
    '-50.00',
    '-20.00',
    '$480.00',
    'Due Dec 25, 2026',
    'Please keep cool on arrival.',
    'Title to the goods stays with us until paid in full.',
    'Invoice 10418  ·  Page 1 of 1',
  ]) {
    expect(texts.map(squeezed)).toContain(squeezed(expected))
  }
})

test('an unchanged invoice shows no revision, a changed one shows which', async () => {
  expect(await readText(sampleInvoice())).not.toContain('Revision')
  expect(await readText(sampleInvoice({ revision: 3 }))).toContain('Revision 3')
})

test('the pay link covers the drawn button exactly, and the printed address beneath it', async () => {
  const bytes = await renderInvoice(sampleInvoice(), { payUrl: PAY_URL, fonts: noFonts })
  const [page] = await readPdf(bytes)
  const [button, address] = page!.links
  expect(page!.links.map(({ url }) => url)).toEqual([PAY_URL, PAY_URL])
  const label = page!.items.find(({ text }) => text === 'Pay this invoice online')!
  expect(isInside(label, button!)).toBe(true)

  const drawn = (await accentShapes(bytes)).find(({ right, left }) => right - left > 100)!
  for (const edge of ['left', 'right', 'top', 'bottom'] as const) {
    expect(drawn[edge]).toBeCloseTo(button![edge], 1)
  }
  const printed = page!.items.filter(item => isInside(item, address!))
  expect(printed.map(({ text }) => text).join('')).toBe(PAY_URL)
  expect(address!.top).toBeLessThan(button!.bottom)
})

test('a Spanish invoice asks to be paid in Spanish, with amounts as its country writes them', async () => {
  const dollars = await readText(sampleInvoice({ language: 'es' }), PAY_URL)
  expect(dollars).toContain('Pagar esta factura en línea')
  expect(dollars).toContain('Vence el 25 dic 2026')
  expect(dollars).toContain('$480.00')
  const euros = await readText(sampleInvoice({ language: 'es', currency: 'EUR', totalCents: 123_456_789 }))
  expect(euros).toContain('1.234.567,89 €')
  expect(euros).toContain('0,3825')
})

test.each([
  ['paid', 'en', 'PAID'],
  ['paid', 'es', 'PAGADA'],
  ['void', 'en', 'VOID'],
  ['void', 'es', 'ANULADA'],
] as const)(
  'a %s invoice (%s) says %s and carries no way to pay, even when given one',
  async (status, language, word) => {
    // A wrong open balance must not bring the button back either.
    for (const openCents of [0, 48_000]) {
      const pages = await read(sampleInvoice({ status, language, openCents }), PAY_URL)
      expect(pages[0]!.items.map(({ text }) => text)).toContain(word)
      for (const page of pages) {
        expect(page.links).toEqual([])
        expect(page.text).not.toMatch(/Pay this invoice|Pagar esta factura|https?:/)
      }
    }
  },
)

test.each(['paid', 'void'] as const)(
  'a %s invoice is the same file with a pay URL and without',
  async status => {
    const doc = sampleInvoice({ status, openCents: 0 })
    const without = await renderInvoice(doc, { payUrl: null, fonts })
    expect(Buffer.compare(await renderInvoice(doc, { payUrl: PAY_URL, fonts }), without)).toBe(0)
  },
)

test('an open invoice with nothing due carries no way to pay', async () => {
  const [page] = await read(sampleInvoice({ openCents: 0, creditsCents: 50_000 }), PAY_URL)
  expect(page!.links).toEqual([])
  expect(page!.text).toContain('Nothing is due')
})

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

test('every page of a void invoice says so', async () => {
  const lines = Array.from({ length: 80 }, () => sampleLine({}))
  const pages = await read(sampleInvoice({ status: 'void', lines }))
  expect(pages.length).toBeGreaterThan(2)
  for (const page of pages) expect(page.text).toContain('VOID')
})

test('a pay URL that is no web address is a bug', async () => {
  for (const payUrl of ['javascript:alert(1)', 'https://a.example/ b', 'https://a.example/\n', '/l/1', '']) {
    await expect(renderInvoice(sampleInvoice(), { payUrl, fonts })).rejects.toThrow('pay URL')
  }
})

test('parentheses in a pay URL can not end the string that holds it', async () => {
  const [page] = await read(sampleInvoice(), 'https://a.example/l/x)/F(file\\')
  expect(page!.links[0]!.url).toBe('https://a.example/l/x%29/F%28file%5C')
})

const SCRIPTS = [
  '玫瑰 红色',
  'ورد أحمر دولار (درجة أولى)',
  'ורד אדום (פרימיום)',
  'Łódź ąęśżź',
  'Красный',
  '장미',
  '🌹',
]

test('the same data gives the same bytes, with embedded fonts too and whatever was rendered before', async () => {
  const plain = sampleInvoice()
  const mixed = sampleInvoice({ lines: SCRIPTS.map(description => sampleLine({ description })) })
  const reversed = sampleInvoice({
    lines: SCRIPTS.toReversed().map(description => sampleLine({ description })),
  })
  const first = await renderInvoice(plain, { payUrl: PAY_URL, fonts })
  const firstMixed = await renderInvoice(mixed, { payUrl: PAY_URL, fonts })
  await renderInvoice(reversed, { payUrl: null, fonts })
  expect(Buffer.compare(await renderInvoice(plain, { payUrl: PAY_URL, fonts }), first)).toBe(0)
  expect(Buffer.compare(await renderInvoice(mixed, { payUrl: PAY_URL, fonts }), firstMixed)).toBe(0)
  const elsewhere = await renderInvoice(structuredClone(mixed), { payUrl: PAY_URL, fonts: loadFonts() })
  expect(Buffer.compare(elsewhere, firstMixed)).toBe(0)
})

test('the file dates itself by the invoice, and its id follows its data', async () => {
  const parse = (bytes: Uint8Array) => PDFDocument.load(bytes, { updateMetadata: false })
  const one = await parse(await renderInvoice(sampleInvoice(), { payUrl: null, fonts }))
  const other = await parse(await renderInvoice(sampleInvoice(), { payUrl: PAY_URL, fonts }))
  expect(one.getCreationDate()).toEqual(new Date('2026-11-25T00:00:00Z'))
  expect(one.getTitle()).toBe('Invoice 10418')
  expect(one.context.trailerInfo.ID).not.toEqual(other.context.trailerInfo.ID)
})

test('a 500-line invoice shows each line once, repeats its head, and carries totals that add up', async () => {
  const lines = Array.from({ length: 500 }, (_, index) =>
    sampleLine({
      description: `Line ${String(index + 1).padStart(3, '0')} ${'Alstroemeria Assorted Fancy '.repeat(index % 4)}`,
      totalCents: 1000 + index * 7,
    }),
  )
  const pages = await read(sampleInvoice({ lines, linesCents: 1_373_250, note: '' }))
  const all = pages.flatMap(({ items }) => items.map(({ text }) => text))
  const seen = all.flatMap(text => /^Line (\d{3})/.exec(text)?.[1] ?? [])
  expect(seen).toEqual(lines.map((_, index) => String(index + 1).padStart(3, '0')))

  let runningCents = 0
  for (const [index, page] of pages.entries()) {
    const texts = page.items.map(({ text }) => text)
    expect(texts).toContain(`Invoice 10418 · Page ${index + 1} of ${pages.length}`)
    const shown = texts.flatMap(text => /^Line (\d{3})/.exec(text)?.[1] ?? []).map(Number)
    if (shown.length === 0) continue
    expect(texts).toContain('Description')
    if (index > 0) expect(beside(page, 'Brought forward')).toBe(dollars(runningCents))
    runningCents += shown.reduce((sum, number) => sum + lines[number - 1]!.totalCents, 0)
    if (shown.at(-1) !== 500) expect(beside(page, 'Carried forward')).toBe(dollars(runningCents))
  }
  expect(beside(pages.at(-1)!, 'Lines')).toBe(dollars(runningCents))
  expect(runningCents).toBe(1_373_250)
})

test('numbers end at one edge and prices stand point under point', async () => {
  const priceE4s = [3800, 3825, 123_450_000, 47_500]
  const lines = priceE4s.map((priceE4, index) => sampleLine({ priceE4, totalCents: 11 ** (index + 2) }))
  const [page] = await read(sampleInvoice({ lines }))
  const end = (text: string) => {
    const { x, width } = page!.items.findLast(item => item.text === text)!
    return x + width
  }
  for (const amount of ['13.31', '146.41', '1,610.51', '-50.00', '$480.00'])
    expect(end(amount)).toBeCloseTo(end('1.21'), 0)
  const digit = 0.556 * 9
  expect(end('0.38') + 2 * digit).toBeCloseTo(end('0.3825'), 1)
  expect(end('12,345.00') + 2 * digit).toBeCloseTo(end('0.3825'), 1)
})

test.each([
  ['Chinese', '玫瑰自由红色'],
  ['Japanese', '株式会社フラワー東京'],
  ['Korean', '서울특별시 강남구'],
  ['Arabic with ligatures', 'الورود للاستلام في دبي'],
  ['Arabic with marks', 'مُشَكَّل'],
  ['Hebrew', 'ורד אדום ארוך'],
  ['Polish', 'Róża „Łódź” ąęśżźć'],
  ['Vietnamese', 'Hoa hồng đỏ Đà Lạt'],
  ['Cyrillic', 'Тюльпан красный'],
  ['Greek', 'Ελληνικά τριαντάφυλλα'],
  ['Thai', 'กุหลาบแดง'],
  ['decomposed accents', 'Ine\u0300s Sa\u0303o'],
  ['accents within WinAnsi', 'Inès Peña Ångström Œuvre €'],
  ['emoji', '🌹👩‍🌾🇨🇴'],
])('%s reads back as it was written', async (_, name) => {
  const text = await readText(sampleInvoice({ billTo: { name, lines: [name] } }))
  expect(text.split('|').filter(item => item === name.normalize('NFC'))).toHaveLength(2)
})

test('right-to-left text stands in visual order among left-to-right text', async () => {
  const [page] = await read(sampleInvoice({ billTo: { name: 'דרך בגין 11 תל אביב', lines: [] } }))
  const x = (text: string) => page!.items.find(item => item.text === text)!.x
  expect(x('תל אביב')).toBeLessThan(x('11'))
  expect(x('11')).toBeLessThan(x('דרך בגין'))
})

test('a font is loaded only for the scripts a document has', async () => {
  const asked: FontScript[] = []
  const counting: DocumentFonts = {
    load(script) {
      asked.push(script)
      return fonts.load(script)
    },
  }
  await renderInvoice(sampleInvoice(), { payUrl: PAY_URL, fonts: counting })
  expect(asked).toEqual([])
  await renderInvoice(sampleInvoice({ note: 'שלום', footer: 'שלום' }), { payUrl: null, fonts: counting })
  expect(asked).toEqual(['hebrew'])
})

test('a font that can not be loaded is a fault, not a document with holes', async () => {
  const doc = sampleInvoice({ note: 'שלום' })
  await expect(renderInvoice(doc, { payUrl: null, fonts: noFonts })).rejects.toThrow('hebrew')
})

test('what no font has is shown as a replacement character', async () => {
  expect(await readText(sampleInvoice({ carrier: 'A\u0b9fB' }))).toMatch(/A\|?\ufffd\|?B/)
})

test('line breaks, control characters and direction overrides do not reach the page', async () => {
  const text = await readText(
    sampleInvoice({ footer: 'One\tTwo\u0000\u202eThree\u200b\ufeff\u0007 Four\r\nFive\ud800' }),
  )
  expect(text).toMatch(/\|One Two Three Four\|Five\|?\ufffd/)
})

test('long words break inside their column', async () => {
  const lines = [sampleLine({ description: 'Supercalifragilistic'.repeat(12) })]
  const [page] = await read(sampleInvoice({ lines }))
  const boxX = page!.items.find(({ text }) => text === 'HB')!.x
  const parts = page!.items.filter(({ text }) => /^[a-zS]{20,}$/.test(text))
  expect(parts.map(({ text }) => text).join('')).toBe('Supercalifragilistic'.repeat(12))
  for (const part of parts) expect(part.x + part.width).toBeLessThan(boxX)
})

test('a description taller than a page runs over pages and loses nothing', async () => {
  const words = Array.from({ length: 900 }, (_, index) => `word${index}`)
  const pages = await read(sampleInvoice({ lines: [sampleLine({ description: words.join(' ') })] }))
  expect(pages.length).toBeGreaterThan(2)
  const shown = pages.flatMap(({ items }) => items.flatMap(({ text }) => text.match(/word\d+/g) ?? []))
  expect(shown).toEqual(words)
})

test('a long note and footer run over pages and lose nothing', async () => {
  const words = (name: string) => Array.from({ length: 1200 }, (_, index) => `${name}${index}`)
  const pages = await read(sampleInvoice({ note: words('note').join(' '), footer: words('foot').join('\n') }))
  const shown = (pattern: RegExp) =>
    pages.flatMap(({ items }) => items.flatMap(({ text }) => text.match(pattern) ?? []))
  expect(shown(/note\d+/g)).toEqual(words('note'))
  expect(shown(/foot\d+/g)).toEqual(words('foot'))
  for (const { items } of pages) for (const { y } of items) expect(y).toBeGreaterThan(20)
})

test('no text makes rendering throw, and what comes out is a PDF', { timeout: 60_000 }, async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      '(',
      ')\\',
      '\\',
      '%PDF',
      'endstream',
      '/F(x)',
      '\u0301\u0301',
      '\u200d',
      '👩‍',
      '\ud83d',
      '〔〕'.repeat(40),
    ),
  )
  await fc.assert(
    fc.asyncProperty(text, text, text, async (a, b, c) => {
      const doc = sampleInvoice({
        company: { name: a, lines: [b], phone: c, email: a },
        number: b,
        billTo: { name: c, lines: [a, b] },
        lines: [sampleLine({ description: a + b, boxType: c })],
        charges: [{ label: b, amountCents: 1 }],
        carrier: c,
        note: a,
        footer: b,
        currency: c,
        dueOn: a,
      })
      const pages = await read(doc, PAY_URL)
      expect(pages[0]!.links[0]!.url).toBe(PAY_URL)
    }),
    { numRuns: 60, seed: 20261125 },
  )
})

function squeezed(text: string): string {
  return text.replace(/ +/g, ' ')
}

function dollars(cents: number): string {
  return new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(cents / 100)
}

/** The amount on the same baseline as a label. */
function beside(page: ReadPage, label: string): string | undefined {
  const at = page.items.find(({ text }) => text === label)
  return page.items.find(({ text, x, y }) => at && Math.abs(y - at.y) < 0.1 && x > at.x && text !== label)
    ?.text
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

function isInside(
  { x, y, width }: { x: number; y: number; width: number },
  { left, right, top, bottom }: Box,
): boolean {
  return x >= left && x + width <= right && y >= bottom && y <= top
}

/** The bounds of each shape that the first page fills with the accent color. */
async function accentShapes(bytes: Uint8Array): Promise<Box[]> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
  const stream = pdf.context.lookup(pdf.getPage(0).node.get(PDFName.of('Contents'))) as PDFRawStream
  const content = inflateSync(stream.contents).toString('latin1')
  return [...content.matchAll(/^0\.078 0\.412 0\.29 rg (.* m .*) f$/gm)].map(([, path]) => {
    const numbers = path!.match(/-?[\d.]+/g)!.map(Number)
    const xs = numbers.filter((_, index) => index % 2 === 0)
    const ys = numbers.filter((_, index) => index % 2 === 1)
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.max(...ys), bottom: Math.min(...ys) }
  })
}
