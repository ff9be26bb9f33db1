import { html } from 'hono/html'
import type { Language } from './words.ts'
import { wordsFor } from './words.ts'

type Html = ReturnType<typeof html>

export type Page = {
  language: Language
  title: string
  body: Html
  status?: 200 | 404 | 410 | 422
  /** Origins that may show the page in a frame; none unless told. */
  frameAncestors?: readonly string[]
  /** Origins that a form's answer may lead to, besides our own. */
  formTargets?: readonly string[]
  /** A page in a frame brings its own, smaller banner. */
  frame?: { attributes: Html }
}

/** A whole page of the sandbox gateway with its banner and its security headers. */
export async function pageResponse(page: Page): Promise<Response> {
  const words = wordsFor(page.language)
  const text = await html`<!doctype html><html lang="${page.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${page.title}</title><link rel="stylesheet" href="/page.css"></head>
${
  page.frame
    ? html`<body class="frame" ${page.frame.attributes}>${page.body}</body>`
    : html`<body><header class="banner">${words.test}</header><main>${page.body}</main></body>`
}</html>`
  return new Response(String(text), {
    status: page.status ?? 200,
    headers: { 'content-type': 'text/html; charset=utf-8', ...securityHeaders(page) },
  })
}

function securityHeaders(page: Page): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    // Chromium holds a redirect after a POST against form-action too.
    `form-action ${["'self'", ...(page.formTargets ?? [])].join(' ')}`,
    `frame-ancestors ${page.frameAncestors?.join(' ') || "'none'"}`,
  ]
  return { 'content-security-policy': policy.join('; '), ...plainHeaders }
}

/** Headers of every answer to a browser, scripts and styles too. */
export const plainHeaders: Record<string, string> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'strict-transport-security': 'max-age=31536000',
}
