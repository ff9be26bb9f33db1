import { parseArgs } from 'node:util'
import { runChaos } from './run-chaos.ts'

/** `npm run chaos -- --cycles N [--engine sqlite|postgres] [--seed N]`: both engines unless one is named. */
const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '500' },
    engine: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})
const cycles = Number(values.cycles)
const seed = Number(values.seed)
const engines = values.engine === undefined ? (['sqlite', 'postgres'] as const) : [values.engine]
if (!Number.isInteger(cycles) || cycles < 1 || !Number.isInteger(seed)) {
  process.stderr.write('Say how often to kill: --cycles N, and with which --seed N.\n')
  process.exit(2)
}

let lost = 0
const summaries: string[] = []
for (const engine of engines) {
  if (engine !== 'sqlite' && engine !== 'postgres') {
    process.stderr.write(`There is no engine ${engine}: sqlite or postgres.\n`)
    process.exit(2)
  }
  const { losses, summary, folder } = await runChaos({ engine, cycles, seed, say: line => console.log(line) })
  for (const loss of losses.slice(0, 40)) console.log(`LOST ${loss}`)
  if (folder) console.log(`Logs and databases: ${folder}`)
  summaries.push(summary)
  lost += losses.length
}
console.log(summaries.join('\n'))
process.exit(lost === 0 ? 0 : 1)
