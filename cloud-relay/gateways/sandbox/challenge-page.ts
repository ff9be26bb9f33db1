import { html } from 'hono/html'
import type { SandboxAccount } from './accounts.ts'
import type { AttemptRow } from './attempt-row.ts'
import { formatAmount } from './checkout-page.ts'
import { pageResponse } from './page.ts'
import { type Language, wordsFor } from './words.ts'

const brandNames: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
}

/** What stands in for the bank's 3-D Secure page: approve or refuse, then back to the payment page. */
export function challengePage(
  account: SandboxAccount,
  attempt: AttemptRow,
  language: Language,
): Promise<Response> {
  const words = wordsFor(language)
  return pageResponse({
    language,
    title: words.challengeTitle,
    formTargets: [new URL(attempt.return_url!).origin],
    body: html`<p class="due">${words.payTo} ${account.name}</p><h1 class="amount">${formatAmount(attempt, language)}</h1>
<p class="note">${brandNames[attempt.brand!] ?? attempt.brand} •••• ${attempt.last4}</p><h2>${words.challengeTitle}</h2><p class="note">${words.challengeText}</p>
<form method="post" action="/challenge/${attempt.id}"><input type="hidden" name="key" value="${attempt.challenge_key}">
<button class="primary" name="answer" value="approve">${words.approve}</button>
<button class="secondary" name="answer" value="fail">${words.refuse}</button></form>`,
  })
}

/** The page for a wrong or outdated address, and for an attempt with nothing left to do; the two look alike. */
export function gonePage(language: Language): Promise<Response> {
  const words = wordsFor(language)
  return pageResponse({
    language,
    title: words.gone,
    status: 404,
    body: html`<h2>${words.gone}</h2><p class="note">${words.goneText}</p>`,
  })
}
