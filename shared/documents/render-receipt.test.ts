import { expect, test } from 'vitest'
import { loadFonts } from '../../resources/fonts/load-fonts.ts'
import type { ReceiptDocument } from './receipt-document.ts'
import { renderReceipt } from './render-receipt.ts'
import { readPdf } from './testing/read-pdf.ts'
import { sampleInvoice } from './testing/sample-invoice.ts'

const fonts = loadFonts()

function sampleReceipt(changes: Partial<ReceiptDocument> = {}): ReceiptDocument {
  const { company, billTo } = sampleInvoice()
  return {
    language: 'en',
    currency: 'USD',
    company,
    customer: billTo,
    controlNumber: 'P-20117',
    status: 'received',
    receivedOn: '2026-11-30',
    method: 'Check',
    reference: '007',
    amountCents: 61_000,
    applications: [
      { invoiceNumber: '10418', issuedOn: '2026-11-25', appliedCents: 48_300 },
      { invoiceNumber: '10399', issuedOn: '2026-11-12', appliedCents: 10_200 },
    ],
    unappliedCents: 2500,
    note: '',
    footer: '',
    ...changes,
  }
}

test('a receipt says who paid what, how, for which invoices, and what is left', async () => {
  const [page] = await readPdf(await renderReceipt(sampleReceipt(), { fonts }))
  const texts = page!.items.map(({ text }) => text)
  for (const expected of [
    'Payment receipt',
    'P-20117',
    'Petal & Stem Atelier',
    'Nov 30, 2026',
    'Check',
    '007',
    '$610.00',
    '10418',
    '483.00',
    '10399',
    '102.00',
    '585.00',
    '25.00',
    'The part left unapplied is kept as your open credit.',
  ]) {
    expect(texts).toContain(expected)
  }
})

test('a receipt applied in full promises no open credit', async () => {
  const [page] = await readPdf(await renderReceipt(sampleReceipt({ unappliedCents: 0 }), { fonts }))
  expect(page!.text).not.toContain('open credit')
})

test('a void receipt says so on every page and promises nothing', async () => {
  const applications = Array.from({ length: 120 }, (_, index) => ({
    invoiceNumber: `N${index}`,
    issuedOn: '2026-11-12',
    appliedCents: 100,
  }))
  const pages = await readPdf(
    await renderReceipt(sampleReceipt({ status: 'void', language: 'es', applications }), { fonts }),
  )
  expect(pages.length).toBeGreaterThan(2)
  for (const { text } of pages) expect(text).toContain('ANULADO')
  expect(pages.map(({ text }) => text).join('|')).not.toMatch(/Gracias|crédito disponible/)
  const shown = pages.flatMap(({ items }) => items.flatMap(({ text }) => /^N\d+$/.exec(text)?.[0] ?? []))
  expect(shown).toEqual(applications.map(({ invoiceNumber }) => invoiceNumber))
})

test('the same receipt gives the same bytes', async () => {
  const doc = sampleReceipt({ customer: { name: '花卉 Łódź', lines: ['دبي'] } })
  const first = await renderReceipt(doc, { fonts })
  expect(Buffer.compare(await renderReceipt(structuredClone(doc), { fonts: loadFonts() }), first)).toBe(0)
})
