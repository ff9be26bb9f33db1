import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { isAppUrl } from './url-policy.ts'

/** Of every page of the app. Styles are inline because the grid writes its own; frames show PDF files the app made. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  'frame-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Answers a request of a window with a file of `directory`. Never throws; never leaves the directory. */
export async function answerAppRequest(
  directory: string,
  request: { method: string; url: string },
): Promise<Response> {
  if (!isAppUrl(request.url)) return refusal(403)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405)
  const file = appFileOf(directory, request.url)
  const type = file === null ? undefined : TYPES[extname(file)]
  if (file === null || type === undefined) return refusal(404)
  try {
    const bytes = await readFile(file)
    const body = request.method === 'HEAD' ? null : new Uint8Array(bytes)
    return new Response(body, { headers: { ...HEADERS, 'content-type': type } })
  } catch {
    return refusal(404)
  }
}

/** The file inside `directory` that an address of the app stands for; null when it would lie elsewhere. */
export function appFileOf(directory: string, address: string): string | null {
  const path = decode(new URL(address).pathname)
  if (path === null || /[\0\\]/.test(path)) return null
  const file = normalize(join(directory, path === '/' ? 'index.html' : path))
  return file.startsWith(normalize(directory + sep)) ? file : null
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: HEADERS })
}
