import { expect, test } from 'vitest'
import { z } from 'zod'
import { GatewayRejected, GatewayUnknown, GatewayUnreachable } from './gateway.ts'
import { createGatewayClient, type GatewayClient } from './gateway-client.ts'

const schema = z.object({ ok: z.literal(true) })

function clientOf(answer: () => Response | Error): GatewayClient {
  return createGatewayClient({
    baseUrl: 'http://gateway.example',
    secretKey: 'sk',
    timeoutMs: 1_000,
    fetch: async () => {
      const given = answer()
      if (given instanceof Error) throw given
      return given
    },
  })
}

const failure = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
const problem = (status: number, code: string) => Response.json({ code, detail: '' }, { status })

test.each([
  ['a refused connection', () => failure('ECONNREFUSED'), GatewayUnreachable],
  ['a name that does not resolve', () => failure('ENOTFOUND'), GatewayUnreachable],
  ['a connection that never stood', () => failure('UND_ERR_CONNECT_TIMEOUT'), GatewayUnreachable],
  ['too many calls', () => problem(429, 'slow-down'), GatewayUnreachable],
  ['a connection lost after sending', () => failure('ECONNRESET'), GatewayUnknown],
  ['a socket closed by the other side', () => failure('UND_ERR_SOCKET'), GatewayUnknown],
  ['a timeout', () => new DOMException('late', 'TimeoutError'), GatewayUnknown],
  ['a fault nobody knows', () => new Error('?'), GatewayUnknown],
  ['a 500', () => problem(500, 'server-error'), GatewayUnknown],
  ['a redirect', () => new Response(null, { status: 302 }), GatewayUnknown],
  ['an answer that is not the one asked for', () => Response.json({ ok: 'maybe' }), GatewayUnknown],
  ['an answer that breaks off', () => new Response('{"ok":'), GatewayUnknown],
  ['a wrong key', () => problem(401, 'authentication'), GatewayRejected],
  ['a refusal that this call does not know', () => problem(422, 'disputed'), GatewayRejected],
])('%s', async (_name, answer, fault) => {
  await expect(clientOf(answer)({ path: '/v1/x', body: {} }, schema)).rejects.toBeInstanceOf(fault)
})

test('a refusal the call knows is a value', async () => {
  const call = clientOf(() => problem(422, 'disputed'))
  expect(await call({ path: '/v1/x', body: {} }, schema, ['disputed'])).toEqual({ refused: 'disputed' })
})

test('only the gateway’s own "not found" means that there is nothing', async () => {
  const read = (answer: () => Response) => clientOf(answer)({ path: '/v1/x', missing: null }, schema)
  expect(await read(() => problem(404, 'not-found'))).toBeNull()
  await expect(read(() => new Response('no such page', { status: 404 }))).rejects.toBeInstanceOf(
    GatewayRejected,
  )
})
