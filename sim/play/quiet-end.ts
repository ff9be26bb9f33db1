import type { World } from '../world.ts'

const STEP_MS = 5_000
/** Twenty minutes for desktops, and as many jumps as jobs that were put off may need. */
const STEPS = 240
const LEAPS = 60

interface WaitingJob {
  job_key: string
  run_at: number
  leased_until: number
  last_error: string
}

/**
 * Faults are over: lets time pass until every desktop has sent and pulled everything and no job waits. Jobs that were put
 * off are not waited for: time jumps. Answers what is stuck, or null.
 */
export async function untilQuiet(world: World): Promise<string | null> {
  const { loop, desktops, disk } = world
  let leaps = 0
  for (let step = 0; step < STEPS; step++) {
    await loop.runTo(loop.now() + STEP_MS)
    const busy = desktops.filter(desktop => !isSettled(world, desktop))
    if (busy.length > 0) continue
    const waiting = waitingJobs(world)
    if (waiting.length === 0) return null
    const next = Math.min(...waiting.map(job => Math.max(job.run_at, job.leased_until)))
    if (next <= loop.now()) continue
    if (++leaps > LEAPS) return `jobs are stuck: ${JSON.stringify(waiting)}`
    loop.leap(next - loop.now() + 1)
    step = Math.max(0, step - 6)
  }
  const stuck = desktops
    .filter(desktop => !isSettled(world, desktop))
    .map(desktop => `${desktop.name} ${JSON.stringify(desktop.backend?.status() ?? 'is not running')}`)
  return `a queue is stuck: ${stuck.join('; ')} head ${disk.head()} ${JSON.stringify(waitingJobs(world))}`
}

function isSettled(world: World, desktop: World['desktops'][number]): boolean {
  if (!desktop.backend) return false
  const { phase, queuedCount } = desktop.backend.status()
  if (phase !== 'up-to-date' || queuedCount > 0) return false
  // A relay that was put back may have come to the same revision again, by another way.
  const { rev, tag } = desktop.backend.sync.cursor()
  const tip = world.disk.tip()
  return rev === tip.head && tag === tip.tag
}

/** All but the next night's comparison and the next look for reminders, which are always planned. */
function waitingJobs({ disk, loop }: World): WaitingJob[] {
  return disk
    .all<WaitingJob>("SELECT job_key, run_at, leased_until, last_error FROM job WHERE state = 'queued'")
    .filter(job => !/^(compare|robot):\d/.test(job.job_key) || job.run_at <= loop.now())
}

/** Lets the night come in which everything is compared with the gateway. */
export async function untilCompared(world: World): Promise<void> {
  const { loop, disk } = world
  const [next] = disk.all<{ at: number | null }>(
    "SELECT min(run_at) AS at FROM job WHERE state = 'queued' AND job_key LIKE 'compare:%'",
  )
  if (!next?.at) return
  loop.leap(Math.max(0, next.at - loop.now()) + 1)
  await loop.runTo(loop.now() + STEP_MS * 3)
}
