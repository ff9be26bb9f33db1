import { html } from 'hono/html'
import type { GatewayCapabilities } from '../gateways/gateway.ts'
import type { Ask } from '../links/ask.ts'
import type { KeptMethod } from '../links/saved-methods.ts'
import type { PageSetting } from './page-setting.ts'
import type { Html } from './page-shell.ts'

/** What a browser may pay with that its payer had kept, and how it is removed. */
export interface KeptChoice {
  methods: readonly KeptMethod[]
  /** The payer ticked “Remember” on a try that took nothing: the box stays as they left it. */
  remembers: boolean
  /** For the form that removes one. */
  nonce: string
}

/** How its owner knows a kept method again, such as `Visa •••• 4242`. */
export function keptName(
  { kind, brand, last4 }: Pick<KeptMethod, 'kind' | 'brand' | 'last4'>,
  bankAccount: string,
): string {
  const name = brand || (kind === 'ach' ? bankAccount : '')
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} •••• ${last4}`.trim()
}

/** The kept methods to choose from, each with a button that removes it; nothing where there are none. */
export function keptFields(
  kept: KeptChoice,
  gateway: GatewayCapabilities,
  { words }: PageSetting,
): Html | '' {
  if (kept.methods.length === 0) return ''
  const hasBank = gateway.methods.includes('ach')
  return html`<fieldset class="js-only kept"><legend>${words.payWith}</legend>${kept.methods.map(method => {
    const name = keptName(method, words.bankAccount)
    const { id, kind, expires } = method
    const month = expires === null ? '' : `${expires.slice(5)}/${expires.slice(2, 4)}`
    return html`<div><label><input type="radio" name="kept" value="${id}" data-kind="${kind}"><span>${name}${
      month === '' ? '' : html` <small>${words.expires(month)}</small>`
    }</span></label><button class="link" form="forget" name="kept" value="${id}" aria-label="${words.removeKeptOf(name)}">${words.removeKept}</button></div>`
  })}<div><label><input type="radio" name="kept" value=""><span>${words.anotherMethod(hasBank)}</span></label></div></fieldset>`
}

/** The form behind the buttons of {@link keptFields}. */
export function forgetForm(kept: KeptChoice, path: string, { language }: PageSetting): Html | '' {
  if (kept.methods.length === 0) return ''
  return html`<form method="post" id="forget" action="${path}/forget?lang=${language}"><input type="hidden" name="nonce" value="${kept.nonce}"></form>`
}

/** The box by which a payer agrees to have what they type kept; never ticked but where they ticked it on a try before. */
export function rememberField(
  gateway: GatewayCapabilities,
  ask: Ask,
  setting: PageSetting,
  isTicked: boolean,
): Html | '' {
  if (gateway.saves.length === 0) return ''
  const [label, note] = rememberWords(gateway, ask, setting)
  return html`<label class="tick remember"><input type="checkbox" name="remember" value="yes" aria-describedby="remember-note"${isTicked ? html` checked` : ''}>${label}</label>
<p class="note" id="remember-note">${note}</p>`
}

/** What a payer agrees to who ticks the box: its label and the sentences below it. */
export function rememberWords(
  { saves }: GatewayCapabilities,
  ask: Ask,
  { words }: PageSetting,
): [label: string, note: string] {
  return [words.remember(saves.includes('ach')), words.rememberNote(ask.company.name, ask.customer.name)]
}
