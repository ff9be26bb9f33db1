import { createHash } from 'node:crypto'
import { startBackend } from '../../electron/backend/backend.ts'
import type { BackendPorts, RelayAnswer, RelayHttp } from '../../electron/backend/ports.ts'
import { RelayUnreachable } from '../../electron/backend/ports.ts'
import { desktopUnderTest, temporaryFolder } from '../../electron/backend/testing/desktop-under-test.ts'
import { memoryRelay } from '../../electron/backend/testing/memory-relay.ts'
import type { ColumnType } from '../../shared/domain/table.ts'
import { TABLE_NAMES, tableOf } from '../../shared/domain/tables.ts'
import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import { aCustomer, productFields } from '../../shared/testing/builders.ts'
import { aDesk } from '../../shared/testing/desk.ts'
import { type RouteCounts, Violation } from './fuzz-report.ts'
import { hostileValue } from './hostile-values.ts'
import { mutateJson, printJson } from './mutate-json.ts'
import { caseRandom } from './relay-cases.ts'

const STATUSES = [200, 200, 200, 201, 204, 301, 400, 401, 403, 404, 409, 409, 426, 429, 500, 503, 0, -1, 9e9]
const CODES = [
  'gap',
  'forked',
  'rewound',
  'busy',
  'unauthorized',
  'device-revoked',
  'device-unknown',
  'update-required',
  '__proto__',
  '',
]
/** A command is given each time the relay was asked so often, so that there is always something to push. */
const GIVE_EVERY = 25

/**
 * Runs a real backend whose relay answers `cases` requests with what is seldom an answer. Throws {@link Violation} when
 * anything is left unhandled, the loop stops asking, or a row is stored that its table's columns do not describe.
 */
export async function fuzzAgainstHostileRelay(
  { seed, counts }: { seed: number; counts: RouteCounts },
  cases: number,
): Promise<void> {
  const desk = aDesk()
  aCustomer(desk)
  const relay = memoryRelay(desk)
  relay.adopt()
  const directory = temporaryFolder()
  const made = desktopUnderTest(desk, relay, 7, directory)
  await made.pull()
  made.sync.setState('relayUrl', 'http://127.0.0.1:1')
  made.profile.close()

  let asked = 0
  let last = ''
  const enough = Promise.withResolvers<void>()
  const unhandled: unknown[] = []
  const onUnhandled = (error: unknown) => void unhandled.push(error)
  process.on('unhandledRejection', onUnhandled)
  process.on('uncaughtException', onUnhandled)

  const http: RelayHttp = {
    async request(input) {
      const n = asked++
      const random = caseRandom(seed, n)
      if (n % GIVE_EVERY === 0) give()
      const answer = await relay.http.request(input)
      const hostile = disturbed(answer, random)
      last = `${input.path} ← ${hostile === null ? 'nothing' : printJson(hostile).slice(0, 1_500)}`
      counts.add(
        `hostile relay ${input.path}`,
        hostile === null ? 'lost' : hostile === answer ? 'good' : 'bad',
      )
      if (counts.total() >= cases) enough.resolve()
      if (hostile === null) throw new RelayUnreachable('lost')
      return hostile
    },
    async *heads({ signal }) {
      const random = caseRandom(seed, asked + 1_000_000)
      for (let times = 0; times < 3 && !signal.aborted; times++) {
        await new Promise(done => setTimeout(done, 1))
        yield random.pick([0, -1, 1e300, Number.NaN, 2 ** 53])
      }
    },
  }
  const ports: BackendPorts = { ...made.ports, timers: { sleep }, relayAt: () => http }
  const backend = startBackend(ports, directory.path, '')
  function give(): void {
    const payload = { productId: desk.newId(), ...productFields(desk) }
    backend.ledger.give({ name: 'product.add', payload, userId: desk.userId })
    backend.kick()
  }
  const kicking = setInterval(() => backend.kick(), 5)
  const stuck = setTimeout(() => enough.reject(new Error(`the loop stopped asking after ${asked}`)), 120_000)
  const where = () => ({ seed, caseNumber: asked, reproduction: `the last answer: ${last}` })
  try {
    await enough.promise
    if (unhandled.length > 0) throw new Error(`left unhandled: ${(unhandled[0] as Error)?.stack}`)
    const misfit = misfitIn(backend)
    if (misfit !== null) throw new Error(misfit)
    backend.status()
  } catch (error) {
    throw new Violation(`a desktop against a hostile relay: ${(error as Error).message}`, where())
  } finally {
    clearInterval(kicking)
    clearTimeout(stuck)
    await backend.stop()
    process.off('unhandledRejection', onUnhandled)
    process.off('uncaughtException', onUnhandled)
    directory.remove()
  }
}

// Time passes as fast as the loop asks, but other things get their turn.
function sleep(_ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, 1)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function disturbed(answer: RelayAnswer, random: SeededRandom): RelayAnswer | null {
  const kind = random.fraction()
  if (kind < 0.3) return answer
  if (kind < 0.35) return null
  if (kind < 0.5) return { status: random.pick(STATUSES), body: parsed(hostileValue(random)) }
  if (kind < 0.6) {
    const status = random.pick(STATUSES)
    return { status, body: { type: '', title: '', status, code: random.pick(CODES) } }
  }
  if (kind < 0.65) return { status: 200, body: random.pick(['', undefined, null, '<html>', Buffer.of(1)]) }
  const body = parsed(mutateJson(answer.body, random)) as { rows?: unknown; checksum?: unknown } | null
  // As a relay that means ill would: what was changed still has its sum.
  if (body?.rows !== undefined && random.chance(0.7)) {
    body.checksum = createHash('sha256').update(JSON.stringify(body.rows)).digest('hex')
  }
  return { status: answer.status, body }
}

function parsed(value: unknown): unknown {
  return JSON.parse(printJson(value))
}

function misfitIn({ profile }: ReturnType<typeof startBackend>): string | null {
  for (const table of TABLE_NAMES) {
    const rows = profile.writer.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]
    for (const row of rows) {
      for (const [name, type] of Object.entries(tableOf(table).columns) as [string, ColumnType][]) {
        if (!isStored(row[name], type)) return `${table}.${name} holds ${JSON.stringify(row[name])}`
      }
    }
  }
  return null
}

function isStored(value: unknown, type: ColumnType): boolean {
  if (type.endsWith('?') && value === null) return true
  if (type === 'boolean') return value === 0 || value === 1
  if (type === 'number') return Number.isFinite(value)
  if (type.startsWith('integer')) return Number.isSafeInteger(value)
  return typeof value === 'string' && !/^-?\d+\.0$/.test(value)
}
