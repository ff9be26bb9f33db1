import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ASKS } from '../../shared/protocol/desk.ts'
import { startBackend, WARM_AFTER_MS } from './backend.ts'
import { nodePorts, SealedProfileError } from './node-ports.ts'
import { createHandlers } from './serve/handlers.ts'
import { serveWeb } from './serve/web-server.ts'
import { joinWhenNew } from './session/desk-session.ts'
import { UpdateFailedError, UpdateNeedsRoomError } from './store/migrate-profile.ts'
import { NewerProfileError } from './store/migrations.ts'
import { ProfileInUseError, UnsafeSqliteError } from './store/open-profile.ts'

/**
 * The backend as a process of its own, without Electron: `--profile DIR` (required), `--relay URL` the relay that the
 * first start offers, `--port N`, `--join CODE` enrols a new profile at once. Prints one JSON line `{url, token}`, and for
 * people, unless `--headless`, the address to open.
 */
const { values } = parseArgs({
  options: {
    profile: { type: 'string' },
    relay: { type: 'string', default: '' },
    port: { type: 'string', default: '0' },
    join: { type: 'string' },
    name: { type: 'string', default: 'Desktop' },
    headless: { type: 'boolean', default: false },
    browser: { type: 'boolean', default: false },
  },
})

if (values.profile === undefined) leave('Say where the profile is: --profile DIR')
const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  leave(`--port takes a number from 0 to 65535, not ${values.port}`)

try {
  const backend = startBackend(nodePorts(), values.profile, values.relay)
  const deviceKey = backend.sync.state('deviceKey')
  if (deviceKey !== null) await backend.ports.secrets.open(deviceKey)
  if (values.join !== undefined) {
    const input = { relayUrl: values.relay, code: values.join, deviceName: values.name }
    await joinWhenNew(backend, ASKS['company.join'].parse(input))
  }
  const token = launchToken(values.profile)
  const rendererDir = fileURLToPath(new URL('../../dist/renderer', import.meta.url))
  const server = await serveWeb(backend, createHandlers(backend), { port, token, rendererDir })
  process.stdout.write(`${JSON.stringify({ url: server.url, token })}\n`)
  if (!values.headless) sayWhere(`${server.url}/#token=${token}`, rendererDir)
  setTimeout(() => void backend.warm(), WARM_AFTER_MS).unref()
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await server.close()
    await backend.stop()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
} catch (error) {
  leave(reasonOf(error))
}

/** One per profile, so that a tab left open finds its way back after a restart. Only this user can read it. */
function launchToken(profile: string): string {
  const file = join(profile, 'launch-token')
  if (existsSync(file)) return readFileSync(file, 'utf8')
  const token = randomBytes(24).toString('base64url')
  writeFileSync(file, token, { mode: 0o600 })
  return token
}

function sayWhere(address: string, rendererDir: string): void {
  const built = existsSync(join(rendererDir, 'index.html'))
  const way = built
    ? `Open ${address} in your browser.`
    : 'Its screens are not built yet: npm run build makes them.'
  process.stderr.write(`Florin is running. ${way} Ctrl+C stops it.\n`)
}

function reasonOf(error: unknown): string {
  if (error instanceof ProfileInUseError) {
    return 'Florin already runs on this profile. Use the window that is open, or close it first.'
  }
  if (error instanceof SealedProfileError) {
    return 'The keys of this profile are in this computer’s keychain. Open it in Florin’s own window.'
  }
  if (error instanceof NewerProfileError)
    return 'This profile was made by a newer Florin. Update this one, then start again.'
  if (error instanceof UpdateFailedError) {
    return `Florin was updated, but this profile could not be brought up to date. It is as it was before, and a copy of it is ${error.snapshot}. Install the newest Florin, or the one you had, and start again.`
  }
  if (error instanceof UpdateNeedsRoomError) {
    const megabytes = Math.ceil(error.neededBytes / 1_000_000)
    return `Florin was updated, and this profile is copied before it is brought up to date. That needs ${megabytes} MB free on its disk. Make room, then start again; nothing was changed.`
  }
  if (error instanceof UnsafeSqliteError) return `${error.message}: it can lose data. Install Florin again.`
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${values.port} is taken. Choose another with --port, or leave it out.`
  }
  if (error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL') {
    return 'The disk is full. Make room, then start again; nothing was lost.'
  }
  return `Florin could not start: ${error instanceof Error ? error.message : String(error)}`
}

function leave(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
