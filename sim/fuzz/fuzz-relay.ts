import { PROTOCOL } from '../../shared/protocol/version.ts'
import { type RouteCounts, Violation, type ViolationPlace } from './fuzz-report.ts'
import { hostileCommand } from './hostile-commands.ts'
import { INJECTED_HEADER, MARKUP } from './hostile-values.ts'
import { rawRequest } from './raw-requests.ts'
import { caseAsCurl, caseBytes, caseRandom, relayCase } from './relay-cases.ts'
import type { FuzzedRoute } from './relay-routes.ts'
import { changedTables, fileState, relayState, settledState } from './stored-state.ts'
import { type WireAnswer, WireClient } from './wire-client.ts'
import { CANARY, type World } from './world.ts'

const ANSWER_LIMIT_MS = 20_000
const LANES = 24
/** This part of the cases are framing attacks over sockets of their own. */
const RAW_SHARE = 0.04
const COMMANDS_PER_PUSH = 20

export interface RelayFuzz {
  world: World
  routes: readonly FuzzedRoute[]
  seed: number
  counts: RouteCounts
}

/**
 * Sends cases `from` to `to` (excluded) and compares what is stored before and after. Throws {@link Violation} at the first
 * crash, answer of 5xx, silence, leak or written row.
 */
export async function fuzzRelay(fuzz: RelayFuzz, from: number, to: number): Promise<void> {
  const { world, seed } = fuzz
  const look = () => relayState(world.store)
  const before = await settledState(look)
  const gatewayBefore = fileState(world.sandboxFile)
  let next = from
  const lane = async () => {
    const clients = { relay: new WireClient(world.ports.relay), gateway: new WireClient(world.ports.gateway) }
    while (next < to) await oneCase(fuzz, clients, next++)
    clients.relay.close()
    clients.gateway.close()
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  const where = {
    seed,
    caseNumber: to - 1,
    reproduction: `one of the cases from ${from} on; --case N looks at one alone`,
  }
  const changed = [
    ...changedTables(before, await settledState(look)),
    ...changedTables(gatewayBefore, fileState(world.sandboxFile)).map(table => `sandbox ${table}`),
  ]
  if (changed.length > 0) throw new Violation(`rows were written: ${changed.join(', ')}`, where)
}

async function oneCase(
  { world, routes, seed, counts }: RelayFuzz,
  clients: Record<'relay' | 'gateway', WireClient>,
  n: number,
): Promise<void> {
  const random = caseRandom(seed, n)
  if (random.chance(RAW_SHARE)) {
    const server = random.chance(0.8) ? 'relay' : 'gateway'
    const { name, pieces, ending } = rawRequest(world, world.ports[server], random)
    const got = await clients[server].throwAt(pieces, 3, ending)
    const statuses = [...got.matchAll(/HTTP\/1\.1 (\d)\d\d/g)].map(([, digit]) => `${digit}xx`)
    const reproduction = `${server}, ${name}: ${JSON.stringify(Buffer.concat(pieces).toString('latin1').slice(0, 3_000))}`
    const where = { seed, caseNumber: n, reproduction }
    if (statuses.includes('5xx')) throw new Violation(`an answer of 5xx: ${got.slice(0, 300)}`, where)
    checkAlive(world, where)
    counts.add(`${server} (raw socket)`, statuses[0] ?? 'closed')
    return
  }
  const given = relayCase(world, routes, random)
  const where = { seed, caseNumber: n, reproduction: caseAsCurl(given, world) }
  const answer = await clients[given.server]
    .ask(caseBytes(given), given.method === 'HEAD', ANSWER_LIMIT_MS)
    .catch((): WireAnswer => ({ status: 0, head: '', body: '' }))
  checkAlive(world, where)
  const wrong = wrongWith(answer)
  if (wrong !== null) throw new Violation(`${given.route}: ${wrong}`, where)
  counts.add(given.route, `${Math.floor(answer.status / 100)}xx`)
}

function checkAlive({ relay }: World, where: ViolationPlace): void {
  const end = relay.ended()
  if (end !== null) throw new Violation(`the relay ended (${end}):\n${relay.log().slice(-3_000)}`, where)
}

function wrongWith({ status, head, body }: WireAnswer): string | null {
  if (status === 0) return 'no answer'
  if (status >= 500) return `an answer of ${status}: ${body.slice(0, 300)}`
  if (new RegExp(`^${INJECTED_HEADER}:`, 'im').test(head)) return 'a header was injected'
  if (/^content-type: text\/html/im.test(head) && body.includes(MARKUP))
    return 'markup came through unescaped'
  if (body.includes(CANARY)) return 'rows of another company were answered'
  if (/\n\s+at .+:\d+:\d+|SQLITE_|node_modules|syntax error at/.test(body))
    return `internals were told: ${body.slice(0, 300)}`
  return null
}

/**
 * Pushes commands that can only be refused or, facts, quarantined: both are kept by design, with the card that tells the
 * person. Nothing else may change: no row of the trade, and nothing at all of another company.
 */
export async function fuzzCommands(
  { world, seed, counts }: RelayFuzz,
  from: number,
  to: number,
): Promise<void> {
  const { own, other, store } = world
  const { device } = own
  const keptByDesign = {
    // The refused command, its card and its quarantine; revision and sequence that go with it.
    entity: "WHERE tbl <> 'sync_issues'",
    entity_ref: "WHERE tbl <> 'sync_issues'",
    command_log: ofOthers(device.companyId),
    quarantine: ofOthers(device.companyId),
    company: ofOthers(device.companyId),
    audit: ofOthers(device.companyId),
    incarnation: ofOthers(device.companyId),
    // The series moves past a believable number of a fact that was quarantined: the paper may exist.
    number_series: ofOthers(device.companyId),
    number_lease: ofOthers(device.companyId),
  }
  const before = await settledState(() => relayState(store, keptByDesign))
  const ids = { ...other, userId: other.device.userId }
  const client = new WireClient(world.ports.relay)
  for (let n = from; n < to; n++) {
    const random = caseRandom(seed, n)
    const commands = Array.from({ length: random.between(1, COMMANDS_PER_PUSH) }, () => {
      const { name, payload } = hostileCommand(
        random.chance(0.5) ? ids : { ...own, userId: device.userId },
        random,
      )
      device.seq++
      const head = { id: device.id(), seq: device.seq, name, version: random.pick([1, 1, 1, 2, 1000]) }
      const userId = random.chance(0.8) ? device.userId : other.device.userId
      return `{${JSON.stringify({ ...head, userId, at: Date.now() }).slice(1, -1)},"payload":${payload}}`
    })
    const body = Buffer.from(
      `{"protocol":${PROTOCOL},"incarnation":"${device.incarnation}","commands":[${commands.join(',')}]}`,
    )
    const given = {
      route: 'relay POST /v1/push (commands)',
      server: 'relay' as const,
      method: 'POST',
      target: '/v1/push',
      headers: [
        ['host', `127.0.0.1:${world.ports.relay}`],
        ['authorization', `Bearer ${device.accessToken}`],
      ] as [string, string][],
      body,
    }
    const answer = await client.ask(caseBytes(given), false, ANSWER_LIMIT_MS)
    const where = { seed, caseNumber: n, reproduction: caseAsCurl(given, world) }
    checkAlive(world, where)
    const wrong = wrongWith(answer)
    if (wrong !== null) throw new Violation(`${given.route}: ${wrong}`, where)
    if (answer.body.includes('"accepted"')) throw new Violation('a malformed command was accepted', where)
    // A push that is turned down whole has used up no sequence numbers.
    if (answer.status !== 200) device.seq -= commands.length
    counts.add(given.route, `${Math.floor(answer.status / 100)}xx`)
  }
  client.close()
  const changed = changedTables(before, await settledState(() => relayState(store, keptByDesign)))
  const where = {
    seed,
    caseNumber: to - 1,
    reproduction: `one of the pushes from ${from} on; --kind commands --case N looks at one alone`,
  }
  if (changed.length > 0) throw new Violation(`hostile commands wrote: ${changed.join(', ')}`, where)
}

function ofOthers(companyId: string): string {
  return `WHERE company_id <> '${companyId}'`
}

/** The relay still does its work: a good push is taken, and a pull brings it back. */
export async function stillWorks({ relay, own }: World): Promise<void> {
  const url = relay.ready.relay
  const { device } = own
  const send = async (path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${device.accessToken}`, 'content-type': 'application/json' }
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as {
      outcomes?: { outcome: string }[]
      rows?: { doc: { carrier?: string } }[]
    }
  }
  const { incarnation } = device
  const changes = { carrier: { from: 'Own truck', to: 'After the storm' } }
  const command = device.command('order.change', { orderId: own.orderId, changes } as never)
  const head = { protocol: PROTOCOL, incarnation }
  const pushed = await send('/v1/push', { ...head, commands: [command] })
  if (pushed.outcomes?.[0]?.outcome === undefined) throw new Error('a good push was not decided')
  const pulled = await send('/v1/pull', {
    ...head,
    cursor: { rev: 0, tag: '' },
    queued: [],
    numbersLeft: { order: 1000, payment: 1000 },
  })
  if (!pulled.rows || pulled.rows.length === 0) throw new Error('a good pull brought nothing')
}
