import { createApp } from '../../cloud-relay/app.ts'
import { createSandboxGateway } from '../../cloud-relay/gateways/sandbox/create-sandbox-gateway.ts'
import type { Relay } from '../../cloud-relay/ledger/create-relay.ts'
import { createPages } from '../../cloud-relay/pages/pages.ts'
import { testRandom } from '../../cloud-relay/testing/each-engine.ts'
import { loadFonts } from '../../resources/fonts/load-fonts.ts'

/** One route that a relay's process answers, as its app declares it. */
export interface FuzzedRoute {
  server: 'relay' | 'gateway'
  method: string
  /** With parameters, as in `/v1/users/:userId/password`. */
  path: string
}

/** Every route of relay and sandbox gateway, read from the apps themselves: a new one cannot be forgotten. */
export async function relayRoutes(): Promise<FuzzedRoute[]> {
  const random = testRandom
  const clock = { now: () => Date.now() }
  // Routes are declared without anything being asked of the ports.
  const relay = { clock, random } as Relay
  const pages = createPages(relay, {
    publicUrl: 'http://127.0.0.1',
    secret: new Uint8Array(32),
    keys: { keyOf: never, companyOf: never, knownKey: never, load: never },
    payments: {} as Parameters<typeof createPages>[1]['payments'],
    gatewayOf: never,
    fonts: loadFonts(),
    addressOf: () => '',
  })
  const app = createApp(relay, {
    setupToken: '',
    secret: new Uint8Array(32),
    addressOf: () => '',
    pages,
    isReady: never,
    stopping: new AbortController().signal,
  })
  const gateway = createSandboxGateway({
    db: ':memory:',
    now: clock.now,
    randomBytes: count => random.bytes(count),
    webhookUrl: () => null,
    deliver: never,
    publicOrigin: 'http://127.0.0.1',
    allowedFrameAncestors: [],
  })
  const declared = [...routesOf('relay', app.routes), ...routesOf('gateway', gateway.app.routes)]
  await gateway.stop()
  return declared
}

function routesOf(
  server: FuzzedRoute['server'],
  declared: readonly { method: string; path: string }[],
): FuzzedRoute[] {
  const found = new Map<string, FuzzedRoute>()
  for (const { method, path } of declared) {
    // Middleware is declared for all methods, and for whole parts of the tree.
    if (method === 'ALL' || path.includes('*')) continue
    found.set(`${method} ${path}`, { server, method, path })
  }
  return [...found.values()]
}

function never(): never {
  throw new Error('nothing is asked while routes are declared')
}
