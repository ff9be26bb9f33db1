import { html } from 'hono/html'
import type { Ask, AskedInvoice } from '../links/ask.ts'
import type { Change } from '../links/seen-amounts.ts'
import type { PageSetting } from './page-setting.ts'
import type { Html } from './page-shell.ts'

/** Amount and deadline of a link; like the invoices below it, it follows the ledger while the page is open. */
export function payAmount(ask: Ask, setting: PageSetting): Html {
  const { words, formats } = setting
  const until = ask.link.activeUntilAt
  return html`<p class="due" id="asked">${words.toPayNow}</p>
<p class="amt" aria-describedby="asked" data-cents="${ask.dueCents}">${formats.money(ask.dueCents)}</p>
<p class="note">${words.forCustomer(ask.customer.name)}${until === null ? '' : ` · ${words.activeUntil(formats.moment(until))}`}</p>`
}

/** What is open on each invoice of a link. */
export function payInvoices(ask: Ask, setting: PageSetting, path: string): Html {
  return html`<ul class="box">${ask.invoices.map(invoice => invoiceRow(invoice, setting, path))}</ul>`
}

function invoiceRow({ row, dueCents, isUpdated }: AskedInvoice, setting: PageSetting, path: string): Html {
  const { words, formats } = setting
  const pdf = `${path}/invoice/${row.id}.pdf?lang=${setting.language}`
  const isPartly = dueCents > 0 && dueCents < row.totalCents
  const amount =
    row.status === 'void' ? words.withdrawn : dueCents === 0 ? words.paid : formats.money(dueCents)
  return html`<li class="row"><span>${words.invoice(row.number)}<small>${words.due(formats.date(row.dueOn, setting.today))} ·
<a href="${pdf}" target="_blank" rel="noopener" aria-label="${words.viewPdfOf(row.number)}">${words.viewPdf}</a></small>${isUpdated ? html`<small>${words.updated}</small>` : ''}</span>
<span>${isPartly ? html`<s><span class="sr">${words.original} </span>${formats.money(row.totalCents)}</s>` : ''}${amount}</span></li>`
}

/** What changed while a page was open, sentence by sentence. */
export function changeSentences(changes: readonly Change[], ask: Ask, setting: PageSetting): string[] {
  const { words, formats } = setting
  const sentences = changes.slice(0, 5).map(change => sentenceOf(change, words, formats))
  return [...sentences, words.changed(beforeText(changes, ask, formats), formats.money(ask.dueCents))]
}

function sentenceOf(change: Change, words: PageSetting['words'], formats: PageSetting['formats']): string {
  if (change.kind === 'withdrawn') return words.invoiceWithdrawn(change.number)
  if (change.kind === 'updated') return words.invoiceUpdated(change.number)
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
