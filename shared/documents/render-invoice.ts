import type { DocumentFonts } from './document-fonts.ts'
import type { InvoiceDocument } from './invoice-document.ts'
import { type AmountCard, drawAmountCard } from './page/amount-card.ts'
import { drawInvoiceTable } from './page/invoice-table.ts'
import { drawFeet, drawHead, type Letterhead } from './page/letterhead.ts'
import { drawFacts, drawParty } from './page/party-blocks.ts'
import { printableUrl } from './page/printable-url.ts'
import { openSheet, type Sheet } from './page/sheet.ts'
import { drawSumBlock, type SumRow } from './page/sum-block.ts'

/**
 * Renders an invoice or the confirmation of an order as a PDF, the same bytes for the same data and `logo` (a data URL). With `payUrl` (absolute http or https) an open invoice
 * carries a button that opens it and the address in print; a paid or void one never does. Rejects when a font that the
 * text needs can't be loaded.
 */
export async function renderInvoice(
  doc: InvoiceDocument,
  options: { payUrl: string | null; fonts: DocumentFonts; logo?: string },
): Promise<Uint8Array> {
  const { logo = '' } = options
  const sheet = await openSheet(doc, options.fonts, doc, { logo })
  const payUrl = doc.status === 'open' && doc.openCents > 0 ? options.payUrl : null
  const letterhead = letterheadOf(doc, sheet)
  sheet.onPage = () => drawHead(sheet, letterhead)
  sheet.addPage()
  drawAddressing(sheet, doc, payUrl)
  drawInvoiceTable(sheet, doc)
  drawSumBlock(sheet, sumsOf(doc, sheet), doc.note, doc.footer)
  drawFeet(sheet, letterhead)
  const title = `${doc.kind === 'order' ? sheet.words.order : sheet.words.invoice} ${doc.number}`
  const seed = JSON.stringify([doc, payUrl]) + logo
  return sheet.save(title, doc.company.name, doc.issuedOn, seed)
}

function letterheadOf(
  { kind, company, number, revision, status }: InvoiceDocument,
  { words }: Sheet,
): Letterhead {
  return {
    company,
    title: kind === 'order' ? words.order : words.invoice,
    number,
    detail: revision > 1 ? words.revision(revision) : '',
    stamp:
      status === 'paid'
        ? { word: words.invoicePaid, isVoid: false }
        : status === 'void'
          ? { word: words.invoiceVoid, isVoid: true }
          : null,
  }
}

/** Who, when and how at the left; what is asked at the right. */
function drawAddressing(sheet: Sheet, doc: InvoiceDocument, payUrl: string | null): void {
  const { words, formats, left, right, y: top } = sheet
  const cardWidth = 212
  const width = right - left - cardWidth - 28
  const half = (width - 16) / 2
  const billEnd = drawParty(sheet, words.billTo, doc.billTo, left, top, doc.shipTo === null ? width : half)
  const shipEnd =
    doc.shipTo === null ? top : drawParty(sheet, words.shipTo, doc.shipTo, left + half + 16, top, half)
  const facts: [string, string][] = [
    [doc.kind === 'order' ? words.orderedOn : words.issuedOn, formats.date(doc.issuedOn)],
    [words.due, formats.date(doc.dueOn)],
    [words.terms, doc.terms],
    [words.shipOn, formats.date(doc.shipOn)],
    [words.carrier, doc.carrier],
    [words.poNumber, doc.poNumber],
    [words.reference, doc.reference],
    [words.salesperson, doc.salesperson],
  ]
  const factsEnd = drawFacts(sheet, facts, left, Math.max(billEnd, shipEnd) + 12, width)
  const cardEnd = drawAmountCard(sheet, cardOf(doc, sheet, payUrl), right - cardWidth, top - 2, cardWidth)
  sheet.y = Math.max(factsEnd, cardEnd) + 16
}

function cardOf(doc: InvoiceDocument, { words, formats }: Sheet, payUrl: string | null): AmountCard {
  if (doc.status === 'void') {
    return {
      label: doc.kind === 'order' ? words.voidedOrder : words.voided,
      amount: formats.money(0),
      detail: words.nothingDue,
      tone: 'voided',
      button: null,
    }
  }
  if (doc.status === 'paid' || doc.openCents <= 0) {
    const label = doc.status === 'paid' ? words.paidInFull : words.nothingDue
    const amount = formats.money(doc.status === 'paid' ? doc.totalCents : 0)
    return { label, amount, detail: doc.status === 'paid' ? words.thanks : '', tone: 'accent', button: null }
  }
  return {
    label: doc.kind === 'order' && payUrl !== null ? words.payAhead : labelOf(doc, words),
    amount: formats.money(doc.openCents),
    detail: doc.dueOn === '' ? '' : words.dueOn(formats.date(doc.dueOn)),
    tone: 'accent',
    button:
      payUrl === null
        ? null
        : {
            label: doc.kind === 'order' ? words.payOrder : words.payButton,
            caption: words.payAddress,
            url: printableUrl(payUrl),
          },
  }
}

function sumsOf(doc: InvoiceDocument, { words, formats }: Sheet): SumRow[] {
  const rows: SumRow[] = [
    { label: words.lines, amount: formats.amount(doc.linesCents), kind: 'plain' },
    ...doc.charges.map(
      ({ label, amountCents }): SumRow => ({ label, amount: formats.amount(amountCents), kind: 'plain' }),
    ),
    { label: words.tax, amount: formats.amount(doc.taxCents), kind: 'plain' },
  ]
  const total = formats.money(doc.totalCents)
  const off: [label: string, cents: number][] = [
    [words.payments, -doc.paidCents],
    [words.credits, -doc.creditsCents],
    [words.discount, -doc.discountCents],
    [words.refunds, doc.refundedCents],
  ]
  const settled = off.filter(([, cents]) => cents !== 0)
  if (doc.status === 'void' || settled.length === 0) {
    const label = doc.status === 'open' ? labelOf(doc, words) : words.total
    return [...rows, { label, amount: total, kind: 'grand' }]
  }
  rows.push({ label: words.total, amount: total, kind: 'strong' })
  for (const [label, cents] of settled) rows.push({ label, amount: formats.amount(cents), kind: 'plain' })
  return [...rows, { label: words.amountDue, amount: formats.money(doc.openCents), kind: 'grand' }]
}

/** What an order comes to is not due: it is what was agreed. */
function labelOf(doc: InvoiceDocument, words: Sheet['words']): string {
  return doc.kind === 'order' && doc.paidCents === 0 ? words.orderTotal : words.amountDue
}
