import { expect, test } from 'vitest'
import { loadFonts } from '../../resources/fonts/load-fonts.ts'
import { statement } from '../domain/collections/statement.ts'
import type { StatementKind } from '../domain/mail/mail-row.ts'
import { goldenBooks, someBooks } from '../testing/customer-books.ts'
import { renderStatement } from './render-statement.ts'
import type { StatementDocument } from './statement-document.ts'
import { readPdf } from './testing/read-pdf.ts'
import { sampleInvoice } from './testing/sample-invoice.ts'

const fonts = loadFonts()
const PAY = 'https://pay.example/l/company/token'

function sample(
  kind: StatementKind = 'balance-forward',
  changes: Partial<StatementDocument> = {},
  books = goldenBooks(),
): StatementDocument {
  const { company, billTo } = sampleInvoice()
  return {
    language: 'en',
    currency: 'USD',
    company,
    customer: billTo,
    customerCode: 'PETAL',
    terms: 'Net 30',
    ...statement(books.books(), '2026-08-31', kind, 'due-date'),
    footer: '',
    ...changes,
  }
}

const texts = async (doc: StatementDocument, payUrl: string | null = null) => {
  const pages = await readPdf(await renderStatement(doc, { payUrl, fonts }))
  return { pages, all: pages.flatMap(page => page.items.map(({ text }) => text)) }
}

test('balance forward lists what was owed, every entry with its running total, and what is owed', async () => {
  const { pages, all } = await texts(sample(), PAY)
  expect(pages).toHaveLength(1)
  const start = all.indexOf('Running total') + 1
  expect(all.slice(start, start + 21)).toEqual([
    ...['Jul 31, 2026', 'Balance forward', '500.00', '500.00'],
    ...['Aug 5, 2026', 'Payment P1, thank you', '-200.00', '300.00'],
    ...['Aug 10, 2026', 'Invoice 1002', 'Sep 9, 2026', '300.00', '600.00'],
    ...['Aug 12, 2026', 'Credit C1', '-50.00', '550.00'],
    ...['Aug 28, 2026', 'Payment P2, thank you', '-350.00', '200.00'],
  ])
  for (const expected of ['Balance', '$200.00', 'Nothing is past due', 'Petal & Stem Atelier'])
    expect(all).toContain(expected)
  expect(new Set(pages[0]!.links.map(({ url }) => url))).toEqual(new Set([PAY]))
})

test('the head with the aging is the same on every kind', async () => {
  const strips = []
  for (const kind of ['balance-forward', 'unpaid', 'all-transactions'] as const) {
    const { all } = await texts(sample(kind))
    const at = all.indexOf('Days past due')
    strips.push(all.slice(at, at + 15))
  }
  expect(strips[0]).toEqual([
    'Days past due',
    ...['Not yet due', '250.00', '1–30 days', '0.00', '31–60 days', '0.00', '61–90 days', '0.00'],
    ...['90+ days', '0.00', 'Open credits', '-50.00', 'Total', '200.00'],
  ])
  expect(strips[1]).toEqual(strips[0])
  expect(strips[2]).toEqual(strips[0])
})

test('a net credit is said in words, and nothing can be paid', async () => {
  const books = someBooks().invoice('2026-08-01', '7', 20_00).entry('2026-08-02', 'P1', 80_00)
  for (const [language, ...said] of [
    ['en', 'Credit in your favor', 'Nothing is due. Thank you.'],
    ['es', 'Saldo a su favor', 'No hay nada que pagar. Gracias.'],
  ] as const) {
    const { pages, all } = await texts(sample('unpaid', { language }, books), PAY)
    for (const expected of said) expect(all).toContain(expected)
    expect(pages[0]!.text.replaceAll('|', ' ')).toContain(
      language === 'en' ? 'there is nothing to pay' : 'no hay nada que pagar',
    )
    expect(pages[0]!.links).toEqual([])
  }
})

test('a long statement repeats its head on each page and brings the running total forward', async () => {
  const books = someBooks()
  for (let n = 0; n < 120; n++) books.invoice('2026-08-03', String(5000 + n), 10_00, { poNumber: `PO-${n}` })
  const { pages } = await texts(sample('balance-forward', {}, books))
  expect(pages.length).toBeGreaterThan(2)
  for (const [at, page] of pages.entries()) {
    expect(page.text).toContain('Running total')
    expect(page.text).toContain(`Page ${at + 1} of ${pages.length}`)
    const bottom = Math.min(...page.items.filter(item => !/Page|·/.test(item.text)).map(item => item.y))
    expect(bottom, 'nothing runs into the foot').toBeGreaterThan(40)
  }
  const shown = pages.flatMap(({ items }) =>
    items.flatMap(({ text }) => /^Invoice (\d+)$/.exec(text)?.[1] ?? []),
  )
  expect(shown).toEqual(Array.from({ length: 120 }, (_, n) => String(5000 + n)))
  const second = pages[1]!.items.map(({ text }) => text)
  const brought = second[second.indexOf('Brought forward') + 1]
  const before = pages[0]!.items.map(({ text }) => text).filter(text => /^[\d,]+\.00$/.test(text))
  expect(brought).toBe(before.at(-1))
})

test('names of any script come out, and the same statement gives the same bytes', async () => {
  const doc = sample('all-transactions', { customer: { name: '花卉 Łódź דוד', lines: ['دبي'] } })
  const first = await renderStatement(doc, { payUrl: null, fonts })
  const second = await renderStatement(structuredClone(doc), { payUrl: null, fonts })
  expect(Buffer.compare(first, second)).toBe(0)
  const [page] = await readPdf(first)
  expect(page!.text).toContain('花卉')
})
