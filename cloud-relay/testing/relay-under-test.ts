import type { Hono } from 'hono'
import pino from 'pino'
import { createApp } from '../app.ts'
import type { PaymentsSetup } from '../gateways/payments-setup.ts'
import { createRelay, type Relay } from '../ledger/create-relay.ts'
import type { Store } from '../ports.ts'
import { realTimers } from '../real-timers.ts'
import { migrate } from '../store/migrate.ts'
import { createTestClock, type TestClock, testRandom } from './each-engine.ts'

/** The setup token of relays under test. */
export const SETUP_TOKEN = 'setup-token-for-tests'

/** A relay on a real store, driven by requests without a network. */
export interface RelayUnderTest {
  app: Hono
  relay: Relay
  store: Store
  clock: TestClock
  /** Every line logged so far. */
  logged: Record<string, unknown>[]
  /** Ends open streams and waits, as a stop does. */
  stop(): void
}

/** A relay that was given no key to seal secrets with. */
const NO_SETUP: PaymentsSetup = {
  instructions: async () => ({ keepsKeys: false, hasPlatform: false, webhookUrl: '', webhookTypes: [] }),
  connect: async () => ({ refused: 'no-platform' as const }),
  onboardingUrl: async () => null,
  enter: async () => ({ refused: 'keys' }),
  check: async () => undefined,
}

/**
 * Puts a relay on a store, its schema brought up to date. Requests carry their address in `x-test-address`. `oldestPull` as
 * {@link createApp} has it.
 */
export async function startRelayUnderTest(
  store: Store,
  clock = createTestClock(),
  oldestPull?: number,
): Promise<RelayUnderTest> {
  await migrate(store, clock)
  const logged: Record<string, unknown>[] = []
  const log = pino({ level: 'debug' }, { write: line => logged.push(JSON.parse(line)) })
  const relay = createRelay({ store, clock, random: testRandom, timers: realTimers, log })
  const stopping = new AbortController()
  const app = createApp(relay, {
    setupToken: SETUP_TOKEN,
    secret: new Uint8Array(32).fill(7),
    addressOf: c => c.req.header('x-test-address') ?? '127.0.0.1',
    ...(oldestPull === undefined ? {} : { oldestPull }),
    pages: null,
    paymentsSetup: NO_SETUP,
    isReady: async () => true,
    stopping: stopping.signal,
  })
  return {
    app,
    relay,
    store,
    clock,
    logged,
    stop() {
      stopping.abort()
      relay.stopWaiting()
    },
  }
}
