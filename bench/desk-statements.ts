import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawBare, marksOf } from './bare-pdf.ts'
import { type BenchResult, median, timed } from './bench-result.ts'
import type { DeskUnderBench } from './desk-under-bench.ts'

const COUNT = 1000
const EARLY = 200
const SAMPLE_EVERY = 10
const KINDS = ['unpaid', 'balance-forward', 'all-transactions'] as const
const AIM_MS = 30_000
/** What may come and go between two samples of a process's memory. */
const SLACK_MB = 40

/** A run of statements to a folder, as the screen does it one by one; beside it the same marks by bare pdf-lib, after each hundred. */
export async function benchStatements(desk: DeskUnderBench): Promise<BenchResult[]> {
  const asOf = desk.today
  const folder = join(desk.folder, 'statements')
  const chosen = (await desk.ask('aging.chosen', { asOf })).slice(0, COUNT)
  const ours: number[] = []
  const bare: number[] = []
  const memory: number[] = []
  let pages = 0
  for (const [at, { customerId }] of chosen.entries()) {
    const kind = KINDS[at % KINDS.length]!
    let fileName = ''
    ours.push(
      await timed(async () => {
        fileName = (await desk.ask('statement.save', { customerId, asOf, kind, folder })).fileName
      }),
    )
    // In between, so that both have the machine as it is; few, so that memory is ours.
    if (at % 20 === 0) {
      const marks = await marksOf(await readFile(join(folder, fileName)))
      pages += marks.length
      for (let round = 0; round < 3; round++) bare.push(await timed(() => drawBare(marks, null)))
    }
    if ((at + 1) % SAMPLE_EVERY === 0) memory.push(process.memoryUsage.rss() / 1024 / 1024)
  }
  rmSync(folder, { recursive: true, force: true })
  const wholeMs = ours.reduce((sum, ms) => sum + ms, 0)
  const bareMs = (bare.reduce((sum, ms) => sum + ms, 0) / bare.length) * chosen.length
  // The highest of some samples: right after a collection memory says little.
  const around = (end: number) => Math.max(...memory.slice(Math.max(0, end - 5), end))
  const early = around(EARLY / SAMPLE_EVERY)
  const late = around(memory.length)
  const note = `${chosen.length} statements of three kinds to files, median ${median(ours).toFixed(1)} ms, ${(pages / Math.ceil(chosen.length / 20)).toFixed(1)} pages each`
  return [
    {
      name: '1,000 statements as PDF',
      floorMs: bareMs,
      oursMs: wholeMs,
      ratio: wholeMs / bareMs,
      aim: `≤ ${AIM_MS} ms`,
      met: chosen.length === COUNT && wholeMs <= AIM_MS,
      note: `${note}; floor: the same marks by bare pdf-lib, reckoned from each twentieth drawn three times; ${desk.facts}`,
    },
    {
      name: 'memory of 1,000 statements (MB where it says ms)',
      floorMs: early,
      oursMs: late,
      ratio: late / early,
      aim: `≤ ${SLACK_MB} MB more than after ${EARLY}`,
      met: late <= early + SLACK_MB,
      note: `resident after ${chosen.length}; floor: after ${EARLY}; the highest of five samples each; most ${Math.max(...memory).toFixed(0)} MB`,
    },
  ]
}
