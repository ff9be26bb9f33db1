import { fork } from 'node:child_process'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { MUTANTS } from './mutants/mutants.ts'
import { type Batch, emptyTotals, runBatch, type Totals } from './run-batch.ts'

const WORKERS = 2
/** A process plays so many seeds and is replaced: what the worlds that are gone leave in memory goes with it. */
const SEEDS_PER_PROCESS = 500

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    mutant: { type: 'string' },
    without: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
    'list-mutants': { type: 'boolean', default: false },
    worker: { type: 'boolean', default: false },
  },
})

if (values['list-mutants']) {
  for (const { name } of MUTANTS) process.stdout.write(`${name}\n`)
} else if (values.worker) {
  process.once('message', async (batch: Batch) => {
    const totals = await runBatch(batch, line => process.stdout.write(`${line}\n`))
    process.send!(totals, () => process.exit(0))
  })
} else if (values.mutant !== undefined && !MUTANTS.some(({ name }) => name === values.mutant)) {
  process.stderr.write(`There is no mutant ${values.mutant}; --list-mutants names them.\n`)
  process.exitCode = 2
} else {
  await runAll()
}

async function runAll(): Promise<void> {
  const count = whole(values.seeds, 'seeds')
  const from = whole(values.from, 'from')
  const startedAt = performance.now()
  const workers = Math.min(WORKERS, Math.max(1, cpus().length), count)
  const parts = await Promise.all(
    Array.from({ length: workers }, (_, at) => {
      const batch: Batch = {
        from: from + at,
        step: workers,
        count: Math.ceil((count - at) / workers),
        mutant: values.mutant ?? null,
        without: values.without === '' ? [] : values.without.split(','),
        verbose: values.verbose,
      }
      return runLane(batch)
    }),
  )
  const totals = parts.reduce(sum, emptyTotals())
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  const { seeds, violations, ...counts } = totals
  const told = Object.entries(counts).map(([name, number]) => `${number.toLocaleString('en')} ${name}`)
  process.stdout.write(`${seeds.toLocaleString('en')} seeds in ${seconds} s: ${told.join(', ')}\n`)
  process.stdout.write(`${violations} violations\n`)
  if (violations > 0) process.exitCode = 1
}

/** Plays a lane's seeds, some of them at a time; ends early once a mutant is caught. */
async function runLane(lane: Batch): Promise<Totals> {
  let totals = emptyTotals()
  for (let done = 0; done < lane.count; done += SEEDS_PER_PROCESS) {
    const count = Math.min(SEEDS_PER_PROCESS, lane.count - done)
    totals = sum(totals, await runWorker({ ...lane, from: lane.from + done * lane.step, count }))
    if (totals.violations > 0) break
  }
  return totals
}

function runWorker(batch: Batch): Promise<Totals> {
  return new Promise((resolve, reject) => {
    const worker = fork(import.meta.filename, ['--worker'])
    worker.once('message', message => resolve(message as Totals))
    worker.once('exit', code => reject(new Error(`a worker ended with ${code}`)))
    worker.send(batch)
  })
}

function sum(all: Totals, part: Totals): Totals {
  const entries = Object.entries(all) as [keyof Totals, number][]
  return Object.fromEntries(entries.map(([name, number]) => [name, number + part[name]])) as unknown as Totals
}

function whole(text: string, option: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${option} takes a whole number from 1`)
  return number
}
