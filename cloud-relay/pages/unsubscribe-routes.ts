import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { COMPANY_ROW, companyOf } from '../../shared/domain/company/company-of.ts'
import { isTestAccount } from '../../shared/domain/company/payments-account.ts'
import type { MailRow } from '../../shared/domain/mail/mail-row.ts'
import { row } from '../../shared/domain/view.ts'
import { newId } from '../../shared/lib/ids.ts'
import { doubtAbout } from '../links/human-check.ts'
import { createUnsubscribing } from '../mail/unsubscribing.ts'
import { landingClient } from './landing-client.ts'
import type { PageTools } from './page-parts.ts'
import { otherLanguage } from './page-setting.ts'
import { type Html, type PageScript, pageResponse } from './page-shell.ts'
import { pageWords } from './page-words.ts'
import { browserLanguage, chosenLanguage, readForm } from './read-request.ts'
import { maskedAddress } from './state-pages.ts'
import { unsubscribeWords } from './unsubscribe-words.ts'

interface Known {
  /** No real money moves at the company. */
  isTest: boolean
  companyId: string
  company: string
  mail: MailRow
}

const script = [new TextEncoder().encode(`'use strict';(${landingClient.toString()})()`)]

/**
 * The addresses in reminders, `/u/COMPANY/TOKEN`. GET shows a button and changes nothing. POST takes the address off the
 * reminders: in one click from a mail program, which sends no cookie and may come from anywhere (RFC 8058), or by a person's
 * press of the button. A scanner that presses it sees the page again.
 */
export function unsubscribeRoutes({ ports, parts, nonces }: PageTools): Hono {
  const unsubscribing = createUnsubscribing(parts.secret)
  const routes = new Hono()

  routes.get('/u/:companyKey/:token', async c => {
    const known = await find(c)
    return known === null ? unknown(c) : question(c, known)
  })

  routes.post('/u/:companyKey/:token', async c => {
    const known = await find(c)
    if (known === null) return unknown(c)
    if (!(await isOneClick(c)) && !(await isPressed(c))) return question(c, known)
    const at = ports.clock.now()
    await ports.inCompany(known.companyId, async tx => {
      const address = known.mail.recipient.toLowerCase()
      const read = { kind: 'rows', table: 'suppressed_addresses', ref: 'address', value: address } as const
      const view = await tx.gather(() => [read])
      const is = view.list('suppressed_addresses', 'address', address).some(each => each.liftedAt === null)
      // Someone of the staff may have lifted it since: then asking again is a command of its own.
      if (is) return
      await tx.run({
        id: newId(ports.clock, ports.random),
        name: 'address.unsubscribe',
        payload: { mailId: known.mail.id, at },
        actor: { kind: 'relay' },
        at,
      })
    })
    const words = unsubscribeWords(languageFor(c, known))
    return page(
      c,
      known,
      words.doneTitle,
      html`<div class="ok" aria-hidden="true">✓</div><h1>${words.doneTitle}</h1>
<p class="text">${words.done(known.company, maskedAddress(known.mail.recipient))}</p>`,
    )
  })

  return routes

  async function find(c: Context): Promise<Known | null> {
    const { companyKey = '', token = '' } = c.req.param() as Record<string, string>
    const mailId = unsubscribing.mailOf(companyKey, token)
    const companyId = mailId === null ? null : await parts.keys.companyOf(companyKey)
    if (mailId === null || companyId === null) return null
    const view = await ports.gatherIn(companyId, () => [row('companies', COMPANY_ROW), row('mails', mailId)])
    const mail = view.get('mails', mailId)
    const company = companyOf(view)
    const isTest = isTestAccount(company?.paymentsAccount ?? null)
    return mail && company && { companyId, company: company.name, isTest, mail }
  }

  async function isOneClick(c: Context): Promise<boolean> {
    const body = await c.req.parseBody().catch((): Record<string, unknown> => ({}))
    return body['List-Unsubscribe'] === 'One-Click'
  }

  async function isPressed(c: Context): Promise<boolean> {
    const form = await readForm(c)
    const signs = { headers: c.req.raw.headers, publicUrl: parts.publicUrl }
    const nonce = nonces.judge(form.nonce, 'unsubscribe', c.req.path)
    const { gesture, website: honeypot } = form
    return doubtAbout({ ...signs, nonce, gesture, ticked: form.person === 'yes', honeypot }) === null
  }

  function question(c: Context, known: Known): Response {
    const language = languageFor(c, known)
    const words = unsubscribeWords(language)
    const { leaveEmpty, tick } = pageWords(language)
    const body = html`<h1>${words.title}</h1>
<p class="text">${words.question(known.company, maskedAddress(known.mail.recipient))}</p>
<form method="post" action="${c.req.path}?lang=${language}">
<input type="hidden" name="nonce" value="${nonces.make('unsubscribe', c.req.path)}">
<input type="hidden" name="gesture" id="gesture" value="">
<div class="trap" aria-hidden="true"><label>${leaveEmpty}<input name="website" tabindex="-1" autocomplete="off"></label></div>
<label class="tick no-js"><input type="checkbox" name="person" value="yes">${tick}</label>
<button>${words.button}</button></form>`
    return page(c, known, words.title, body, script)
  }

  function languageFor(c: Context, { mail }: Known) {
    return chosenLanguage(c) ?? mail.language
  }

  function page(c: Context, known: Known, title: string, body: Html, ownScript?: PageScript): Response {
    const language = languageFor(c, known)
    return pageResponse({
      language,
      otherLanguageHref: otherLanguage(c.req.path, language),
      cspNonce: cspNonce(),
      company: known.company,
      isTest: known.isTest,
      title,
      body,
      ...(ownScript === undefined ? {} : { script: ownScript }),
    })
  }

  function unknown(c: Context): Response {
    const language = browserLanguage(c)
    const words = unsubscribeWords(language)
    return pageResponse({
      language,
      otherLanguageHref: otherLanguage(c.req.path, language),
      cspNonce: cspNonce(),
      company: null,
      title: words.unknownTitle,
      status: 404,
      body: html`<h1>${words.unknownTitle}</h1><p class="text">${words.unknown}</p>`,
    })
  }

  function cspNonce(): string {
    return Buffer.from(ports.random.bytes(12)).toString('base64url')
  }
}
