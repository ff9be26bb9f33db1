import { timingSafeEqual } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Backend } from '../backend.ts'
import { answerQuestion, type Handlers } from './answer-question.ts'

const MAX_MESSAGE_BYTES = 4 * 1024 * 1024

/** The security headers of every page of the browser fallback. Styles are inline because the grid writes its own. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

export interface WebServer {
  /** `http://127.0.0.1:port` */
  url: string
  close(): Promise<void>
}

/**
 * Serves the renderer and its questions on loopback, for browsers and scripts: `GET /` the app, `WS /desk?token=…` the
 * contract. Refuses other hosts and origins, and everyone without the launch token.
 */
export async function serveWeb(
  backend: Backend,
  handlers: Handlers,
  options: { port: number; token: string; rendererDir: string },
): Promise<WebServer> {
  const server = createServer((request, response) => {
    if (!isOurHost(request, portOf(server))) return refuseRequest(response, 421)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuseRequest(response, 405)
    const [pathname, query] = splitTarget(request)
    // A socket that is refused tells a page nothing; this tells it whether its token is the right one.
    if (pathname === '/desk-access') return answerEmpty(response, hasToken(query, options.token) ? 204 : 403)
    serveFile(options.rendererDir, request, response)
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES })
  server.on('upgrade', (request, socket, head) => {
    const [pathname, query] = splitTarget(request)
    const allowed =
      pathname === '/desk' &&
      isOurHost(request, portOf(server)) &&
      isOurOrigin(request, portOf(server)) &&
      hasToken(query, options.token)
    if (!allowed) return refuseUpgrade(socket)
    sockets.handleUpgrade(request, socket, head, client => {
      const send = (message: unknown) =>
        client.readyState === client.OPEN && client.send(JSON.stringify(message))
      const forget = backend.listen(send)
      client.on('close', forget)
      client.on('error', () => client.terminate())
      client.on('message', async (raw, binary) => {
        const message = binary ? null : parseJson(String(raw))
        backend.used()
        const answer = await answerQuestion(handlers, message, (ask, error) => {
          backend.ports.log('error', 'a question failed', {
            ask,
            error: String(error),
            stack: (error as Error)?.stack,
          })
        })
        if (answer === null) client.close(1008, 'not a question')
        else send(answer)
      })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    async close() {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

function portOf(server: ReturnType<typeof createServer>): number {
  return (server.address() as AddressInfo).port
}

function isOurHost(request: IncomingMessage, port: number): boolean {
  return request.headers.host === `127.0.0.1:${port}` || request.headers.host === `localhost:${port}`
}

// Scripts send no Origin; a browser always does for a WebSocket, so another site's page is refused.
function isOurOrigin(request: IncomingMessage, port: number): boolean {
  const { origin } = request.headers
  return (
    origin === undefined || origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`
  )
}

function hasToken(query: string, expected: string): boolean {
  const a = Buffer.from(new URLSearchParams(query).get('token') ?? '')
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}

function serveFile(directory: string, request: IncomingMessage, response: ServerResponse): void {
  const [pathname] = splitTarget(request)
  const name = pathname === '/' ? 'index.html' : decode(pathname)
  const file = name === null ? null : normalize(join(directory, name))
  if (file === null || !file.startsWith(directory + sep) || !isFile(file)) {
    refuseRequest(response, 404)
    return
  }
  response.writeHead(200, { ...HEADERS, 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
  if (request.method === 'HEAD') response.end()
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
}

// Not `new URL`: it reads `//host` as a host and throws on some targets.
function splitTarget(request: IncomingMessage): [string, string] {
  const target = request.url ?? '/'
  const mark = target.indexOf('?')
  return mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)]
}

function decode(pathname: string): string | null {
  try {
    const name = decodeURIComponent(pathname)
    return name.includes('\0') ? null : name
  } catch {
    return null
  }
}

// A name that is too long, or that this user may not look at, throws all the same.
function isFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
  } catch {
    return false
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function answerEmpty(response: ServerResponse, status: number): void {
  response.writeHead(status, HEADERS)
  response.end()
}

function refuseRequest(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' })
  response.end(status === 404 ? 'Not found' : 'Refused')
}

function refuseUpgrade(socket: Duplex): void {
  // Node has let go of the socket: an error that nobody listens to, such as a caller who is gone already, ends the process.
  socket.on('error', () => socket.destroy())
  socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
}
