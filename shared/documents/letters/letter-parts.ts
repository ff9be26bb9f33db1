import type { AgingStrip } from '../../domain/collections/aging-strip.ts'
import type { Language } from '../../domain/company/company-row.ts'
import { sumCents } from '../../domain/money.ts'
import type { Formats, Letter } from './letter.ts'
import { mailWords } from './mail-words.ts'

/** What a letter says of an invoice. */
export interface LetterInvoice {
  number: string
  issuedOn: string
  dueOn: string
  poNumber: string
  totalCents: number
  openCents: number
}

/** The letterhead and the foot of a company's letters. */
export function letterSender(company: {
  name: string
  addressLines: readonly string[]
  phone: string
  email: string
}): Letter['company'] {
  const { name, addressLines: lines, phone, email } = company
  return { name, lines, phone, email }
}

/** One invoice's facts, the last of them what is to pay. */
export function invoiceFacts(
  invoice: LetterInvoice,
  dueCents: number,
  language: Language,
  formats: Formats,
): Letter['facts'] {
  const words = mailWords(language)
  return [
    { name: words.invoice, value: invoice.number },
    { name: words.date, value: formats.date(invoice.issuedOn) },
    { name: words.due, value: formats.date(invoice.dueOn) },
    ...(invoice.poNumber === '' ? [] : [{ name: words.poNumber, value: invoice.poNumber }]),
    { name: words.total, value: formats.money(invoice.totalCents) },
    { name: words.toPay, value: formats.money(dueCents) },
  ]
}

/** A pending order's facts; what is to pay in advance stands where it is asked for, or where something was paid. */
export function orderFacts(
  order: { number: string; orderedOn: string; shipOn: string; poNumber: string; totalCents: number },
  { paidCents, askedCents, isAsked }: { paidCents: number; askedCents: number; isAsked: boolean },
  language: Language,
  formats: Formats,
): Letter['facts'] {
  const words = mailWords(language)
  return [
    { name: words.order, value: order.number },
    { name: words.date, value: formats.date(order.orderedOn) },
    { name: words.shipOn, value: formats.date(order.shipOn) },
    ...(order.poNumber === '' ? [] : [{ name: words.poNumber, value: order.poNumber }]),
    { name: words.total, value: formats.money(order.totalCents) },
    ...(paidCents > 0 ? [{ name: words.paidAhead, value: formats.money(-paidCents) }] : []),
    ...(isAsked || paidCents > 0 ? [{ name: words.toPayAhead, value: formats.money(askedCents) }] : []),
  ]
}

/** Invoices as a table: number, date and PO, due date, total and what is open, with the totals of more than one. */
export function invoiceTable(
  invoices: readonly LetterInvoice[],
  language: Language,
  formats: Formats,
): NonNullable<Letter['table']> {
  const words = mailWords(language)
  const totals = [
    formats.money(sumCents(invoices.map(invoice => invoice.totalCents))),
    formats.money(sumCents(invoices.map(invoice => invoice.openCents))),
  ]
  return {
    heads: [words.invoice, words.due, words.total, words.open],
    rows: invoices.map(invoice => [
      invoice.number,
      formats.date(invoice.dueOn),
      formats.money(invoice.totalCents),
      formats.money(invoice.openCents),
    ]),
    notes: invoices.map(({ issuedOn, poNumber }) =>
      [words.issued(formats.date(issuedOn)), poLabel(poNumber, words.poNumber)]
        .filter(text => text !== '')
        .join(' · '),
    ),
    totals: invoices.length > 1 ? [words.total, '', ...totals] : null,
  }
}

/** `PO 88121`, but never `PO PO-88121`. */
function poLabel(poNumber: string, label: string): string {
  return poNumber === '' || /^p\.?o\b/i.test(poNumber) ? poNumber : `${label} ${poNumber}`
}

/**
 * What a statement's letter says. `message` empty: Florin's own words. `link` is what its link asks for, null without one: the
 * open credits it takes off, and what is left to pay.
 */
export function statementParts(
  {
    on,
    aging,
  }: { on: string; aging: Pick<AgingStrip, 'netCents' | 'openCents' | 'openCreditsCents' | 'pastDueCents'> },
  message: string,
  link: { dueCents: number; creditCents: number } | null,
  language: Language,
  formats: Formats,
): Pick<Letter, 'paragraphs' | 'facts'> {
  const words = mailWords(language)
  const { netCents, openCents, openCreditsCents, pastDueCents } = aging
  const credit = netCents < 0 && link === null ? words.inYourFavor(formats.money(-netCents)) : ''
  const state = netCents === 0 && link === null ? words.nothingDue : credit
  const netted =
    link !== null && link.creditCents > 0 ? words.creditTaken(formats.money(link.creditCents)) : ''
  const askedCents = link?.dueCents ?? netCents
  return {
    paragraphs: [message || words.statementIntro(formats.date(on)), state, netted].filter(
      text => text !== '',
    ),
    facts: [
      { name: words.open, value: formats.money(openCents) },
      ...(pastDueCents > 0 ? [{ name: words.pastDue, value: formats.money(pastDueCents) }] : []),
      ...(openCreditsCents > 0 ? [{ name: words.openCredits, value: formats.money(-openCreditsCents) }] : []),
      ...(askedCents === netCents
        ? []
        : [{ name: words.owedOn(formats.date(on)), value: formats.money(netCents) }]),
      askedCents < 0
        ? { name: words.credit, value: formats.money(-netCents) }
        : { name: words.toPay, value: formats.money(askedCents) },
    ],
  }
}
