import { html } from 'hono/html'
import type { MethodKind } from '../gateway.ts'
import { type FieldsConfig, fieldsClient } from './fields-client.ts'
import { pageResponse } from './page.ts'
import { testBankAccounts, testCards, testRoutingNumber } from './test-cards.ts'
import { type Language, wordsFor } from './words.ts'

export type FieldsPage = {
  language: Language
  method: MethodKind
  parentOrigin: string
  publishableKey: string
  now: number
}

/** The page in the payment page's frame: the only place where a card or bank number is typed. */
export function fieldsPage({
  language,
  method,
  parentOrigin,
  publishableKey,
  now,
}: FieldsPage): Promise<Response> {
  const words = wordsFor(language)
  const today = new Date(now)
  const month = today.getUTCFullYear() * 100 + today.getUTCMonth() + 1
  const config: FieldsConfig = { parentOrigin, publishableKey, method, month, words }
  const title = method === 'card' ? words.card : words.bank
  return pageResponse({
    language,
    title,
    frameAncestors: [parentOrigin],
    frame: { attributes: html`data-config="${JSON.stringify(config)}"` },
    body: html`<main><form id="fields" novalidate>
<div class="head"><h1>${title}</h1><span class="badge" role="note">${words.test}</span></div>
${method === 'card' ? cardInputs(words) : bankInputs(words)}
<p class="message" id="message" role="alert"></p></form>
<noscript><p class="message">${words.needsScripts}</p></noscript>
${method === 'card' ? testCardTable(language) : testAccountTable(language)}</main>
<script src="/fields.js"></script>`,
  })
}

/** The script of the fields page: {@link fieldsClient}'s own source, started with the page's configuration. */
export function fieldsScript(): string {
  return `'use strict';(${fieldsClient.toString()})(JSON.parse(document.body.dataset.config))`
}

type Words = ReturnType<typeof wordsFor>

function cardInputs(words: Words) {
  return html`${input('number', 'cc-number', words.number, words.number, html`<span class="brand" id="brand" aria-hidden="true"></span>`)}
<div class="two">${input('expiry', 'cc-exp', words.expiry, words.expiryHint)}${input('cvc', 'cc-csc', words.cvc, words.cvcHint)}</div>`
}

function bankInputs(words: Words) {
  return html`${input('routing', 'off', words.routing, words.routing)}${input('account', 'off', words.account, words.account)}`
}

function input(
  id: string,
  autocomplete: string,
  label: string,
  hint: string,
  after: ReturnType<typeof html> | '' = '',
) {
  return html`<label class="field"><span class="hidden">${label}</span><input id="${id}" inputmode="numeric" autocomplete="${autocomplete}"
 placeholder="${hint}" aria-describedby="message" spellcheck="false">${after}</label>`
}

function testCardTable(language: Language) {
  const words = wordsFor(language)
  const rows = testCards.map(
    card => html`<tr><td><button type="button" data-number="${card.number}">${spaced(card.number)}</button></td>
<td>${card.words[language]}</td></tr>`,
  )
  return html`<details><summary>${words.testCards}</summary><p>${words.testUse}</p><table>${rows}</table></details>`
}

function testAccountTable(language: Language) {
  const words = wordsFor(language)
  const rows = testBankAccounts.map(
    account => html`<tr><td><button type="button" data-number="${account.number}" data-routing="${testRoutingNumber}">${account.number}</button></td>
<td>${account.words[language]}</td></tr>`,
  )
  return html`<details><summary>${words.testAccounts}</summary><p>${words.testUseBank}</p><table>${rows}</table></details>`
}

/** A card number in its usual groups. */
export function spaced(number: string): string {
  const groups = number.length === 15 ? /(\d{4})(\d{6})(\d{5})/ : /(\d{4})(\d{4})(\d{4})(\d{4})/
  return groups.exec(number)?.slice(1).join(' ') ?? number
}
