import { type Context, Hono } from 'hono'
import { connectWords } from './connect-words.ts'
import type { PageTools } from './page-parts.ts'
import { otherLanguage } from './page-setting.ts'
import { seeOther } from './page-shell.ts'
import { browserLanguage } from './read-request.ts'
import { messagePage } from './state-pages.ts'

/** The way of a company's admin to Stripe and back, when its account is connected to the operator's platform. */
export function connectRoute({ ports, parts }: PageTools): Hono {
  const routes = new Hono()

  routes.get('/connect/:companyKey/done', c => told(c, 'done'))

  routes.get('/connect/:companyKey/:pass', async c => {
    const { companyKey, pass } = c.req.param()
    const url = (await parts.onboardingUrl?.(companyKey, pass)) ?? null
    return url === null ? told(c, 'over') : seeOther(url)
  })

  // What a desktop opens is at the address it knows the relay by; payers know it by another.
  routes.get('/go/*', c => seeOther(`${parts.publicUrl}${new URL(c.req.url).pathname.slice('/go'.length)}`))

  return routes

  function told(c: Context, what: 'done' | 'over'): Response {
    const language = browserLanguage(c)
    const words = connectWords(language)
    return messagePage({
      language,
      otherLanguageHref: otherLanguage(c.req.path, language),
      cspNonce: Buffer.from(ports.random.bytes(12)).toString('base64url'),
      company: null,
      title: what === 'done' ? words.doneTitle : words.overTitle,
      text: what === 'done' ? words.doneText : words.overText,
      status: what === 'done' ? 200 : 404,
    })
  }
}
