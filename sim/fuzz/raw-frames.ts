import type { SeededRandom } from '../../shared/lib/seeded-random.ts'

/** Bytes for a backend's port: a WebSocket's frames after a good handshake, or a handshake that is none. */
export interface RawFrames {
  name: string
  pieces: Buffer[]
  ending: 'end' | 'reset' | 'wait'
  /** True when the answer may only be a refusal: no socket may be opened. */
  mustRefuse: boolean
}

/** Attacks on handshake, frames and the files that are served beside them. */
export function rawFrames(at: { port: number; token: string }, random: SeededRandom): RawFrames {
  const ending = random.pick(['end', 'reset', 'wait'] as const)
  if (random.chance(0.45)) {
    const name = random.pick(Object.keys(FRAMES))
    const handshake = handshakeOf(at, {})
    return { name, pieces: [handshake, FRAMES[name]!(random)], ending, mustRefuse: false }
  }
  if (random.chance(0.6)) {
    const name = random.pick(Object.keys(HANDSHAKES))
    return { name, pieces: [handshakeOf(at, HANDSHAKES[name]!(at, random))], ending, mustRefuse: true }
  }
  const target = random.pick(TARGETS)
  const method = random.pick(['GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE', 'TRACE'])
  const request = `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1:${at.port}\r\nConnection: close\r\n\r\n`
  return { name: 'a file', pieces: [Buffer.from(request, 'latin1')], ending: 'end', mustRefuse: true }
}

interface Handshake {
  target?: string
  host?: string
  origin?: string
  upgrade?: string
  version?: string
  key?: string
}

function handshakeOf({ port, token }: { port: number; token: string }, change: Handshake): Buffer {
  const { target = `/desk?token=${token}`, host = `127.0.0.1:${port}`, upgrade = 'websocket' } = change
  const { version = '13', key = 'dGhlIHNhbXBsZSBub25jZQ==', origin } = change
  const lines = [`Host: ${host}`, 'Connection: Upgrade', `Upgrade: ${upgrade}`]
  lines.push(`Sec-WebSocket-Version: ${version}`, `Sec-WebSocket-Key: ${key}`)
  if (origin !== undefined) lines.push(`Origin: ${origin}`)
  return Buffer.from(`GET ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

const HANDSHAKES: Record<string, (at: { port: number; token: string }, random: SeededRandom) => Handshake> = {
  'no token': () => ({ target: '/desk' }),
  'a wrong token': ({ token }) => ({ target: `/desk?token=${token.slice(0, -1)}` }),
  'a token of odd characters': (_, random) => ({
    target: `/desk?token=${random.pick(['%00', '%ff', '%', '\u00e9'])}`,
  }),
  'two tokens': ({ token }) => ({ target: `/desk?token=x&token=${token}` }),
  'another path': ({ token }) => ({ target: `/desk/../desk?token=${token}` }),
  'another host': () => ({ host: 'evil.example' }),
  'the host of a rebound name': ({ port }) => ({ host: `127.0.0.1.evil.example:${port}` }),
  'another origin': () => ({ origin: 'https://evil.example' }),
  'no origin at all': () => ({ origin: 'null' }),
  'an origin that only begins well': ({ port }) => ({ origin: `http://127.0.0.1:${port}.evil.example` }),
  'another protocol': () => ({ upgrade: 'h2c' }),
  'an old version': () => ({ version: '7' }),
  'a broken key': () => ({ key: 'x' }),
}

const TARGETS = [
  '/',
  '//',
  '/../../../../etc/passwd',
  '/..%2f..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/package.json',
  '/%00',
  '/%',
  '/%ff',
  '/..\\..\\package.json',
  '/index.html/',
  '/assets/../../package.json',
  '/desk-access',
  '/desk-access?token=%',
  `/${'a'.repeat(9_000)}`,
  `/${'../'.repeat(900)}etc/passwd`,
  'http://evil.example/',
  '*',
  '/desk',
  '/\u0080\u00ff',
]

const QUESTION = '{"id":1,"ask":"sync.status","input":{}}'

const FRAMES: Record<string, (random: SeededRandom) => Buffer> = {
  'a binary frame': () => frame(0x82, Buffer.from(QUESTION)),
  'text that is no UTF-8': () => frame(0x81, Buffer.of(0x7b, 0xff, 0xfe, 0x7d)),
  'an unmasked frame': () => Buffer.concat([Buffer.of(0x81, QUESTION.length), Buffer.from(QUESTION)]),
  'reserved bits': () => frame(0xf1, Buffer.from(QUESTION)),
  'an unknown kind of frame': random => frame(0x80 | random.pick([3, 4, 7, 11, 15]), Buffer.from(QUESTION)),
  'a frame said to be huge': () =>
    Buffer.concat([Buffer.of(0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0), Buffer.alloc(64)]),
  'a length beyond all numbers': () =>
    Buffer.concat([Buffer.of(0x81, 0xff), Buffer.alloc(8, 0xff), Buffer.alloc(64)]),
  'a frame over the limit': () => frame(0x81, Buffer.alloc(4 * 1024 * 1024 + 1, 0x20)),
  'a control frame that is too long': () => frame(0x89, Buffer.alloc(200)),
  'a control frame in pieces': () => frame(0x09, Buffer.from('x')),
  'a continuation of nothing': () => frame(0x80, Buffer.from(QUESTION)),
  'a text that begins twice': () =>
    Buffer.concat([frame(0x01, Buffer.from('{')), frame(0x01, Buffer.from('}'))]),
  'many pieces of one text': () =>
    Buffer.concat([
      frame(0x01, Buffer.from('{')),
      ...Array.from({ length: 2_000 }, () => frame(0x00, Buffer.from(' '))),
    ]),
  'a close with a broken code': random =>
    frame(0x88, Buffer.from(random.pick([[1], [0, 0], [3, 0xed], [0xff, 0xff]]))),
  'pings without end': () => Buffer.concat(Array.from({ length: 500 }, () => frame(0x89, Buffer.from('x')))),
  'half a frame': () => frame(0x81, Buffer.from(QUESTION)).subarray(0, 12),
  noise: random => Buffer.from(random.bytes(random.between(1, 2_000))),
}

/** A frame as a client sends it, masked. `head`: FIN, reserved bits and kind. */
function frame(head: number, payload: Buffer): Buffer {
  const mask = Buffer.of(1, 2, 3, 4)
  const masked = Buffer.from(payload)
  for (let at = 0; at < masked.length; at++) masked[at]! ^= mask[at % 4]!
  if (payload.length < 126) return Buffer.concat([Buffer.of(head, 0x80 | payload.length), mask, masked])
  const size = Buffer.alloc(payload.length < 65_536 ? 2 : 8)
  if (size.length === 2) size.writeUInt16BE(payload.length)
  else size.writeBigUInt64BE(BigInt(payload.length))
  return Buffer.concat([Buffer.of(head, 0x80 | (size.length === 2 ? 126 : 127)), size, mask, masked])
}
