import { html } from 'hono/html'
import { type Ask, orderOf } from '../links/ask.ts'
import { landingClient } from './landing-client.ts'
import type { PageSetting } from './page-setting.ts'
import { pageResponse } from './page-shell.ts'

const script = [new TextEncoder().encode(`'use strict';(${landingClient.toString()})()`)]
const SHOWN_NUMBERS = 6

/** The first page behind a link: who asks for how much, and the button that a person presses. Showing it changes nothing. */
export function landingPage(ask: Ask, setting: PageSetting, nonce: string): Response {
  const { words, formats } = setting
  return pageResponse({
    ...setting,
    company: ask.company.name,
    title: words.landingTitle(ask.company.name),
    script,
    body: html`<p class="due">${words.asksYou(ask.company.name)}</p>
<p class="amt">${formats.money(ask.dueCents)}</p>
<p class="note">${words.forCustomer(ask.customer.name)} · ${whatFor(ask, setting)}</p>
<form method="post"><input type="hidden" name="nonce" value="${nonce}">
<input type="hidden" name="gesture" id="gesture" value="">
<div class="trap" aria-hidden="true"><label>${words.leaveEmpty}<input name="website" tabindex="-1" autocomplete="off"></label></div>
<label class="tick no-js"><input type="checkbox" name="person" value="yes">${words.tick}</label>
<button>${words.viewAndPay}</button></form>
<p class="foot">${ask.link.openedAt === null ? words.startsClock(ask.company.linkHours) : ''}</p>`,
  })
}

/** What is asked for: an order that is to be paid ahead, or invoices. */
function whatFor(ask: Ask, setting: PageSetting): string {
  const order = orderOf(ask)
  return order === null
    ? setting.words.invoices(...numbersOf(ask, setting))
    : setting.words.orderAhead(order.number)
}

function numbersOf(ask: Ask, { words, formats }: PageSetting): [count: number, numbers: string] {
  const due = ask.invoices.filter(each => each.dueCents > 0).map(each => each.row.number)
  const shown = due.length > SHOWN_NUMBERS ? due.slice(0, SHOWN_NUMBERS - 1) : due
  const rest = due.length - shown.length
  const text = rest > 0 ? `${shown.join(', ')} ${words.andMore(rest)}` : formats.list(shown)
  return [due.length, text]
}
