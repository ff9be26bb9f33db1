import type { World } from '../world.ts'

/** No job was given up or stays, and no mail went out twice while the relay remembered it. */
export function checkEffects(world: World, relayRemembers: boolean): void {
  const { disk, violations, post } = world
  const jobs = disk.all<{ job_key: string; last_error: string }>(
    "SELECT job_key, last_error FROM job WHERE state = 'failed'",
  )
  for (const { job_key, last_error } of jobs) {
    violations.push({ what: `job ${job_key} was given up: ${last_error}`, ids: [job_key] })
  }
  if (!relayRemembers) return
  for (const [mailId, times] of post.taken) {
    if (times > 1) violations.push({ what: `mail ${mailId} was sent ${times} times`, ids: [mailId] })
  }
}
