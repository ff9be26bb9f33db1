import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSqlite } from '../../../cloud-relay/store/sqlite.ts'
import { testRandom } from '../../../cloud-relay/testing/each-engine.ts'
import { SETUP_TOKEN, startRelayUnderTest } from '../../../cloud-relay/testing/relay-under-test.ts'
import { ADMIN } from '../../../cloud-relay/testing/test-device.ts'
import type { Answers, AskName, ParsedInput } from '../../../shared/protocol/desk.ts'
import { startBackend } from '../backend.ts'
import type { BackendPorts } from '../ports.ts'
import { createHandlers } from '../serve/handlers.ts'
import { temporaryFolder } from './desktop-under-test.ts'
import { relayInProcess } from './joined-desktop.ts'

/**
 * A whole backend of a new company at a real relay, its administrator logged in; `before` may fail a request, as a network does.
 * Its clock is the relay's unless another is given.
 */
export async function deskAtRelay(before: (path: string) => void, clock?: BackendPorts['clock']) {
  const folder = temporaryFolder()
  const relay = await startRelayUnderTest(openSqlite(join(folder.path, 'relay.db')))
  const profile = join(folder.path, 'profile')
  mkdirSync(profile)
  const http = relayInProcess(relay, before)
  const ports: BackendPorts = {
    clock: clock ?? relay.clock,
    random: testRandom,
    timers: {
      sleep: async (ms: number, signal?: AbortSignal) =>
        void (await sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined)),
    },
    secrets: { seal: async plain => plain, open: async sealed => sealed },
    relayAt: () => ({
      ...http,
      async *heads({ signal }) {
        await sleep(600_000, undefined, { signal }).catch(() => undefined)
      },
    }),
    log: () => undefined,
  }
  const backend = startBackend(ports, profile, 'http://127.0.0.1:1')
  const handlers = createHandlers(backend)

  async function ask<N extends AskName>(name: N, input: ParsedInput<N>): Promise<Answers[N]> {
    return (handlers[name] as (input: ParsedInput<N>) => Answers[N] | Promise<Answers[N]>)(input)
  }

  await ask('company.create', {
    relayUrl: 'http://127.0.0.1:1',
    setupToken: SETUP_TOKEN,
    company: {
      name: 'Aalsmeer Floral Co.',
      timeZone: 'America/New_York',
      currency: 'USD',
      language: 'en',
      email: 'office@aalsmeer.example',
    },
    admin: ADMIN,
    deviceName: 'Front desk',
  })
  return {
    relay,
    backend,
    ask,
    async remove(): Promise<void> {
      await backend.stop()
      await relay.store.close()
      folder.remove()
    },
  }
}
