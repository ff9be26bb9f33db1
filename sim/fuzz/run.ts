import { parseArgs } from 'node:util'
import { startPostgres } from '../../scripts/start-postgres.ts'
import { fuzzCommands, fuzzRelay, stillWorks } from './fuzz-relay.ts'
import { RouteCounts } from './fuzz-report.ts'
import { openEngine, type StoreEngine } from './open-engine.ts'
import { relayRoutes } from './relay-routes.ts'

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' },
    from: { type: 'string', default: '0' },
    to: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    commands: { type: 'string', default: '50' },
  },
})
const routes = await relayRoutes()
const engine = values.engine as StoreEngine
const postgres = engine === 'postgres' ? await startPostgres() : null
const { world, close } = await openEngine(engine, postgres?.url ?? null)
const counts = new RouteCounts()
const fuzz = { world, routes, seed: Number(values.seed), counts }
const t = performance.now()
console.log('rss', world.relay.residentMb())
try {
  await fuzzRelay(fuzz, Number(values.from), Number(values.to))
  console.log('rss', world.relay.residentMb(), Math.round(performance.now() - t), 'ms')
  await fuzzCommands(fuzz, 0, Number(values.commands))
  await stillWorks(world, engine)
} catch (error) {
  console.log(
    String(error),
    '\nLOG\n',
    world.relay
      .log()
      .split('\n')
      .filter(l => /"level":[56]0/.test(l))
      .slice(-3)
      .join('\n')
      .slice(0, 3000),
  )
}
console.log(counts.lines().join('\n'))
console.log('rss', world.relay.residentMb(), Math.round(performance.now() - t), 'ms')
await close()
await postgres?.stop()
