import { html } from 'hono/html'
import type { GatewayCapabilities, MethodKind } from '../gateways/gateway.ts'
import type { Ask } from '../links/ask.ts'
import { seenAmounts } from '../links/seen-amounts.ts'
import { type ChoiceConfig, choiceClient } from './choice-client.ts'
import { forgetForm, type KeptChoice, keptFields, rememberField } from './kept-choice.ts'
import { type LiveConfig, liveClient } from './live-client.ts'
import type { PageSetting } from './page-setting.ts'
import { type Html, type PageScript, pageResponse } from './page-shell.ts'
import { type PayConfig, payClient } from './pay-client.ts'
import { payAmount, payInvoices, type Summary } from './pay-summary.ts'
import { type QuestionForm, questionForm } from './question-form.ts'
import { readAmount } from './read-amount.ts'
import { wrongText } from './shown-choice.ts'

/** A message above the invoices. */
export interface Notice {
  tone: 'good' | 'warn' | 'bad'
  sentences: readonly string[]
  /** Where the payer can go on. */
  link?: { href: string; text: string }
}

export interface PayPage extends Summary {
  publicOrigin: string
  nonce: string
  /** Marks the state for the live channel. */
  stateKey: string
  /** Marks the amounts for the live channel. */
  mark: string
  notices: readonly Notice[]
  /** Where a card is typed, or why none is asked for: the gateway does not answer, or the account takes no payments. */
  gateway: GatewayCapabilities | 'down' | 'closed'
  receiptTo: string
  kept: KeptChoice
  /** Staff types what a customer reads out: nothing is kept, and a note says so. */
  byPhone: boolean
  question: QuestionForm | null
  status?: 200 | 409 | 422
}

const REFRESH_NONCE_MS = 15 * 60_000

/** The page on which a payer pays: exactly the amount shown, or nothing. */
export function payPage(page: PayPage): Response {
  const { ask, setting } = page
  const { words } = setting
  return pageResponse({
    ...setting,
    company: ask.company.name,
    title: words.payTitle(ask.company.name),
    script: scripts(page),
    ...(page.status === undefined ? {} : { status: page.status }),
    ...(page.gateway === 'down' ? { refreshAfterS: 15 } : {}),
    body: html`<h1 class="sr">${words.payTitle(ask.company.name)}</h1>
<div id="amount">${payAmount(page)}</div>
<p class="sr" id="spoken" aria-live="polite"></p>
<div id="notice">${page.notices.map(noticeBox)}</div>
<div id="invoices">${payInvoices(page)}</div>
${typeof page.gateway === 'string' ? noticeBox({ tone: 'warn', sentences: [whyNot(page.gateway, page)] }) : payForm(page, page.gateway)}
<div class="foot">${typeof page.gateway === 'string' ? '' : html`<p>${words.foot(ask.company.name)}</p>`}</div>
${typeof page.gateway === 'string' ? '' : forgetForm(page.kept, page.path, setting)}
${page.question === null ? '' : questionForm(page.question, setting)}`,
  })
}

/** A message box; bad news interrupts a screen reader, the rest waits. */
export function noticeBox({ tone, sentences, link }: Notice): Html {
  const kind = tone === 'good' ? '' : ` ${tone}`
  return html`<div class="msg${kind}" role="${tone === 'bad' ? 'alert' : 'status'}"><div><p>${sentences.join(' ')}</p>${
    link === undefined ? '' : html`<p><a href="${link.href}">${link.text}</a></p>`
  }</div></div>`
}

function whyNot(reason: 'down' | 'closed', { ask, setting: { words } }: PayPage): string {
  return reason === 'down' ? words.gatewayDownBefore : words.takesNoPayments(ask.company.name)
}

function payForm(page: PayPage, gateway: GatewayCapabilities): Html {
  const { ask, setting, path, choice } = page
  const { words, formats } = setting
  const amount = formats.money(choice.amountCents)
  const isWrong = choice.wrong !== null
  const isChoice = choice.mayPick || choice.leastCents !== null
  // On the way to the gateway's own page nothing runs here: what pages without scripts have is for everyone.
  const isElsewhere = gateway.fields.kind === 'elsewhere'
  const plain = isElsewhere ? '' : 'no-js '
  return html`<form method="post" id="pay" action="${path}?lang=${setting.language}">
<input type="hidden" name="version" value="${ask.version}"><input type="hidden" name="seen" value="${seenAmounts(ask.invoices)}">
<input type="hidden" name="nonce" value="${page.nonce}"><input type="hidden" name="methodToken" value="">
<input type="hidden" name="shown" value="${isWrong ? '' : choice.amountCents}" data-open="${choice.openCents}">${choice.mayPick ? html`<input type="hidden" name="choosing" value="1">` : ''}
<div class="trap" aria-hidden="true"><label>${words.leaveEmpty}<input name="website" tabindex="-1" autocomplete="off"></label></div>
${choice.leastCents === null ? '' : amountField(choice, choice.leastCents, setting)}
${isChoice ? html`<button class="${plain}light" name="act" value="update">${words.updateTotal}</button>` : ''}
${isElsewhere ? '' : html`${keptFields(page.kept, gateway, setting)}<div id="typing">${fieldsPlace(gateway, setting)}<div class="js-only">${page.byPhone ? '' : rememberField(gateway, ask, setting, page.kept.remembers)}</div></div>`}
<label for="receipt">${words.receiptTo}</label>
<input type="email" id="receipt" name="receiptTo" value="${page.receiptTo}" autocomplete="email" maxlength="254">
${isElsewhere ? '' : mandateNote(page, gateway)}<p class="err" id="error" role="alert"></p>
${ask.link.openedAt === null ? html`<label class="${plain}tick"><input type="checkbox" name="person" value="yes">${words.tick}</label>` : ''}
${isElsewhere ? '' : html`<button id="press" class="js-only">${isWrong ? notPayable(choice, setting) : words.pay(amount)}</button>`}
<button class="${plain}"${isWrong ? html` disabled` : ''}>${isWrong ? notPayable(choice, setting) : words.payAtProvider(amount)}</button></form>`
}

/** What stands on a Pay button that can charge nothing: never an amount. */
function notPayable({ wrong }: Summary['choice'], { words }: PageSetting): string {
  return wrong === 'nothing-picked' ? words.nothingPicked : words.checkAmount
}

/** What who pays from a bank account agrees to; Stripe's own fields say it themselves for an account that is typed there. */
function mandateNote({ ask, setting, kept }: PayPage, { fields, methods }: GatewayCapabilities): Html | '' {
  const isSaid = fields.kind === 'frame' && methods.includes('ach')
  if (!isSaid && !kept.methods.some(each => each.kind === 'ach')) return ''
  return html`<p class="note" id="mandate" hidden>${setting.words.mandate(ask.company.name)}</p>`
}

function fieldsPlace({ fields, methods }: GatewayCapabilities, setting: PageSetting): Html | '' {
  if (fields.kind === 'elsewhere') return ''
  const { words } = setting
  return fields.kind === 'frame'
    ? html`<div class="js-only">${ways(methods, setting)}<iframe id="fields" title="${words.fieldsTitle}"></iframe></div>`
    : html`<div class="js-only" id="element" role="group" aria-label="${words.fieldsTitle}"></div>`
}

function amountField(choice: Summary['choice'], leastCents: number, setting: PageSetting): Html {
  const { words, formats } = setting
  const { openCents, wrong } = choice
  const text =
    wrong === 'nothing-picked'
      ? words.nothingPicked
      : words.amountToPay(formats.money(Math.min(leastCents, openCents)), formats.money(openCents))
  const isWrong = wrong !== null && wrong !== 'nothing-picked'
  return html`<details class="part"${choice.typed === '' ? '' : html` open`}><summary>${words.partly}</summary>
<label for="part">${text}</label>
<input id="part" name="amount" inputmode="decimal" autocomplete="off" maxlength="30" value="${choice.typed}" aria-describedby="part-wrong"${isWrong ? html` aria-invalid="true"` : ''}>
<p class="err" id="part-wrong" aria-live="polite">${isWrong ? wrongText(choice, setting) : ''}</p></details>`
}

function ways(methods: readonly MethodKind[], { words }: PageSetting): Html | '' {
  if (methods.length < 2) return ''
  const way = (kind: MethodKind, text: string, at: number) =>
    html`<label><input type="radio" name="way" value="${kind}"${at === 0 ? html` checked` : ''}>${text}</label>`
  return html`<fieldset><legend>${words.payBy}</legend><div class="ways">${methods.map((kind, at) =>
    way(kind, kind === 'card' ? words.card : words.bank, at),
  )}</div></fieldset><p class="note" id="bank-note" hidden>${words.bankNote}</p>`
}

const source = (text: string) => new TextEncoder().encode(text)
const LIVE_SOURCE = source(`'use strict';(${liveClient.toString()})(`)
const PAY_SOURCE = source(`;(${payClient.toString()})(`)
const CHOICE_SOURCE = source(`;(${choiceClient.toString()})(`)
const AMOUNT_SOURCE = source(`,${readAmount.toString()})`)

function scripts(page: PayPage): PageScript {
  const { ask, setting, path, publicOrigin, gateway, stateKey, mark } = page
  const live: LiveConfig = {
    state: stateKey,
    version: mark,
    path,
    language: setting.language,
    refreshNonceMs: REFRESH_NONCE_MS,
  }
  const watch = liveScript(live)
  if (typeof gateway === 'string' || gateway.fields.kind === 'elsewhere') return watch
  const pay: PayConfig = {
    fields: clientFields(gateway, gateway.fields, ask, setting, publicOrigin),
    begunPath: ask.link.openedAt === null ? `${path}/begun` : null,
    payingText: setting.words.paying,
    notReachedText: setting.words.gatewayDown,
  }
  return [...watch, ...choiceScript(page), PAY_SOURCE, `${inScript(pay)})`]
}

function choiceScript({ choice, setting: { words, formats } }: PayPage): PageScript {
  if (!choice.mayPick && choice.leastCents === null) return []
  const config: ChoiceConfig = {
    written: formats.written,
    decimal: formats.typing.decimal,
    leastCents: choice.leastCents,
    pay: words.pay('{}'),
    checkAmount: words.checkAmount,
    ofOpen: words.ofOpen('{}'),
    nothingPicked: words.nothingPicked,
    noAmount: words.noAmount,
    belowMinimum: words.belowMinimum('{}'),
    aboveOpen: words.aboveOpen('{}'),
    toPayNow: words.toPayNow,
    amountToPay: words.amountToPay('{least}', '{open}'),
  }
  return [CHOICE_SOURCE, inScript(config), AMOUNT_SOURCE]
}

function clientFields(
  { methods }: GatewayCapabilities,
  fields: Exclude<GatewayCapabilities['fields'], { kind: 'elsewhere' }>,
  ask: Ask,
  { language }: PageSetting,
  publicOrigin: string,
): PayConfig['fields'] {
  if (fields.kind === 'payment-element') {
    const { kind, script, publishableKey, connectedAccount } = fields
    const types = methods.map(method => (method === 'ach' ? 'us_bank_account' : 'card'))
    const currency = ask.link.currency.toLowerCase()
    return { kind, script, publishableKey, connectedAccount, types, currency, language }
  }
  const frame = (method: MethodKind) =>
    `${fields.url}&lang=${language}&method=${method}&parent=${encodeURIComponent(publicOrigin)}`
  const frames = Object.fromEntries(methods.map(method => [method, frame(method)]))
  return { kind: 'frame', origin: fields.origin, frames }
}

/** The script that keeps a page true while it is open. */
export function liveScript(config: LiveConfig): PageScript {
  return [LIVE_SOURCE, `${inScript(config)})`]
}

/** JSON that can stand inside a script element. */
function inScript(value: object): string {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}
