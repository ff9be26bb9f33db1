import { assert } from '../../shared/lib/assert.ts'
import { ASKS } from '../../shared/protocol/desk.ts'
import { fuzzDesk, openDesk } from './fuzz-desk.ts'
import { fuzzCommands, fuzzRelay, stillWorks } from './fuzz-relay.ts'
import { RouteCounts } from './fuzz-report.ts'
import { fuzzAgainstHostileRelay } from './hostile-relay.ts'
import { openEngine, type StoreEngine } from './open-engine.ts'
import { relayRoutes } from './relay-routes.ts'

/** How much of each, all from one seed. */
export interface FuzzOrder {
  seed: number
  requests: number
  messages: number
  /** Answers of a hostile relay. */
  answers: number
  /** Where PostgreSQL is; null: SQLite alone. */
  postgresUrl: string | null
  /** Replays one case of requests, pushes or messages and nothing else. */
  only?: { kind: 'request' | 'commands' | 'message'; caseNumber: number; engine: StoreEngine }
  say(line: string): void
}

/** Of the requests, this part goes to a relay on PostgreSQL. */
const ON_POSTGRES = 0.1
/** Of the requests, this part are pushes of commands that the envelope lets through. */
const PUSHES = 0.01

/** What went through, for one line. */
export interface FuzzFigures {
  requests: number
  messages: number
  answers: number
  routes: number
}

/** Fuzzes relay, desktop and the way between them. Throws a `Violation` at the first thing that broke. */
export async function fuzzAll(order: FuzzOrder): Promise<FuzzFigures> {
  const { seed, requests, messages, answers, postgresUrl, only } = order
  const figures: FuzzFigures = { requests: 0, messages: 0, answers: 0, routes: 0 }
  const onPostgres = postgresUrl === null ? 0 : Math.round(requests * ON_POSTGRES)
  const split = requests - onPostgres
  if (only?.kind === 'request' || only?.kind === 'commands') {
    const { caseNumber, engine } = only
    await fuzzOneRelay(order, engine, caseNumber, caseNumber + 1, figures)
    return figures
  }
  if (only === undefined) {
    await fuzzOneRelay(order, 'sqlite', 0, split, figures)
    if (onPostgres > 0) await fuzzOneRelay(order, 'postgres', split, requests, figures)
  }
  const from = only?.caseNumber ?? 0
  await fuzzOneDesk(order, from, only ? from + 1 : messages, figures)
  if (only) return figures
  const counts = new RouteCounts()
  await fuzzAgainstHostileRelay({ seed, counts }, answers)
  figures.answers = counts.total()
  show(order, 'a desktop whose relay is hostile', counts)
  return figures
}

async function fuzzOneRelay(
  order: FuzzOrder,
  engine: StoreEngine,
  from: number,
  to: number,
  figures: FuzzFigures,
): Promise<void> {
  const routes = await relayRoutes()
  const { world, close } = await openEngine(engine, order.postgresUrl)
  const counts = new RouteCounts()
  const fuzz = { world, routes, seed: order.seed, counts }
  try {
    const { relay } = world
    const memory = [relay.residentMb()]
    const pushes = order.only
      ? Number(order.only.kind === 'commands')
      : Math.max(1, Math.round((to - from) * PUSHES))
    const half = from + Math.floor((to - pushes - from) / 2)
    await fuzzRelay(fuzz, from, half)
    memory.push(relay.residentMb())
    await fuzzRelay(fuzz, half, to - pushes)
    memory.push(relay.residentMb())
    await fuzzCommands(fuzz, to - pushes, to)
    memory.push(relay.residentMb())
    await stillWorks(world)
    assert(relay.ended() === null, 'the relay runs to the end')
    show(order, `relay on ${engine}, resident MiB ${memory.join(' → ')}`, counts)
  } finally {
    await close()
  }
  if (to - from > 100 * routes.length) {
    const missed = routes.filter(
      route => !counts.routes().includes(`${route.server} ${route.method} ${route.path}`),
    )
    assert(
      missed.length === 0,
      `routes that no case was made for: ${missed.map(({ path }) => path).join(', ')}`,
    )
  }
  figures.requests += counts.total()
  figures.routes = routes.length
}

async function fuzzOneDesk(order: FuzzOrder, from: number, to: number, figures: FuzzFigures): Promise<void> {
  if (from >= to) return
  const { world, close } = await openEngine('sqlite', null)
  const counts = new RouteCounts()
  try {
    const desk = await openDesk(world)
    try {
      const memory = [desk.process.residentMb()]
      await fuzzDesk(desk, world, { seed: order.seed, counts }, from, to)
      memory.push(desk.process.residentMb())
      assert(desk.process.ended() === null, 'the backend runs to the end')
      show(order, `desktop, resident MiB ${memory.join(' → ')}`, counts)
    } finally {
      await desk.close()
    }
  } finally {
    await close()
  }
  if (to - from > 100 * Object.keys(ASKS).length) {
    const missed = Object.keys(ASKS).filter(ask => !counts.routes().includes(`desktop ${ask}`))
    assert(missed.length === 0, `questions that no case was made for: ${missed.join(', ')}`)
  }
  figures.messages = counts.total()
}

function show({ say }: FuzzOrder, title: string, counts: RouteCounts): void {
  say(title)
  for (const line of counts.lines()) say(line)
}
