import { html } from 'hono/html'
import type { Language } from '../../shared/domain/company/company-row.ts'
import type { GatewayOrigins } from './gateway-origins.ts'
import { pageStyle } from './page-style.ts'
import { pageWords } from './page-words.ts'

export type Html = ReturnType<typeof html>

/** Pieces of a script, in order. */
export type PageScript = readonly (string | Uint8Array)[]

/** One public page. */
export interface Page {
  language: Language
  title: string
  body: Html
  /** Who asks; null where nothing may be told. */
  company: string | null
  /** The same page in the other language. */
  otherLanguageHref: string
  /** A random value that allows this page's own style and scripts. */
  cspNonce: string
  status?: 200 | 404 | 409 | 413 | 422 | 429 | 500
  /** No real money moves: said at the top. */
  isTest?: boolean
  /** The page's own script: pieces that never change are bytes, made once. */
  script?: PageScript
  /** The gateway's origins, on pages with its fields or on the way to it. */
  origins?: GatewayOrigins | null
  /** Where the company's logo is on our origin. */
  logo?: string | null
  /** Seconds after which a browser without scripts asks again. */
  refreshAfterS?: number
  headers?: Record<string, string>
}

/** The page with its style, scripts and security headers. */
export function pageResponse(page: Page): Response {
  const words = pageWords(page.language)
  const initial = [...(page.company ?? '')][0]?.toUpperCase() ?? ''
  const { cspNonce, script } = page
  const top = html`<!doctype html><html lang="${page.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">${refresh(page)}<title>${page.title}</title>
<script nonce="${cspNonce}">document.documentElement.className='js'</script>
<style nonce="${cspNonce}">`
  const middle = html`</style></head><body>
${page.isTest ? html`<header class="banner">${words.test}</header>` : ''}
<main><div class="co">${page.company === null ? '' : html`${page.logo ? html`<img src="${page.logo}" alt="">` : html`<i aria-hidden="true">${initial}</i>`}<span>${page.company}</span>`}
<a href="${page.otherLanguageHref}" hreflang="${page.language === 'es' ? 'en' : 'es'}" lang="${page.language === 'es' ? 'en' : 'es'}">${words.otherLanguage}</a></div>
${page.body}</main>
${script === undefined ? '' : html`<script nonce="${cspNonce}">`}`
  const bytes = joined([
    String(top),
    STYLE,
    String(middle),
    ...(script === undefined ? [] : [...script, '</script>']),
    '</body></html>',
  ])
  return new Response(bytes, {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(page),
      ...publicHeaders,
      // Wallets and bank log-ins of a gateway's own script open windows that must find back.
      ...(page.origins?.script.length ? { 'cross-origin-opener-policy': 'same-origin-allow-popups' } : {}),
      ...page.headers,
    },
  })
}

/** Headers of every public answer, pages or not. */
export const publicHeaders: Record<string, string> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** A redirect after a POST. */
export function seeOther(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { location, ...publicHeaders, ...headers } })
}

const STYLE = new TextEncoder().encode(pageStyle)

function joined(pieces: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  return Buffer.concat(pieces.map(piece => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
}

function refresh(page: Page): Html | '' {
  if (page.refreshAfterS === undefined) return ''
  return html`<noscript><meta http-equiv="refresh" content="${page.refreshAfterS}"></noscript>`
}

function policy({ cspNonce, origins, logo }: Page): string {
  const also = (each: readonly string[] | undefined) => (each?.length ? ` ${each.join(' ')}` : '')
  return [
    "default-src 'none'",
    `script-src 'nonce-${cspNonce}'${also(origins?.script)}`,
    `style-src 'nonce-${cspNonce}'`,
    `connect-src 'self'${also(origins?.connect)}`,
    ...(logo ? ["img-src 'self'"] : []),
    `frame-src${also(origins?.frame) || " 'none'"}`,
    // Browsers hold the redirect after a form's POST against this too.
    `form-action 'self'${also(origins?.form)}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
