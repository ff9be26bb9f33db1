import { html } from 'hono/html'
import type { MethodKind } from '../gateway.ts'
import type { SandboxAccount } from './accounts.ts'
import type { AttemptRow } from './attempt-row.ts'
import { spaced } from './fields-page.ts'
import { pageResponse } from './page.ts'
import type { MethodRefusal } from './read-method.ts'
import { testBankAccounts, testCards } from './test-cards.ts'
import { type Language, wordsFor } from './words.ts'

export type CheckoutPage = {
  account: SandboxAccount
  attempt: AttemptRow
  language: Language
  method: MethodKind
  problem?: MethodRefusal['refused'] | 'declined' | 'too-many'
}

type Words = ReturnType<typeof wordsFor>

/** The full page on which a payer without scripts pays. What was typed is never written back into it. */
export function checkoutPage({
  account,
  attempt,
  language,
  method,
  problem,
}: CheckoutPage): Promise<Response> {
  const words = wordsFor(language)
  const amount = formatAmount(attempt, language)
  const wrong = problem === 'not-a-test-number' ? (method === 'card' ? 'number' : 'account') : problem
  const form = html`<form method="post" action="/checkout/${attempt.id}" autocomplete="on">
<input type="hidden" name="key" value="${attempt.checkout_key}"><input type="hidden" name="lang" value="${language}">
<input type="hidden" name="method" value="${method}">
<fieldset><legend${account.methods.length > 1 ? html` class="hidden"` : ''}>${method === 'card' ? words.card : words.bank}</legend>${method === 'card' ? cardInputs(words, wrong) : bankInputs(words, wrong)}</fieldset>
<button class="primary">${words.pay} ${amount}</button></form>${testNumbers(words, language, method)}`
  return pageResponse({
    language,
    title: `${words.payTo} ${account.name}`,
    status: problem === undefined ? 200 : 422,
    formTargets: [new URL(attempt.return_url!).origin],
    body: html`<p class="due">${words.payTo} ${account.name}</p><h1 class="amount">${amount}</h1>
<p class="note">${attempt.description}</p>
${problem === undefined ? '' : html`<p class="alert" role="alert">${problemText(words, problem)}</p>`}
${problem === 'too-many' ? '' : html`${methodTabs(account, attempt, language, method)}${form}`}
<p class="foot"><a href="${attempt.return_url}">${words.back}</a></p>`,
  })
}

/** The attempt's amount as the payer reads it. */
export function formatAmount(attempt: AttemptRow, language: Language): string {
  const format = new Intl.NumberFormat(language === 'es' ? 'es-US' : 'en-US', {
    style: 'currency',
    currency: attempt.currency,
  })
  return format.format(attempt.amount_cents / 100)
}

function problemText(words: Words, problem: NonNullable<CheckoutPage['problem']>): string {
  if (problem === 'declined') return words.declined
  if (problem === 'too-many') return words.tooMany
  if (problem === 'not-a-test-number') return words.notATestCard
  return words.wrong[problem]
}

function methodTabs(account: SandboxAccount, attempt: AttemptRow, language: Language, method: MethodKind) {
  const words = wordsFor(language)
  if (account.methods.length < 2) return ''
  const tabs = account.methods.map(each => {
    const href = `/checkout/${attempt.id}?key=${attempt.checkout_key}&lang=${language}&method=${each}`
    const current = each === method ? html` aria-current="page"` : ''
    return html`<a href="${href}"${current}>${each === 'card' ? words.card : words.bank}</a>`
  })
  return html`<nav class="tabs">${tabs}</nav>`
}

function cardInputs(words: Words, wrong: string | undefined) {
  return html`${input('number', 'cc-number', words.number, '', wrong)}
<div class="two">${input('expiry', 'cc-exp', words.expiry, words.expiryHint, wrong)}${input('cvc', 'cc-csc', words.cvc, words.cvcHint, wrong)}</div>`
}

function bankInputs(words: Words, wrong: string | undefined) {
  return html`${input('routing', 'off', words.routing, '', wrong)}${input('account', 'off', words.account, '', wrong)}`
}

function input(name: string, autocomplete: string, label: string, hint: string, wrong: string | undefined) {
  const invalid = name === wrong ? html` aria-invalid="true" autofocus` : ''
  return html`<label class="field"><span class="hint">${label}</span><input name="${name}" inputmode="numeric"
 autocomplete="${autocomplete}" placeholder="${hint}" required maxlength="24"${invalid}></label>`
}

function testNumbers(words: Words, language: Language, method: MethodKind) {
  const numbers =
    method === 'card'
      ? testCards.map(card => ({ shown: spaced(card.number), words: card.words[language] }))
      : testBankAccounts.map(account => ({ shown: account.number, words: account.words[language] }))
  const rows = numbers.map(each => html`<tr><td><code>${each.shown}</code></td><td>${each.words}</td></tr>`)
  return html`<details><summary>${method === 'card' ? words.testCards : words.testAccounts}</summary>
<p>${method === 'card' ? words.testUseTyped : words.testUseBankTyped}</p><table>${rows}</table></details>`
}
