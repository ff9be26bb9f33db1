import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPostgres } from '../../cloud-relay/store/postgres.ts'
import { openSqlite } from '../../cloud-relay/store/sqlite.ts'
import { freePort } from '../../e2e/support/processes.ts'
import { connectDesk } from '../../electron/backend/testing/desk-client.ts'
import { startPostgres } from '../../scripts/start-postgres.ts'
import { newId } from '../../shared/lib/ids.ts'
import { type SeededRandom, seededRandom } from '../../shared/lib/seeded-random.ts'
import { customerFields } from '../../shared/testing/builders.ts'
import { checkCompany } from './check-company.ts'
import { hireClerk, type Told } from './clerk.ts'
import { createPart, type Part } from './part.ts'

const ADMIN = { name: 'Elena Vos', login: 'elena@bloem.example', password: 'tulips in spring' }
const SETUP_TOKEN = 'a-setup-token-for-chaos'
const DESKTOPS = ['front', 'back', 'till']
const SETTLE_LIMIT_MS = 120_000

export interface ChaosOrder {
  engine: 'sqlite' | 'postgres'
  cycles: number
  seed: number
  say(line: string): void
}

export interface ChaosResult {
  losses: string[]
  /** One line of figures. */
  summary: string
  /** Where logs and databases are kept after a loss; null when nothing was lost. */
  folder: string | null
}

/**
 * A relay and three desktops as processes under load; in each cycle one of them, or all, is killed as by a power cut and
 * started again. At the end everything must be there, once, and the same everywhere.
 */
export async function runChaos({ engine, cycles, seed, say }: ChaosOrder): Promise<ChaosResult> {
  const folder = mkdtempSync(join(tmpdir(), `florin-chaos-${engine}-`))
  const random = seededRandom(seed)
  const postgres = engine === 'postgres' ? await startPostgres() : null
  const port = await freePort()
  const relay = createPart(
    'relay',
    'cloud-relay/server.ts',
    [],
    relayEnvironment(folder, port, postgres?.url),
    folder,
  )
  const relayUrl = `http://127.0.0.1:${port}`
  const desktops = DESKTOPS.map(name =>
    createPart(
      name,
      'electron/backend/main.ts',
      ['--headless', '--profile', join(folder, name), '--relay', relayUrl],
      {},
      folder,
    ),
  )
  const told: Told = { acknowledged: new Map(), payments: new Map(), refused: 0, askedAgain: 0 }
  const login = { login: ADMIN.login, password: ADMIN.password }
  const began = Date.now()
  let isLost = true
  try {
    const customerIds = await openCompany(relay, desktops, relayUrl)
    const clerks = desktops.map((desktop, at) =>
      hireClerk(desktop, login, customerIds, seededRandom(seed * 100 + at), told),
    )
    for (let cycle = 1; cycle <= cycles; cycle++) {
      await sleep(random.between(100, 900))
      const victims = chooseVictims(relay, desktops, random)
      await Promise.all(victims.map(victim => victim.kill()))
      for (const victim of victims) victim.start()
      if (cycle % 50 === 0) say(`${engine}: cycle ${cycle}, ${told.acknowledged.size} commands acknowledged`)
    }
    await Promise.all([relay, ...desktops].map(part => part.isReady()))
    await Promise.all(clerks.map(clerk => clerk.stop()))
    const settled = await settle(clerks)
    const parts = [relay, ...desktops]
    const kills = parts.reduce((sum, part) => sum + part.kills, 0)
    const atStart = parts.reduce((sum, part) => sum + part.killsAtStart, 0)
    await Promise.all(parts.map(part => part.kill()))
    const store = postgres
      ? openPostgres(postgres.url, random)
      : openSqlite(join(folder, 'relay', 'relay.db'))
    const found = await checkCompany(
      store,
      DESKTOPS.map(name => join(folder, name)),
      told,
    )
    await store.close()
    const losses = [...settled, ...found.losses]
    if (told.acknowledged.size === 0) losses.push('no command was ever acknowledged: nothing was tested')
    isLost = losses.length > 0
    const minutes = ((Date.now() - began) / 60_000).toFixed(1)
    const summary =
      `${engine}: ${cycles} cycles, ${kills} kills (${atStart} while starting), ` +
      `${told.acknowledged.size} commands and ${told.payments.size} checks acknowledged, ${told.refused} refused at the desk, ` +
      `${told.askedAgain} asked again after a kill, ${found.commands} in the log, ${found.rows} rows the same on ` +
      `${DESKTOPS.length} desktops, ${losses.length} lost or wrong, ${minutes} min`
    return { losses, summary, folder: isLost ? folder : null }
  } finally {
    await Promise.all([relay, ...desktops].map(part => part.kill()))
    await postgres?.stop()
    if (!isLost) rmSync(folder, { recursive: true, force: true })
  }
}

// Mostly what is at work; now and then what is just starting, and all at once.
function chooseVictims(relay: Part, desktops: readonly Part[], random: SeededRandom): Part[] {
  if (random.chance(0.08)) return [relay, ...desktops]
  const parts = random.chance(0.3) ? [relay] : desktops
  const atWork = parts.filter(part => part.ready !== null)
  return [random.pick(atWork.length > 0 && random.chance(0.85) ? atWork : parts)]
}

function relayEnvironment(folder: string, port: number, postgresUrl?: string): Record<string, string> {
  return {
    FLORIN_RELAY_PORT: String(port),
    FLORIN_SETUP_TOKEN: SETUP_TOKEN,
    FLORIN_SECRET: Buffer.alloc(32, 7).toString('base64'),
    ...(postgresUrl ? { DATABASE_URL: postgresUrl } : { FLORIN_DATA: join(folder, 'relay') }),
  }
}

/** The company through the front door: its first desktop makes it, the others join, and there are customers. */
async function openCompany(relay: Part, desktops: readonly Part[], relayUrl: string): Promise<string[]> {
  relay.start()
  await relay.isReady()
  for (const desktop of desktops) desktop.start()
  const [first, ...others] = await Promise.all(
    desktops.map(async desktop => {
      const ready = await desktop.isReady()
      return connectDesk({ url: ready.url!, token: ready.token! })
    }),
  )
  const company = {
    name: 'Bloem Wholesale',
    timeZone: 'UTC',
    currency: 'USD',
    language: 'en' as const,
    email: 'billing@bloem.example',
  }
  await first!.ask('company.create', {
    relayUrl,
    setupToken: SETUP_TOKEN,
    company,
    admin: ADMIN,
    deviceName: 'front',
  })
  const id = () =>
    newId({ now: () => Date.now() }, { bytes: count => crypto.getRandomValues(new Uint8Array(count)) })
  const customerIds: string[] = []
  for (let at = 0; at < 5; at++) {
    const customerId = id()
    customerIds.push(customerId)
    const fields = customerFields({ newId: id, nextNumber: () => String(at) })
    await first!.ask('command', { name: 'customer.add', payload: { customerId, ...fields } })
  }
  for (const [at, other] of others.entries()) {
    const { code } = await first!.ask('devices.invite', {})
    await other.ask('company.join', { relayUrl, code, deviceName: DESKTOPS[at + 1]! })
    await other.ask('session.login', { login: ADMIN.login, password: ADMIN.password })
  }
  for (const desk of [first!, ...others]) desk.close()
  return customerIds
}

type Clerk = ReturnType<typeof hireClerk>

/** Waits until no desktop has anything left to say; answers what keeps one from it. */
async function settle(clerks: readonly Clerk[]): Promise<string[]> {
  const deadline = Date.now() + SETTLE_LIMIT_MS
  let quietRounds = 0
  for (;;) {
    const states = await Promise.all(clerks.map(clerk => clerk.status()))
    const isQuiet = states.every(state => state?.phase === 'up-to-date' && state.queuedCount === 0)
    // What one sends last, the others hear of in a later round.
    quietRounds = isQuiet ? quietRounds + 1 : 0
    if (quietRounds >= 10) return []
    if (Date.now() > deadline) return [`a queue is stuck: ${JSON.stringify(states)}`]
    await sleep(200)
  }
}
