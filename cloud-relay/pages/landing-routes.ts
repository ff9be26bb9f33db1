import { type Context, Hono } from 'hono'
import { askOf, askReads } from '../links/ask.ts'
import { startClock } from '../links/begin-payment.ts'
import type { FoundLink } from '../links/find-link.ts'
import { doubtAbout, isCrossSite } from '../links/human-check.ts'
import { renewLink } from '../links/renew-link.ts'
import { hashToken } from '../links/tokens.ts'
import { landingPage } from './landing-page.ts'
import { withLanguage } from './open-visit.ts'
import type { PageTools } from './page-parts.ts'
import { otherLanguage, pageSetting } from './page-setting.ts'
import { seeOther } from './page-shell.ts'
import { pageWords } from './page-words.ts'
import { browserLanguage, chosenLanguage, readForm } from './read-request.ts'
import { gonePage, messagePage, plainStatePage } from './state-pages.ts'

/** A stranger's request for a new link takes this long, whether there is one to send or not. */
const RENEW_PAUSE_MS = 400

/** The addresses that mails carry, `/l/COMPANY/TOKEN`. GET and HEAD change nothing, whoever asks. */
export function landingRoutes(tools: PageTools): Hono {
  const { ports, parts, nonces, visits } = tools
  const routes = new Hono()

  routes.get('/l/:companyKey/:token', async c => {
    const { companyKey, token } = c.req.param()
    const found = await tools.finder.find(companyKey, token)
    const page = found && (await tools.links.load(found.companyId, found.linkId, ''))
    if (!found || !page || page.state === 'gone') return gone(c)
    const chosen = chosenLanguage(c)
    const language = chosen ?? page.ask.link.language
    // Who was here before goes straight on; a stranger learns nothing about an expired link.
    const slug = visits.slugHeld(c.req.header('cookie'), found.companyId, found.linkId)
    if (slug !== null) return seeOther(withLanguage(c, `/pay/${companyKey}/${slug}`))
    if (page.state === 'expired') return gone(c)
    const path = `/l/${companyKey}/${token}`
    const known = await parts.gatewayOf(found.companyId)
    const capabilities = known?.gateway.capabilities() ?? null
    const setting = pageSetting(
      page.ask,
      language,
      path,
      ports.clock.now(),
      cspNonce(),
      capabilities,
      companyKey,
    )
    if (page.state === 'paid' || page.state === 'void' || page.state === 'done') {
      return plainStatePage(page.state === 'void' ? 'void' : 'paid', {
        ask: page.ask,
        setting,
        path,
        stateKey: '',
        renewNonce: '',
        question: null,
      })
    }
    return landingPage(page.ask, setting, nonces.make('open', hashToken(token)))
  })

  routes.post('/l/:companyKey/:token', async c => {
    const { companyKey, token } = c.req.param()
    const form = await readForm(c)
    const found = await tools.finder.find(companyKey, token)
    const page = found && (await tools.links.load(found.companyId, found.linkId, ''))
    if (!found || !page || page.state === 'gone' || page.state === 'expired') return gone(c)
    if (isCrossSite(c.req.raw.headers)) return seeOther(withLanguage(c, `/l/${companyKey}/${token}`))
    const judged = nonces.judge(form.nonce, 'open', hashToken(token))
    await ports.inCompany(found.companyId, async tx => {
      const isFresh = judged === 'good' && (await nonces.spend(tx.sql, found.companyId, form.nonce))
      const doubt = doubtAbout({
        headers: c.req.raw.headers,
        publicUrl: parts.publicUrl,
        nonce: judged === 'good' && !isFresh ? 'used' : judged,
        gesture: form.gesture,
        ticked: form.person === 'yes',
        honeypot: form.website,
      })
      if (doubt !== null) return ports.log.info({ companyId: found.companyId, doubt }, 'a doubtful open')
      const ask = askOf(found.linkId, await tx.gather(askReads(found.linkId)))
      if (ask !== null) await startClock(tx, ask, ports.clock.now())
    })
    return enter(c, companyKey, found)
  })

  routes.post('/l/:companyKey/:token/renew', async c => {
    const { companyKey, token } = c.req.param()
    const form = await readForm(c)
    const isGood = !['forged', 'too-old'].includes(nonces.judge(form.nonce, 'renew', hashToken(token)))
    const pause = new Promise(resolve => setTimeout(resolve, RENEW_PAUSE_MS))
    const found = isGood ? await tools.finder.find(companyKey, token) : null
    if (found) await renewLink(ports, nonces, found.companyId, found.linkId, form.nonce)
    await pause
    const language = browserLanguage(c)
    const words = pageWords(language)
    return messagePage({
      language,
      otherLanguageHref: otherLanguage(`/l/${companyKey}/${token}`, language),
      cspNonce: cspNonce(),
      company: null,
      title: words.renewedTitle,
      text: words.renewedStranger,
      status: 200,
    })
  })

  return routes

  /** Past the landing page the secret is out of sight: a cookie stands for it. */
  function enter(c: Context, companyKey: string, found: FoundLink): Response {
    const visit = visits.begin(found.companyId, found.linkId, found.mailId)
    return seeOther(withLanguage(c, `/pay/${companyKey}/${visit.slug}`), {
      'set-cookie': visits.cookieOf(visit),
    })
  }

  function gone(c: Context): Response {
    const path = c.req.path.replace(/\/renew$/, '')
    const language = browserLanguage(c)
    return gonePage({
      language,
      otherLanguageHref: otherLanguage(path, language),
      cspNonce: cspNonce(),
      renewPath: `${path}/renew`,
      renewNonce: nonces.make('renew', hashToken(c.req.param('token') ?? '')),
    })
  }

  function cspNonce(): string {
    return Buffer.from(ports.random.bytes(12)).toString('base64url')
  }
}
