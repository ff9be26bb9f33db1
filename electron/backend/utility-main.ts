import { parseArgs } from 'node:util'
import { ASKS } from '../../shared/protocol/desk.ts'
import { type Backend, startBackend, WARM_AFTER_MS } from './backend.ts'
import { nodePorts } from './node-ports.ts'
import type { BackendPorts } from './ports.ts'
import { createHandlers } from './serve/handlers.ts'
import { type FromBackend, type StartFailure, toBackend } from './serve/parent-messages.ts'
import { parentSecrets } from './serve/parent-secrets.ts'
import { servePort, type WindowPort } from './serve/port-server.ts'
import { joinWhenNew } from './session/desk-session.ts'
import { UpdateFailedError, UpdateNeedsRoomError } from './store/migrate-profile.ts'
import { NewerProfileError } from './store/migrations.ts'
import { ProfileInUseError, UnsafeSqliteError } from './store/open-profile.ts'

/** The way to the process that forked this one: Electron's ParentPort. */
export interface ParentDoor {
  on(event: 'message', listener: (event: { data: unknown; ports: WindowPort[] }) => void): unknown
  postMessage(message: unknown): void
}

/**
 * The backend inside Electron, as a utility process: `--profile DIR --relay URL [--join CODE]`. Serves every window whose port the
 * parent hands over, asks the parent for secrets, and ends with `leave(0)` after it closed its profile.
 */
export function runInElectron(parent: ParentDoor, args: string[], leave: (code: number) => void): void {
  const { profile, relay, join } = readArguments(args)
  const tell = (message: FromBackend) => parent.postMessage(message)
  const secrets = parentSecrets(tell)
  const ports = nodePorts(secrets.box)
  const backend = openBackend(ports, profile, relay, tell)
  if (backend === null) return
  const handlers = createHandlers(backend)
  const tellRelay = () => tell({ kind: 'relay', relayUrl: backend.state().relayUrl })
  let isStopping = false
  tellRelay()
  setTimeout(() => void backend.warm(), WARM_AFTER_MS).unref()
  if (join !== null) {
    const joinNow = async () => {
      const input = ASKS['company.join'].parse({ relayUrl: relay, code: join, deviceName: 'Desktop' })
      await joinWhenNew(backend, input)
      backend.logIn(null)
    }
    joinNow().catch(error => {
      ports.log('warn', 'joining with the code of the start failed', { error: String(error) })
    })
  }
  backend.listen(event => {
    if (event.event === 'session') tellRelay()
  })
  parent.on('message', async event => {
    const message = toBackend.safeParse(event.data)
    if (!message.success || isStopping) return
    if (message.data.kind === 'secret') return secrets.answered(message.data)
    if (message.data.kind === 'window') {
      for (const port of event.ports) servePort(backend, handlers, port)
      return
    }
    isStopping = true
    await backend.stop()
    leave(0)
  })
}

/** null when the profile can't be opened; the parent is told why, shows it and ends this process. */
function openBackend(
  ports: BackendPorts,
  profile: string,
  relay: string,
  tell: (message: FromBackend) => void,
): Backend | null {
  try {
    return startBackend(ports, profile, relay)
  } catch (error) {
    ports.log('error', 'the profile could not be opened', { error: String(error) })
    const detail = error instanceof UpdateFailedError ? error.snapshot : ''
    tell({ kind: 'failed', reason: reasonOf(error), detail })
    return null
  }
}

function reasonOf(error: unknown): StartFailure {
  if (error instanceof ProfileInUseError) return 'profile-in-use'
  if (error instanceof NewerProfileError) return 'newer-profile'
  if (error instanceof UnsafeSqliteError) return 'unsafe-sqlite'
  if (error instanceof UpdateFailedError) return 'update-failed'
  if (error instanceof UpdateNeedsRoomError) return 'update-needs-room'
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'SQLITE_FULL' || code === 'ENOSPC' ? 'disk-full' : 'other'
}

function readArguments(args: string[]): { profile: string; relay: string; join: string | null } {
  const { values } = parseArgs({
    args,
    options: { profile: { type: 'string' }, relay: { type: 'string' }, join: { type: 'string' } },
  })
  if (values.profile === undefined) throw new Error('a backend needs --profile DIR')
  return { profile: values.profile, relay: values.relay ?? '', join: values.join ?? null }
}

const { parentPort } = process as { parentPort?: ParentDoor }
if (parentPort) runInElectron(parentPort, process.argv.slice(2), code => process.exit(code))
