import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { runCommand } from './backup/run-command.ts'
import { ConfigError, readConfig } from './config.ts'
import { createLog } from './create-log.ts'
import { PortTakenError } from './listen.ts'
import { MovedAwayError, startRelay } from './start-relay.ts'
import { NewerDatabaseError } from './store/migrate.ts'
import { FolderInUseError } from './store/take-relay-lock.ts'

/** The whole stop, in milliseconds: whoever waits for it kills after ten seconds. */
const STOP_LIMIT = 9_500

const log = createLog(pino.destination({ dest: 2, sync: true }))
const args = process.argv.slice(2)

try {
  if (args.length > 0) process.exitCode = await command()
  else await serve()
} catch (error) {
  const code = exitCode(error)
  if (code === null) throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = code
}

async function serve(): Promise<void> {
  const relay = await startRelay(readConfig(process.env), log)
  process.stdout.write(`${JSON.stringify({ relay: relay.url, gateway: relay.gatewayUrl })}\n`)
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop(relay))
}

// `backup`, `restore`, `migrate` and `rotate-keys`: see cloud-relay/backup/run-command.ts.
function command(): Promise<number> {
  // What they write holds password hashes: it is this user's alone.
  process.umask(0o077)
  return runCommand(args, process.env, {
    clock: { now: () => Date.now() },
    random: { bytes: size => randomBytes(size) },
    say: line => process.stdout.write(`${line}\n`),
  })
}

async function stop(relay: { stop(): Promise<void> }): Promise<void> {
  const late = setTimeout(() => {
    log.error('the stop took too long')
    process.exit(1)
  }, STOP_LIMIT)
  await relay.stop()
  clearTimeout(late)
  process.exit(0)
}

function exitCode(error: unknown): number | null {
  if (error instanceof ConfigError) return 2
  if (error instanceof PortTakenError) return 3
  if (error instanceof NewerDatabaseError) return 4
  if (error instanceof FolderInUseError) return 5
  if (error instanceof MovedAwayError) return 6
  return null
}
