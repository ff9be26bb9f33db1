import { html } from 'hono/html'
import { daysBetween } from '../../shared/lib/dates.ts'
import { type Ask, type AskedInvoice, isOrder } from '../links/ask.ts'
import { pickText } from '../links/choose.ts'
import type { LinkPage } from '../links/page-state.ts'
import type { Change } from '../links/seen-amounts.ts'
import type { PageSetting } from './page-setting.ts'
import type { Html } from './page-shell.ts'
import type { ShownChoice } from './shown-choice.ts'

/** A link as it is to be paid, with what the payer chose of it. */
export interface Summary {
  ask: Ask
  held: LinkPage['held']
  choice: ShownChoice
  setting: PageSetting
  /** The page's own address, `/pay/COMPANY/SLUG`. */
  path: string
}

/** Amount and deadline of a link; like the invoices below it, it follows the ledger while the page is open. */
export function payAmount({ ask, choice, setting }: Summary): Html {
  const { words, formats, today } = setting
  const until = ask.link.activeUntilAt
  const isPart = choice.wrong === null && choice.amountCents < ask.dueCents
  const firstDue = ask.invoices.find(each => each.dueCents > 0)?.row.dueOn ?? ''
  const facts = [
    words.forCustomer(ask.customer.name),
    ...(firstDue > today ? [words.dueLater(formats.date(firstDue, today))] : []),
    ...(until === null ? [] : [words.activeUntil(formats.moment(until))]),
  ]
  return html`<p class="due" id="asked">${words.toPayNow}</p>
<p class="amt" aria-describedby="asked" data-cents="${choice.amountCents}">${choice.wrong === null ? formats.money(choice.amountCents) : '—'}</p>
<p class="note"><span id="part-of">${isPart ? `${words.ofOpen(formats.money(ask.dueCents))} · ` : ''}</span>${facts.join(' · ')}</p>`
}

/** What is open on each invoice of a link, with a box at each that may be picked. */
export function payInvoices(summary: Summary): Html {
  const { ask, choice, setting } = summary
  const list = html`<ul class="box">${ask.invoices.map(invoice => invoiceRow(invoice, summary))}</ul>`
  return choice.mayPick
    ? html`<fieldset class="picks"><legend>${setting.words.pickInvoices}</legend>${list}</fieldset>`
    : list
}

function invoiceRow(invoice: AskedInvoice, { setting, path, held, choice }: Summary): Html {
  const { row, dueCents, creditCents, isUpdated } = invoice
  const { words, formats } = setting
  const lateDays = dueCents > 0 && !isOrder(row) ? daysBetween(row.dueOn, setting.today) : 0
  const pdf = `${path}/invoice/${row.id}.pdf?lang=${setting.language}`
  const openCents = dueCents + creditCents
  const isPartly = openCents > 0 && openCents < row.totalCents
  const { creditedCents, discountCents } = invoice.off
  const paidCents = row.totalCents - openCents - creditedCents - discountCents
  const text = (cents: number) => (cents > 0 ? formats.money(cents) : null)
  const settled = creditCents > 0 ? words.covered : words.paid
  const amount = row.status === 'void' ? words.withdrawn : dueCents === 0 ? settled : formats.money(dueCents)
  const wait = held.get(row.id)
  const hasBox = choice.mayPick && dueCents > 0 && wait === undefined
  const isPicked = choice.picked.has(row.id)
  const isAhead = isOrder(row)
  const name = isAhead ? words.orderAhead(row.number) : words.invoice(row.number)
  const box = html`<label class="pick" for="pick-${row.number}"><input type="checkbox" form="pay" name="pick" id="pick-${row.number}" value="${pickText(invoice)}"${isPicked ? html` checked` : ''}>${name}</label>`
  return html`<li class="row"><span>${hasBox ? box : name}<small>${isAhead ? '' : `${words.due(formats.date(row.dueOn, setting.today))} · `}<a href="${pdf}" target="_blank" rel="noopener" aria-label="${isAhead ? words.viewOrderPdfOf(row.number) : words.viewPdfOf(row.number)}">${words.viewPdf}</a></small>${lateDays > 0 ? html`<small class="late">${words.pastDue(lateDays)}</small>` : ''}${
    wait === undefined ? '' : html`<small>${wait === 'busy' ? words.isBusy : words.isProcessing}</small>`
  }${isPartly ? html`<small>${words.soFar(formats.money(row.totalCents), { paid: text(paidCents), credits: text(creditedCents), discount: text(discountCents) }, formats.money(openCents))}</small>` : ''}${creditCents > 0 ? html`<small>${words.creditOn(formats.money(creditCents))}</small>` : ''}${isUpdated ? html`<small>${words.updated}</small>` : ''}</span>
<span>${amount}</span></li>`
}

/** What changed while a page was open, sentence by sentence. */
export function changeSentences(
  changes: readonly Change[],
  ask: Ask,
  setting: PageSetting,
  choice: Pick<ShownChoice, 'mayPick' | 'amountCents'> | null = null,
): string[] {
  const { words, formats } = setting
  const sentences = changes.slice(0, 5).map(change => sentenceOf(change, words, formats))
  if (choice !== null && (choice.mayPick || choice.amountCents !== ask.dueCents)) {
    return [...sentences, words.changed(null, formats.money(choice.amountCents))]
  }
  return [...sentences, words.changed(beforeText(changes, ask, formats), formats.money(ask.dueCents))]
}

function sentenceOf(change: Change, words: PageSetting['words'], formats: PageSetting['formats']): string {
  if (change.kind === 'withdrawn') return words.invoiceWithdrawn(change.number)
  if (change.kind === 'updated') return words.invoiceUpdated(change.number)
  if (change.kind === 'issued') return words.orderInvoiced(change.number)
  const say = change.kind === 'settled' ? words.settled : words.reopened
  return say(change.number, formats.money(change.amountCents))
}

/** What the total was before, where amounts alone tell it. */
function beforeText(changes: readonly Change[], ask: Ask, formats: PageSetting['formats']): string | null {
  let beforeCents = ask.dueCents
  for (const change of changes) {
    if (change.kind === 'settled') beforeCents += change.amountCents
    else if (change.kind === 'reopened') beforeCents -= change.amountCents
    else return null
  }
  return beforeCents === ask.dueCents ? null : formats.money(beforeCents)
}
