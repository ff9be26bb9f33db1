import { join } from 'node:path'
import type { Ports } from './choose-ports.ts'
import type { Secrets } from './data-folder.ts'

const relaySettings = ['DATABASE_URL', 'SMTP_URL']

/** The caller's environment without any of Florin's own settings: a developer's exported database is not the demo's. */
export function cleanEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !name.startsWith('FLORIN_') && !relaySettings.includes(name),
  )
  return Object.fromEntries(kept)
}

/** What the relay is started with: SQLite in the data folder, mail to the inbox, the sandbox gateway on its own port. */
export function relayEnvironment(folder: string, ports: Ports, secrets: Secrets): NodeJS.ProcessEnv {
  return {
    ...cleanEnvironment(process.env),
    FLORIN_RELAY_HOST: '127.0.0.1',
    FLORIN_RELAY_PORT: String(ports.relay),
    FLORIN_PUBLIC_URL: `http://127.0.0.1:${ports.relay}`,
    FLORIN_DATA: join(folder, 'relay'),
    FLORIN_SETUP_TOKEN: secrets.setupToken,
    FLORIN_SECRET: secrets.relaySecret,
    FLORIN_MAIL_DOMAIN: 'mail.florin.test',
    FLORIN_SANDBOX_PORT: String(ports.gateway),
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
  }
}
