import { fork } from 'node:child_process'
import { parseArgs } from 'node:util'
import { RACE_MUTANTS } from './race-mutants.ts'
import type { RaceTotals } from './race-seed.ts'
import { type RaceBatch, runRaces } from './run-races.ts'

const WORKERS = 2

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    from: { type: 'string', default: '1' },
    mutant: { type: 'string' },
    'list-mutants': { type: 'boolean', default: false },
    worker: { type: 'boolean', default: false },
  },
})

if (values['list-mutants']) {
  for (const { name, mistake } of RACE_MUTANTS) process.stdout.write(`${name}: ${mistake}\n`)
} else if (values.worker) {
  process.once('message', async (batch: RaceBatch) => {
    const totals = await runRaces(batch, line => process.stdout.write(`${line}\n`))
    process.send!(totals, () => process.exit(0))
  })
} else if (values.mutant !== undefined && !RACE_MUTANTS.some(({ name }) => name === values.mutant)) {
  process.stderr.write(`There is no mutant ${values.mutant}; --list-mutants names them.\n`)
  process.exitCode = 2
} else {
  const seeds = Number(values.seeds)
  const startedAt = performance.now()
  const parts = await Promise.all(
    Array.from({ length: Math.min(WORKERS, seeds) }, (_, at) =>
      runWorker({
        from: Number(values.from) + at,
        step: WORKERS,
        count: Math.ceil((seeds - at) / WORKERS),
        mutant: values.mutant ?? null,
      }),
    ),
  )
  const names = Object.keys(parts[0]!) as (keyof RaceTotals)[]
  const sums = names.map(
    name => `${parts.reduce((sum, part) => sum + part[name], 0).toLocaleString('en')} ${name}`,
  )
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  process.stdout.write(`${sums.slice(0, -1).join(', ')}; ${seconds} s\n${sums.at(-1)}\n`)
  if (parts.some(part => part.violations > 0)) process.exitCode = 1
}

function runWorker(batch: RaceBatch): Promise<RaceTotals> {
  return new Promise((resolve, reject) => {
    const worker = fork(import.meta.filename, ['--worker'])
    worker.once('message', message => resolve(message as RaceTotals))
    worker.once('exit', code => reject(new Error(`a worker ended with ${code}`)))
    worker.send(batch)
  })
}
