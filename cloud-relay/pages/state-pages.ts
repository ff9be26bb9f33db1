import { html } from 'hono/html'
import type { Language } from '../../shared/domain/company/company-row.ts'
import type { InvoiceRow } from '../../shared/domain/invoice/invoice-row.ts'
import type { ApplicationRow, PaymentRow } from '../../shared/domain/payment/payment-row.ts'
import { type Ask, orderOf } from '../links/ask.ts'
import type { PageState } from '../links/page-state.ts'
import type { PageSetting } from './page-setting.ts'
import { type Html, type PageScript, pageResponse } from './page-shell.ts'
import { pageWords } from './page-words.ts'
import { liveScript } from './pay-page.ts'
import { type QuestionForm, questionForm } from './question-form.ts'

/** Where a page stands, for the ways on from it. */
export interface StatePage {
  ask: Ask
  setting: PageSetting
  path: string
  /** Marks the state for the live channel; empty for a page that has none. */
  stateKey: string
  /** For the form that asks for a new link. */
  renewNonce: string
  /** Where the payer of a bank debit proves that the account is theirs; null where nothing waits for that. */
  verifyUrl?: string | null
  /** The form for a question at the page's foot. */
  question: QuestionForm | null
}

/** A payment with what it paid. */
export interface PaidPayment {
  payment: PaymentRow
  applications: readonly ApplicationRow[]
  /** Those it was ever applied to. */
  invoices: readonly InvoiceRow[]
  receiptTo: string | null
  /** For the form that sends it to one more address; null for who did not pay. */
  receiptNonce: string | null
}

const REFRESH_S = 5
const REFRESH_NONCE_MS = 15 * 60_000

/** The page after a payment: what was paid, and its control number. */
export function successPage(
  { ask, setting, path, stateKey, question }: StatePage,
  paid: PaidPayment,
): Response {
  const { words, formats } = setting
  const { payment } = paid
  const order = orderOf(ask)
  const paidNow = appliedTo(ask, paid)
  const takenOff = paidNow
    .filter(each => each.amountCents < each.beforeCents)
    .map(({ number, isVoid, amountCents, beforeCents }) => {
      const amount = formats.money(beforeCents - amountCents)
      const what = isVoid ? words.voidedSince(number) : words.takenOffSince(number, amount)
      // What a bank took back or the company returned is told above: it need never have been credit.
      return payment.returnedCents > 0 ? what : `${what} ${words.becameCredit(amount)}`
    })
  const fact = (name: string, value: string) => html`<div class="row"><dt>${name}</dt><dd>${value}</dd></div>`
  const sum = (name: string, cents: number) =>
    html`<div class="row"><dt>${name}</dt><dd class="sum">${formats.money(cents)}</dd></div>`
  return pageResponse({
    ...setting,
    company: ask.company.name,
    title: words.successTitle,
    script: watch(setting, path, stateKey, ask.version),
    body: html`<div class="ok" aria-hidden="true">✓</div><h1>${words.successTitle}</h1>
<p class="amt">${formats.money(payment.totalCents)}</p>
<dl class="box">${fact(words.controlNumber, payment.number)}${fact(words.paidOn, formats.date(payment.receivedOn, ''))}
${fact(words.paidWith, payment.reference)}${fact(words.paidTo, ask.company.name)}</dl>
<dl class="box">${paidNow.filter(each => each.amountCents > 0).map(each => sum(words.invoice(each.number), each.amountCents))}
${payment.unappliedCents > 0 ? sum(payment.heldForOrderId && order ? words.heldFor(order.number) : words.keptAsCredit, payment.unappliedCents) : ''}
${payment.returnedCents > 0 ? sum(words.returned, payment.returnedCents) : ''}</dl>
${takenOff.map(text => html`<p class="note">${text}</p>`)}
${paid.receiptTo === null ? '' : html`<p class="note">${words.receiptGoes(paid.receiptTo)}</p>`}
${paid.receiptNonce === null ? '' : receiptForm(`${path}/receipt`, setting, paid.receiptNonce)}${question === null ? '' : questionForm(question, setting)}`,
  })
}

/** What a payment pays of each invoice, those of the link first and in its order, and the most it ever paid of it. */
function appliedTo(ask: Ask, { applications, invoices }: PaidPayment) {
  const places = new Map(ask.invoices.map((each, at) => [each.row.id, at]))
  const placeOf = ({ id }: InvoiceRow) => places.get(id) ?? places.size
  const inOrder = applications.toSorted(
    (a, b) => a.recordedAt - b.recordedAt || b.amountCents - a.amountCents,
  )
  return invoices
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(({ id, number, status }) => {
      let amountCents = 0
      let beforeCents = 0
      for (const each of inOrder) {
        if (each.invoiceId === id) amountCents += each.amountCents
        beforeCents = Math.max(beforeCents, amountCents)
      }
      return { number, isVoid: status === 'void', amountCents, beforeCents }
    })
}

/** The page of a state in which nothing is to be typed. */
export function plainStatePage(
  state: Exclude<PageState, 'payable' | 'done' | 'gone'>,
  page: StatePage,
): Response {
  const { ask, setting, path } = page
  const { words, formats } = setting
  const company = ask.company.name
  const order = orderOf(ask)
  const [title, text] = {
    confirming: [words.confirmingTitle, words.confirmingText],
    processing: page.verifyUrl
      ? [words.verifyTitle, words.verifyText]
      : [words.processingTitle, words.processingText(company)],
    busy: [words.busyTitle, words.busyText],
    paid: paidWords(ask, setting),
    void: [words.voidTitle, order ? words.orderVoidText(company) : words.voidText(company)],
    expired: [
      words.expiredTitle,
      words.expiredText(formats.moment(ask.link.activeUntilAt ?? ask.link.unopenedUntilAt)),
    ],
    locked: [words.lockedTitle, words.lockedText],
  }[state] as [string, string]
  const waits = state === 'confirming' || state === 'busy' || state === 'processing'
  const shown = waits || state === 'expired' || state === 'locked'
  return pageResponse({
    ...setting,
    company,
    title,
    ...(page.stateKey === '' ? {} : { script: watch(setting, path, page.stateKey, ask.version) }),
    ...(waits ? { refreshAfterS: REFRESH_S } : {}),
    body: html`<div aria-live="polite"><h1>${title}</h1><p class="text">${text}</p></div>
${shown ? html`<p class="due">${words.forCustomer(ask.customer.name)}</p><p class="amt">${formats.money(ask.dueCents)}</p>` : ''}
${page.verifyUrl ? html`<a class="button" href="${page.verifyUrl}" rel="noopener noreferrer">${words.verifyGo}</a><p class="note">${words.verifyNote}</p>` : ''}
${waits ? html`<a class="button light no-js" href="${path}?lang=${setting.language}">${words.refresh}</a>` : ''}
${state === 'expired' || state === 'locked' ? renewForm(`${path}/renew`, setting.language, page.renewNonce) : ''}
${page.question === null ? '' : questionForm(page.question, setting)}`,
  })
}

/** Why there is nothing to pay: it is paid, it is paid ahead, or open credits cover it. */
function paidWords(ask: Ask, { words, formats }: PageSetting): [title: string, text: string] {
  const company = ask.company.name
  const order = orderOf(ask)
  if (ask.creditCents > 0)
    return [words.coveredTitle, words.coveredText(company, formats.money(ask.creditCents))]
  const text = order ? words.orderPaidText(company, order.number) : words.alreadyPaidText(company)
  return [words.alreadyPaidTitle, text]
}

/** The page for an address that opens nothing. It looks the same whether the link is unknown, expired or revoked. */
export function gonePage(page: {
  language: Language
  otherLanguageHref: string
  cspNonce: string
  renewPath: string
  renewNonce: string
}): Response {
  const words = pageWords(page.language)
  return pageResponse({
    ...page,
    company: null,
    title: words.goneTitle,
    status: 404,
    body: html`<h1>${words.goneTitle}</h1><p class="text">${words.goneText}</p>
${renewForm(page.renewPath, page.language, page.renewNonce)}`,
  })
}

/** A page of one sentence, for answers that belong to no link. */
export function messagePage(page: {
  language: Language
  otherLanguageHref: string
  cspNonce: string
  company: string | null
  title: string
  text: string
  status: 200 | 404 | 413 | 429 | 500
  headers?: Record<string, string>
  logo?: string | null
  /** The way back from it. */
  back?: { href: string; text: string }
}): Response {
  const { back } = page
  return pageResponse({
    ...page,
    body: html`<h1>${page.title}</h1><p class="text">${page.text}</p>${
      back === undefined ? '' : html`<p><a class="button light" href="${back.href}">${back.text}</a></p>`
    }`,
  })
}

/** The form for a question by itself, after a refusal that it names. */
export function questionPage(ask: Ask, setting: PageSetting, question: QuestionForm): Response {
  return pageResponse({
    ...setting,
    company: ask.company.name,
    title: setting.words.askTitle,
    status: 422,
    body: html`<h1>${setting.words.askTitle}</h1>${questionForm(question, setting)}`,
  })
}

/** An address as its owner knows it, and nobody else learns it: `i•••@petalandstem.example`. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 1 ? '•••' : `${[...address][0]}•••${address.slice(at)}`
}

function receiptForm(action: string, { words, language }: PageSetting, nonce: string): Html {
  return html`<details><summary>${words.otherReceipt}</summary><form method="post" action="${action}?lang=${language}">
<input type="hidden" name="nonce" value="${nonce}">
<div class="trap" aria-hidden="true"><label>${words.leaveEmpty}<input name="website" tabindex="-1" autocomplete="off"></label></div>
<label for="receipt">${words.receiptAddress}</label><input type="email" id="receipt" name="receiptTo" autocomplete="email" maxlength="254" required>
<button class="light">${words.sendReceipt}</button></form></details>`
}

function renewForm(action: string, language: Language, nonce: string): Html {
  return html`<form method="post" action="${action}?lang=${language}"><input type="hidden" name="nonce" value="${nonce}">
<button>${pageWords(language).emailNew}</button></form>`
}

function watch(setting: PageSetting, path: string, state: string, version: string): PageScript {
  return liveScript({ state, version, path, language: setting.language, refreshNonceMs: REFRESH_NONCE_MS })
}
