import { parseArgs } from 'node:util'
import { startPostgres } from '../../scripts/start-postgres.ts'
import { fuzzAll } from './fuzz-all.ts'
import type { StoreEngine } from './open-engine.ts'

/**
 * `npm run fuzz -- [--requests N] [--messages N] [--answers N] [--seed N]`: hostile requests to a relay's every route,
 * hostile messages to a desktop's socket, hostile answers to a desktop. Ends with code 1 at the first crash, answer of 5xx
 * or written row. `--case N` replays one request, with `--kind commands` one push, with `--kind message` one
 * message; `--engine postgres` on PostgreSQL.
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '200000' },
    messages: { type: 'string', default: '50000' },
    answers: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    case: { type: 'string' },
    kind: { type: 'string', default: 'request' },
    engine: { type: 'string', default: 'sqlite' },
  },
})

const count = (name: 'requests' | 'messages' | 'answers' | 'seed' | 'case'): number => {
  const value = Number(values[name])
  if (Number.isSafeInteger(value) && value >= 0) return value
  process.stderr.write(`--${name} takes a whole number, not ${values[name]}\n`)
  process.exit(2)
}

const startedAt = performance.now()
const isReplay = values.case !== undefined
const needsPostgres = isReplay ? values.engine === 'postgres' : count('requests') > 0
const postgres = needsPostgres ? await startPostgres() : null
try {
  const figures = await fuzzAll({
    seed: count('seed'),
    requests: count('requests'),
    messages: count('messages'),
    answers: count('answers'),
    postgresUrl: postgres?.url ?? null,
    ...(isReplay
      ? {
          only: {
            kind: kindOf(values.kind),
            caseNumber: count('case'),
            engine: values.engine === 'postgres' ? 'postgres' : ('sqlite' satisfies StoreEngine),
          },
        }
      : {}),
    say: line => void process.stdout.write(`${line}\n`),
  })
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  const { requests, routes, messages, answers } = figures
  process.stdout.write(
    `fuzz: seed ${values.seed}, ${requests} requests to ${routes} routes, ${messages} messages to the desktop, ` +
      `${answers} answers of a hostile relay: 0 crashes, 0 answers of 5xx, nothing written; ${seconds} s\n`,
  )
} catch (error) {
  process.stderr.write(`${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`)
  process.exitCode = 1
} finally {
  await postgres?.stop()
}

function kindOf(text: string): 'request' | 'commands' | 'message' {
  return text === 'message' || text === 'commands' ? text : 'request'
}
