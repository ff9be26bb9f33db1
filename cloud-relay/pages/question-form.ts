import { html } from 'hono/html'
import { type Ask, orderOf } from '../links/ask.ts'
import type { PageSetting } from './page-setting.ts'
import type { Html } from './page-shell.ts'

/** The form by which a payer asks the staff something. */
export interface QuestionForm {
  /** Where it goes, `/pay/COMPANY/SLUG/question`. */
  action: string
  nonce: string
  about: 'invoice' | 'invoices' | 'order'
  /** Who answers, and to which address. */
  answeredBy: string
  answeredTo: string
  /** What was typed before, after a refusal that names its reason. */
  name: string
  message: string
  error: string
}

/** Folded up until someone wants to ask; works without scripts. */
export function questionForm(form: QuestionForm, { words, language }: PageSetting): Html {
  const { error } = form
  return html`<details class="ask"${error === '' ? '' : html` open`}><summary>${words.ask[form.about]}</summary>
<form method="post" action="${form.action}?lang=${language}"><input type="hidden" name="nonce" value="${form.nonce}">
<div class="trap" aria-hidden="true"><label>${words.leaveEmpty}<input name="website" tabindex="-1" autocomplete="off"></label></div>
<label for="asker">${words.yourName}</label><input id="asker" name="name" autocomplete="name" maxlength="100" value="${form.name}">
<label for="question">${words.yourQuestion}</label>
<textarea id="question" name="message" rows="4" required maxlength="2000"${error === '' ? '' : html` aria-describedby="question-error" aria-invalid="true"`}>${form.message}</textarea>
${error === '' ? '' : html`<p class="err" id="question-error" role="alert">${error}</p>`}
<p class="note">${words.askAnswers(form.answeredBy, form.answeredTo)}</p>
<button class="light">${words.sendQuestion}</button></form></details>`
}

/** What a link is about, as a question names it. */
export function askedAbout(ask: Ask): QuestionForm['about'] {
  if (orderOf(ask) !== null) return 'order'
  return ask.invoices.length > 1 ? 'invoices' : 'invoice'
}

/** Who answers a question about a link: its salesperson, else the company. */
export function answeredBy(ask: Ask): string {
  return ask.salesperson ?? ask.company.name
}
