import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import type { World } from './world.ts'

/** Bytes that are no request, or two in one, sent piece by piece over a connection of their own. */
export interface RawRequest {
  name: string
  pieces: Buffer[]
  ending: 'end' | 'reset' | 'wait'
}

/** Framing attacks: what HTTP libraries refuse to send. None of them carries a proof that would let it write. */
export function rawRequest(world: World, port: number, random: SeededRandom): RawRequest {
  const host = `Host: 127.0.0.1:${port}\r\n`
  const paths = ['/v1/push', '/v1/login', `/l/${world.own.companyKey}/${world.own.linkToken}`, '/tokens', '/']
  const path = random.pick(paths)
  const json = '{"protocol":1}'
  const post = (headers: string, body: string) => `POST ${path} HTTP/1.1\r\n${host}${headers}\r\n${body}`
  const smuggled = `GET /v1/devices HTTP/1.1\r\n${host}\r\n`
  const shapes: Record<string, () => string> = {
    'no request line': () => `\r\n\r\n${post('', '')}`,
    'broken request line': () =>
      random.pick(['GET\r\n\r\n', 'GET /\r\n\r\n', ' / HTTP/1.1\r\n\r\n', 'G\u0000T / HTTP/1.1\r\n\r\n']),
    'unknown version': () =>
      `GET ${path} HTTP/${random.pick(['9.9', '0.9', '2.0', '1.1.1', 'x'])}\r\n${host}\r\n`,
    'unknown method': () =>
      `${random.pick(['FUZZ', 'CONNECT', 'get', 'M'.repeat(9_000)])} ${path} HTTP/1.1\r\n${host}\r\n`,
    'no host': () => `GET ${path} HTTP/1.1\r\n\r\n`,
    'two hosts': () => `GET ${path} HTTP/1.1\r\n${host}Host: evil.example\r\n\r\n`,
    'a host that is none': () =>
      `GET ${path} HTTP/1.1\r\nHost: ${random.pick(['', 'a b', '[::', '127.0.0.1:99999', 'x@y:1', '\u00ff', 'a/b', '%00', '?'])}\r\n\r\n`,
    'absolute target': () =>
      `GET ${random.pick(['http://', 'http://[', 'ftp://a/', '*', 'evil.example:80', '//', 'http://a:b:c/'])} HTTP/1.1\r\n${host}\r\n`,
    'control characters in the target': () => `GET ${path}\u0001\u007f HTTP/1.1\r\n${host}\r\n`,
    'bad content-length': () =>
      post(
        `Content-Length: ${random.pick(['-1', 'x', '1e3', '0x10', '99999999999999999999', '14, 14', ' '])}\r\n`,
        json,
      ),
    'two content-lengths': () => post('Content-Length: 14\r\nContent-Length: 15\r\n', json),
    'content-length and chunked': () =>
      post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${smuggled}`),
    'chunked in disguise': () =>
      post(
        `Transfer-Encoding: ${random.pick(['xchunked', 'chunked, identity', ' chunked', 'Chunked\t', 'gzip, chunked'])}\r\n`,
        `e\r\n${json}\r\n0\r\n\r\n`,
      ),
    'chunks of garbage': () =>
      post(
        'Transfer-Encoding: chunked\r\n',
        random.pick(['zz\r\n', '-1\r\n\r\n', 'ffffffffffffffff\r\n', '5;x\r\nab', 'e\r\n'.repeat(200)]),
      ),
    'chunk extensions': () =>
      post('Transfer-Encoding: chunked\r\n', `e;${'a=b;'.repeat(5_000)}\r\n${json}\r\n0\r\n\r\n`),
    'trailers of a chunked body': () =>
      post('Transfer-Encoding: chunked\r\n', `e\r\n${json}\r\n0\r\nAuthorization: Bearer x\r\n\r\n`),
    'body shorter than said': () => post('Content-Length: 5000\r\n', json),
    'body longer than said': () => post('Content-Length: 3\r\n', `${json}${smuggled}`),
    'huge header': () =>
      `GET ${path} HTTP/1.1\r\n${host}X-A: ${'a'.repeat(random.pick([8_000, 20_000, 200_000]))}\r\n\r\n`,
    'many headers': () =>
      `GET ${path} HTTP/1.1\r\n${host}${'X-A: 1\r\n'.repeat(random.pick([900, 3_000]))}\r\n`,
    'header without a name': () => `GET ${path} HTTP/1.1\r\n${host}: x\r\n\r\n`,
    'header with a space before the colon': () => post('Content-Length : 14\r\n', json),
    'folded header': () => `GET ${path} HTTP/1.1\r\n${host}X-A: b\r\n c: d\r\n\r\n`,
    'NUL in a header': () => `GET ${path} HTTP/1.1\r\n${host}Authorization: Bearer \u0000\r\n\r\n`,
    'bare line feeds': () => `GET ${path} HTTP/1.1\n${host.replace('\r', '')}\n`,
    'bare carriage returns': () => `GET ${path} HTTP/1.1\r${host.replace('\n', '')}\r`,
    'expects to continue': () => post('Content-Length: 14\r\nExpect: 100-continue\r\n', json),
    upgrade: () =>
      `GET ${path} HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: ${random.pick(['websocket', 'h2c', 'TLS/1.0'])}\r\nSec-WebSocket-Key: x\r\n\r\n`,
    'http/2 preface': () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004',
    'a TLS hello': () => '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
    'many requests at once': () => smuggled.repeat(random.between(2, 30)),
    'long target': () =>
      `GET ${path}${'/a'.repeat(random.pick([4_000, 9_000, 40_000]))} HTTP/1.1\r\n${host}\r\n`,
    noise: () => Buffer.from(random.bytes(random.between(1, 2_000))).toString('latin1'),
  }
  const name = random.pick(Object.keys(shapes))
  const bytes = Buffer.from(shapes[name]!(), 'latin1')
  return { name, pieces: pieces(bytes, random), ending: random.pick(['end', 'end', 'reset', 'wait']) }
}

function pieces(bytes: Buffer, random: SeededRandom): Buffer[] {
  if (random.chance(0.6)) return [bytes]
  const cut = random.between(0, bytes.length)
  // Now and then the second half never comes.
  return random.chance(0.3) ? [bytes.subarray(0, cut)] : [bytes.subarray(0, cut), bytes.subarray(cut)]
}
