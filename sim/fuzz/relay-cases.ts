import { gzipSync } from 'node:zlib'
import { type SeededRandom, seededRandom } from '../../shared/lib/seeded-random.ts'
import { forgeProof, goodProof } from './forged-proofs.ts'
import { hostileText, hostileValue } from './hostile-values.ts'
import { mutateJson, printJson } from './mutate-json.ts'
import type { FuzzedRoute } from './relay-routes.ts'
import { KNOWLEDGE, type RouteKnowledge } from './route-knowledge.ts'
import type { World } from './world.ts'

/** One hostile request, well formed enough that an answer must come. */
export interface RelayCase {
  route: string
  server: FuzzedRoute['server']
  method: string
  target: string
  headers: [string, string][]
  body: Buffer
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY']
const PATH_TRICKS: readonly ((path: string) => string)[] = [
  path => `/${path}`,
  path => `${path}/`,
  path => `${path}//`,
  path => path.replace('/', '/%2e%2e/'),
  path => path.replace(/\/([^/]*)$/, '/../$1'),
  path => path.replace(/\/([^/]*)$/, '/./$1'),
  path => path.replace(/\/([^/]*)$/, '%2f$1'),
  path => path.replace(/\/([^/]*)$/, '\\$1'),
  path => path.toUpperCase(),
  path => `${path}%00`,
  path => `${path};jsessionid=1`,
  path => `${path}%`,
  path => `${path}%ff`,
  path => `${path}/%F0%9F%92%90`,
  path => `${path}\u00e9`,
  path => `http://evil.example${path}`,
  path => `${path}?${'a=b&'.repeat(1_000)}`,
  path => `${path}?__proto__[admin]=1&constructor=1`,
  path => `${path}/${'x'.repeat(12_000)}`,
  path => `${path}#fragment`,
]
const CONTENT_TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'multipart/form-data; boundary=',
  'application/json; charset=utf-16',
  'application/json; charset=nonsense',
  'application/xml',
  'text/html',
  '*/*',
  ';',
  'application/x-www-form-urlencoded; charset=shift_jis',
]

/** A request for one of the routes that must not get through, drawn from the stream of its case. */
export function relayCase(world: World, routes: readonly FuzzedRoute[], random: SeededRandom): RelayCase {
  const { server, method, path } = pickRoute(routes, random)
  const known: RouteKnowledge = KNOWLEDGE[`${method} ${path}`] ?? { proof: 'user', acts: () => true }
  const isRead = method === 'GET'
  const body = isRead ? { bytes: Buffer.alloc(0), acts: false } : bodyFor(world, known, random)
  // Ids of this company in the path would let the request through where only the body or the id is read.
  const isForeign = /:(userId|deviceId)/.test(path) && random.chance(0.5)
  const mustForge = !isRead && body.acts && !isForeign
  const proof =
    mustForge || random.chance(0.35) ? forgeProof(world, known.proof, random) : goodProof(world, known.proof)
  let target = fillPath(world, path, random, isForeign || !mustForge ? 'other' : 'own')
  let sentMethod = method
  if (random.chance(0.06)) sentMethod = random.pick(METHODS)
  if (random.chance(0.12)) target = random.pick(PATH_TRICKS)(target)
  else if (random.chance(0.3)) target += hostileQuery(random)
  const headers: [string, string][] = [
    ['host', `127.0.0.1:${world.ports[server]}`],
    ['x-forwarded-for', addressOf(path, random)],
    ...proof,
    ...(isRead ? [] : ([['content-type', contentType(known, random)]] as [string, string][])),
  ]
  if (random.chance(0.1)) headers.push(...hostileHeaders(random))
  return {
    route: `${server} ${method} ${path}`,
    server,
    method: sentMethod,
    target: sendable(target),
    headers,
    body: body.bytes,
  }
}

/** A stream of its own for each case of a seed: the same whatever was sent before it. */
export function caseRandom(seed: number, n: number): SeededRandom {
  return seededRandom((Math.imul(seed, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b)) >>> 0)
}

/** The request as it crosses the wire. */
export function caseBytes({ method, target, headers, body }: RelayCase): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value.replace(/[\r\n]/g, ' ')}\r\n`)
  const length = method === 'GET' || method === 'HEAD' ? '' : `content-length: ${body.length}\r\n`
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}${length}\r\n`)
  return length === '' ? head : Buffer.concat([head, body])
}

/** The same for a person to try. */
export function caseAsCurl({ server, method, target, headers, body }: RelayCase, world: World): string {
  const shown = headers.map(([name, value]) => ` -H ${quoted(`${name}: ${value}`)}`).join('')
  const text = body.toString('utf8')
  const isText = Buffer.from(text).equals(body)
  const how = isText
    ? `--data-binary ${quoted(text.slice(0, 1_500))}`
    : `# body in base64: ${body.toString('base64').slice(0, 1_500)}`
  const cut = body.length > 1_500 ? ` # cut, ${body.length} bytes in all` : ''
  const at = quoted(`http://127.0.0.1:${world.ports[server]}${target.slice(0, 1_500)}`)
  return `curl -i --path-as-is -X ${method} ${at}${shown}${body.length > 0 ? ` ${how}` : ''}${cut}`
}

function pickRoute(routes: readonly FuzzedRoute[], random: SeededRandom): FuzzedRoute {
  const shares = routes.map(({ method, path }) => KNOWLEDGE[`${method} ${path}`]?.share ?? 1)
  let left = random.fraction() * shares.reduce((sum, share) => sum + share, 0)
  for (const [at, route] of routes.entries()) {
    left -= shares[at]!
    if (left < 0) return route
  }
  return routes[0]!
}

function bodyFor(
  world: World,
  known: RouteKnowledge,
  random: SeededRandom,
): { bytes: Buffer; acts: boolean } {
  const good = known.body?.(world) ?? {}
  const { acts } = known
  let value: unknown = good
  for (let times = random.between(0, 2); times > 0; times--) value = mutateJson(value, random)
  if (known.form) return { bytes: formBytes(value, random), acts: false }
  const bytes = random.chance(0.15) ? brokenBytes(printJson(good), random) : Buffer.from(printJson(value))
  return { bytes, acts: acts?.(world, parsedAs(bytes)) ?? false }
}

/** What no parser of JSON may take, and what costs it much. */
function brokenBytes(text: string, random: SeededRandom): Buffer {
  return random.pick([
    () => Buffer.alloc(0),
    () => Buffer.from(text.slice(0, random.between(0, text.length - 1))),
    () => Buffer.from(`\ufeff${text}`),
    () => Buffer.from(`${text}${text}`),
    () => Buffer.from(text.replaceAll('"', "'")),
    () => Buffer.from(`${text.slice(0, -1)},}`),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.of(0xff, 0xfe, 0x7d)]),
    () => Buffer.from(text.replace(/.$/, '\u0000}')),
    () => gzipSync(Buffer.alloc(200_000)),
    () => Buffer.from(random.bytes(random.between(1, 300))),
    () => Buffer.from(printJson(hostileValue(random))),
    () => Buffer.from('[['.repeat(random.pick([50, 3_000, 30_000]))),
    () => Buffer.alloc(random.chance(0.1) ? 600_000 : 40_000, ' '),
  ])()
}

function formBytes(value: unknown, random: SeededRandom): Buffer {
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [['', value] as const]
  const pairs = fields.map(
    ([name, field]) => [name, typeof field === 'string' ? field : printJson(field)] as const,
  )
  if (random.chance(0.2)) {
    const parts = pairs.map(
      ([name, field]) =>
        `--x\r\ncontent-disposition: form-data; name="${name}"; filename="${hostileText(random)}"\r\n\r\n${field}\r\n`,
    )
    return Buffer.from(`${parts.join('')}--x${random.chance(0.5) ? '--' : ''}`)
  }
  if (random.chance(0.1)) return brokenBytes(printJson(value), random)
  return Buffer.from(pairs.map(([name, field]) => `${escaped(name)}=${escaped(field)}`).join('&'))
}

// Lone surrogates have no percent-encoding.
function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

function parsedAs(bytes: Buffer): unknown {
  try {
    // Takes a byte order mark for nothing, as the relay does.
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

function fillPath(world: World, path: string, random: SeededRandom, whose: 'own' | 'other'): string {
  const { own, other } = world
  const theirs = world[whose]
  const known: Record<string, readonly string[]> = {
    userId: [theirs.device.userId],
    deviceId: [theirs.device.deviceId, theirs.laptop.deviceId],
    companyKey: [own.companyKey, own.companyKey, own.companyKey, other.companyKey],
    token: [own.linkToken, other.linkToken],
    slug: [own.visit.slug, own.visit.slug, own.visit.slug, other.visit.slug],
    file: [`${own.invoiceId}.pdf`, `${other.invoiceId}.pdf`],
    id: ['att_00', 'att_%00'],
  }
  const filled = path.replaceAll(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => {
    const good = known[name]
    return good && random.chance(0.85) ? random.pick(good) : pathPart(random)
  })
  // Whoever holds both parts of a link may open it.
  return filled.includes(other.companyKey) ? filled.replace(other.linkToken, own.linkToken) : filled
}

function pathPart(random: SeededRandom): string {
  const text = hostileText(random).slice(0, 3_000)
  return random.chance(0.8) ? escaped(text) : text.toWellFormed()
}

function hostileQuery(random: SeededRandom): string {
  const name = random.pick([
    'lang',
    'seen',
    'key',
    'method',
    'parent',
    'reference',
    'since',
    hostileText(random).slice(0, 99),
  ])
  return `?${escaped(name)}=${pathPart(random)}`
}

function hostileHeaders(random: SeededRandom): [string, string][] {
  const name = random.pick([
    'cookie',
    'accept',
    'accept-language',
    'accept-encoding',
    'content-encoding',
    'origin',
    'referer',
    'user-agent',
    'range',
    'if-none-match',
    'if-modified-since',
    'expect',
    'upgrade',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-http-method-override',
    'florin-signature',
    'sec-fetch-site',
    'idempotency-keys',
    'host',
  ])
  const value = random.pick([
    () => hostileText(random).slice(0, 6_000),
    () => '1'.repeat(6_000),
    () => 'gzip, deflate, br, zstd;q=nan',
    () => 'bytes=0-18446744073709551615',
    () => 't=1,v1=00',
    () => 'null',
    () => '127.0.0.1:1',
    () => 'florin-a=; florin-a.b=....; =; ;',
  ])()
  return [[name, value]]
}

function contentType({ form }: RouteKnowledge, random: SeededRandom): string {
  if (random.chance(0.12)) return random.pick(CONTENT_TYPES)
  return form
    ? random.pick(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
    : 'application/json'
}

// Passwords are tried from few addresses, so that most of the tries cost nothing.
function addressOf(path: string, random: SeededRandom): string {
  if (path === '/v1/login' && random.chance(0.97)) return '203.0.113.7'
  const part = () => random.between(0, 255)
  return random.chance(0.05)
    ? hostileText(random).slice(0, 200)
    : `${random.between(1, 223)}.${part()}.${part()}.${part()}`
}

// A space or a line break would end the target; other bytes are the server's to refuse.
function sendable(target: string): string {
  return target.replaceAll(/[\s\p{Cc}]/gu, escaped).slice(0, 15_000)
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
