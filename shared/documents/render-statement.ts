import type { DocumentFonts } from './document-fonts.ts'
import { type AmountCard, drawAmountCard } from './page/amount-card.ts'
import { drawFeet, drawHead, type Letterhead } from './page/letterhead.ts'
import { drawFacts, drawParty } from './page/party-blocks.ts'
import { printableUrl } from './page/printable-url.ts'
import { openSheet, type Sheet } from './page/sheet.ts'
import { drawAgingStrip, drawStatementTable } from './page/statement-table.ts'
import { drawSumBlock } from './page/sum-block.ts'
import type { StatementDocument } from './statement-document.ts'
import { type StatementWords, statementWords } from './statement-words.ts'

/**
 * Renders a customer's statement as a PDF, the same bytes for the same data. With `payUrl` (absolute http or https), which asks for `payCents`, one
 * on which something is due carries a button that opens it; one with a credit never does. Rejects when a font that the text
 * needs can't be loaded.
 */
export async function renderStatement(
  doc: StatementDocument,
  options: { payUrl: string | null; payCents?: number; fonts: DocumentFonts; logo?: string },
): Promise<Uint8Array> {
  const { logo = '' } = options
  const sheet = await openSheet(doc, options.fonts, doc, { logo })
  const words: StatementWords = statementWords[doc.language]
  const { formats } = sheet
  const { payCents = doc.aging.netCents } = options
  const pay = options.payUrl === null || payCents <= 0 ? null : { url: options.payUrl, cents: payCents }
  const date = formats.date(doc.on)
  const letterhead: Letterhead = {
    company: doc.company,
    title: words.statement,
    number: date,
    detail: words.kinds[doc.kind],
    stamp: null,
  }
  sheet.onPage = () => drawHead(sheet, letterhead)
  sheet.addPage()
  drawAddressing(sheet, words, doc, pay)
  drawAgingStrip(sheet, words, doc)
  drawStatementTable(sheet, words, doc)
  const label = doc.kind === 'all-transactions' ? words.closingOfInvoices : words.closing
  const isCredit = doc.aging.netCents < 0
  drawSumBlock(
    sheet,
    [{ label, amount: formats.money(doc.closingCents), kind: 'grand' }],
    isCredit ? words.creditNote(formats.money(-doc.aging.netCents)) : '',
    doc.footer,
  )
  drawFeet(sheet, letterhead)
  const title = `${words.statement} ${date}`
  const seed = JSON.stringify([doc, pay?.url ?? null, pay?.cents]) + logo
  return sheet.save(title, doc.company.name, doc.on, seed)
}

/** Where a statement is paid, and what is asked there. */
type Pay = { url: string; cents: number }

/** Who it is for and over which days at the left; what is due at the right. */
function drawAddressing(sheet: Sheet, words: StatementWords, doc: StatementDocument, pay: Pay | null): void {
  const { formats, left, right, y: top } = sheet
  const cardWidth = 212
  const width = right - left - cardWidth - 28
  const partyEnd = drawParty(sheet, words.for, doc.customer, left, top, width)
  const facts: [string, string][] = [
    [words.customerCode, doc.customerCode],
    [words.terms, doc.terms],
    [words.since, doc.kind === 'unpaid' ? '' : formats.date(doc.from)],
  ]
  const factsEnd = drawFacts(sheet, facts, left, partyEnd + 12, width)
  const card = cardOf(sheet, words, doc, pay)
  const cardEnd = drawAmountCard(sheet, card, right - cardWidth, top - 2, cardWidth)
  sheet.y = Math.max(factsEnd, cardEnd) + 16
}

function cardOf(
  { formats }: Sheet,
  words: StatementWords,
  { aging: { netCents, pastDueCents } }: StatementDocument,
  pay: Pay | null,
): AmountCard {
  // What is asked now may be another sum than what was owed on the day: the button names it.
  const button =
    pay === null
      ? null
      : { label: words.pay(formats.money(pay.cents)), caption: words.payAddress, url: printableUrl(pay.url) }
  if (netCents <= 0) {
    const label = netCents < 0 ? words.inYourFavor : words.amountDue
    return {
      label,
      amount: formats.money(Math.abs(netCents)),
      detail: pay === null ? words.settled : '',
      tone: 'accent',
      button,
    }
  }
  return {
    label: words.amountDue,
    amount: formats.money(netCents),
    detail: pastDueCents > 0 ? words.pastDue(formats.money(pastDueCents)) : words.nothingPastDue,
    tone: 'accent',
    button,
  }
}
