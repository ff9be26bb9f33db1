import type { DocumentFonts } from './document-fonts.ts'
import { drawAmountCard } from './page/amount-card.ts'
import { drawFeet, drawHead, type Letterhead } from './page/letterhead.ts'
import { drawFacts, drawParty } from './page/party-blocks.ts'
import { baseline, openSheet, type Sheet } from './page/sheet.ts'
import { drawSumBlock } from './page/sum-block.ts'
import { color, style } from './page/theme.ts'
import type { ReceiptApplication, ReceiptDocument } from './receipt-document.ts'

/**
 * Renders the receipt of one payment as a PDF, the same bytes for the same data. Rejects when a font that the text
 * needs can't be loaded.
 */
export async function renderReceipt(
  doc: ReceiptDocument,
  options: { fonts: DocumentFonts; logo?: string },
): Promise<Uint8Array> {
  const { logo = '' } = options
  const sheet = await openSheet(doc, options.fonts, doc, { logo })
  const { words, formats } = sheet
  const letterhead: Letterhead = {
    company: doc.company,
    title: words.receipt,
    number: doc.controlNumber,
    detail: '',
    stamp: doc.status === 'void' ? { word: words.receiptVoid, isVoid: true } : null,
  }
  sheet.onPage = () => drawHead(sheet, letterhead)
  sheet.addPage()
  drawSender(sheet, doc)
  drawApplications(sheet, doc.applications)
  const appliedCents = doc.applications.reduce((total, { appliedCents }) => total + appliedCents, 0)
  drawSumBlock(
    sheet,
    [
      { label: words.applied, amount: formats.amount(appliedCents), kind: 'plain' },
      { label: words.unapplied, amount: formats.amount(doc.unappliedCents), kind: 'plain' },
      { label: words.received, amount: formats.money(doc.amountCents), kind: 'grand' },
    ],
    [doc.note, doc.status === 'received' && doc.unappliedCents > 0 ? words.unappliedNote : '']
      .filter(text => text.trim() !== '')
      .join('\n'),
    doc.footer,
  )
  drawFeet(sheet, letterhead)
  const title = `${words.receipt} ${doc.controlNumber}`
  const seed = JSON.stringify(doc) + logo
  return sheet.save(title, doc.company.name, doc.receivedOn, seed)
}

/** Who paid and how at the left; how much at the right. */
function drawSender(sheet: Sheet, doc: ReceiptDocument): void {
  const { words, formats, left, right, y: top } = sheet
  const cardWidth = 212
  const width = right - left - cardWidth - 28
  const partyEnd = drawParty(sheet, words.receivedFrom, doc.customer, left, top, width)
  const facts: [string, string][] = [
    [words.receivedOn, formats.date(doc.receivedOn)],
    [words.method, doc.method],
    [words.reference, doc.reference],
  ]
  const factsEnd = drawFacts(sheet, facts, left, partyEnd + 12, width)
  const isVoid = doc.status === 'void'
  const cardEnd = drawAmountCard(
    sheet,
    {
      label: isVoid ? words.voidedReceipt : words.received,
      amount: formats.money(doc.amountCents),
      detail: isVoid ? '' : words.thanks,
      tone: isVoid ? 'voided' : 'accent',
      button: null,
    },
    right - cardWidth,
    top - 2,
    cardWidth,
  )
  sheet.y = Math.max(factsEnd, cardEnd) + 16
}

function drawApplications(sheet: Sheet, applications: ReceiptApplication[]): void {
  if (applications.length === 0) return
  sheet.ensure(HEAD_HEIGHT + ROW_HEIGHT)
  drawTableHead(sheet)
  for (const { invoiceNumber, issuedOn, appliedCents } of applications) {
    if (sheet.y + ROW_HEIGHT > sheet.bottom) {
      sheet.addPage()
      drawTableHead(sheet)
    }
    drawRow(sheet, baseline(sheet.y + 4, style.body), style.body, [
      invoiceNumber,
      sheet.formats.date(issuedOn),
      sheet.formats.amount(appliedCents),
    ])
    sheet.y += ROW_HEIGHT
    sheet.page.rule(sheet.left, sheet.y, sheet.right - sheet.left, color.hairline)
  }
  sheet.y += 4
}

const HEAD_HEIGHT = 17
const ROW_HEIGHT = 20

function drawTableHead(sheet: Sheet): void {
  const { words } = sheet
  drawRow(sheet, baseline(sheet.y + 3, style.label), style.label, [
    words.appliedTo,
    words.issuedOn,
    words.amount,
  ])
  sheet.y += HEAD_HEIGHT
  sheet.page.rule(sheet.left, sheet.y, sheet.right - sheet.left, color.ink, 0.8)
}

function drawRow(
  sheet: Sheet,
  at: number,
  textStyle: (typeof style)['body' | 'label'],
  [invoice, issuedOn, amount]: [string, string, string],
): void {
  const width = sheet.right - sheet.left
  sheet.write(invoice, sheet.left + 8, at, textStyle, 'left', width * 0.4 - 12)
  sheet.write(issuedOn, sheet.left + width * 0.4, at, textStyle, 'left', width * 0.3)
  sheet.write(amount, sheet.right - 8, at, textStyle, 'right', width * 0.28)
}
