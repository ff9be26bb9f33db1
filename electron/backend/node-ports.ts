import { getRandomValues } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import type { BackendPorts, SecretBox } from './ports.ts'
import { relayHttp } from './sync/relay-http.ts'

/** The profile's secrets are in the keychain, which only Florin's own window can ask. */
export class SealedProfileError extends Error {
  override name = 'SealedProfileError'
}

/** Without Electron the profile's file mode is the only guard of its secrets. */
const plainSecrets: SecretBox = {
  seal: async plain => plain,
  async open(kept) {
    if (kept.startsWith('sealed:')) throw new SealedProfileError('the secret is sealed by a keychain')
    return kept
  },
}

/** The real clock, randomness, network and log (JSON lines on stderr). */
export function nodePorts(secrets: SecretBox = plainSecrets): BackendPorts {
  const log = pino({ base: { part: 'desktop' } }, pino.destination({ fd: 2, sync: true }))
  return {
    clock: { now: () => Date.now() },
    random: { bytes: count => getRandomValues(new Uint8Array(count)) },
    timers: {
      async sleep(ms, signal) {
        await sleep(ms, undefined, { ...(signal ? { signal } : {}), ref: true }).catch(() => undefined)
      },
    },
    secrets,
    relayAt: relayHttp,
    log: (level, message, details) => log[level](details ?? {}, message),
  }
}
