import pino from 'pino'
import { ConfigError, readConfig } from './config.ts'
import { createLog } from './create-log.ts'
import { PortTakenError } from './listen.ts'
import { startRelay } from './start-relay.ts'
import { NewerDatabaseError } from './store/migrate.ts'

/** The whole stop, in milliseconds: whoever waits for it kills after ten seconds. */
const STOP_LIMIT = 9_500

const log = createLog(pino.destination({ dest: 2, sync: true }))

try {
  const relay = await startRelay(readConfig(process.env), log)
  process.stdout.write(`${JSON.stringify({ relay: relay.url, gateway: relay.gatewayUrl })}\n`)
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop(relay))
} catch (error) {
  const code = exitCode(error)
  if (code === null) throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = code
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
  return null
}
