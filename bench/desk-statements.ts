import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { drawBare, marksOf } from './bare-pdf.ts'
import { type BenchResult, median, timed } from './bench-result.ts'
import type { DeskUnderBench } from './desk-under-bench.ts'

const COUNT = 1000
const EARLY = 200
const SAMPLE_EVERY = 50
const KINDS = ['unpaid', 'balance-forward', 'all-transactions'] as const
const AIM_MS = 30_000
/** What may come and go between two samples of a process's memory. */
const SLACK_MB = 40

/** A run of statements to a folder, as the screen does it one by one; then the same marks of each twentieth by bare pdf-lib. */
export async function benchStatements(desk: DeskUnderBench): Promise<BenchResult[]> {
  const asOf = desk.today
  const folder = join(desk.folder, 'statements')
  const chosen = (await desk.ask('aging.chosen', { asOf })).slice(0, COUNT)
  const fileNames: string[] = []
  const ours: number[] = []
  const bare: number[] = []
  const memory: number[] = []
  let pages = 0
  let mostMb = 0
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (const [at, { customerId }] of chosen.entries()) {
    const kind = KINDS[at % KINDS.length]!
    ours.push(
      await timed(async () => {
        fileNames.push((await desk.ask('statement.save', { customerId, asOf, kind, folder })).fileName)
      }),
    )
    if ((at + 1) % SAMPLE_EVERY === 0) {
      mostMb = Math.max(mostMb, residentMb())
      // Beside a heap that holds a large company, what is no longer used stays for long unless it is asked for.
      collect()
      // Buffers are given back by tasks that run after the collection, not in it.
      await setTimeout(50)
      collect()
      memory.push(residentMb())
    }
  }
  // Right after and not in between: what it leaves in memory is not ours.
  for (const fileName of fileNames.filter((_, at) => at % 20 === 0)) {
    const marks = await marksOf(await readFile(join(folder, fileName)))
    pages += marks.length
    for (let round = 0; round < 3; round++) bare.push(await timed(() => drawBare(marks, null)))
  }
  rmSync(folder, { recursive: true, force: true })
  const wholeMs = ours.reduce((sum, ms) => sum + ms, 0)
  const bareMs = (bare.reduce((sum, ms) => sum + ms, 0) / bare.length) * chosen.length
  const [early, late] = [memory[EARLY / SAMPLE_EVERY - 1]!, memory.at(-1)!]
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
      note: `resident after ${chosen.length}; floor: after ${EARLY}; both after a collection of what is no longer used, before which it was at most ${mostMb.toFixed(0)} MB`,
    },
  ]
}

const residentMb = () => process.memoryUsage.rss() / 1024 / 1024
