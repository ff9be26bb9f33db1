import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { seededRandom } from '../../../shared/lib/seeded-random.ts'
import { agedProfile, contentOf, LATER_STEPS, visit } from '../testing/aged-profile.ts'
import { temporaryFolder } from '../testing/desktop-under-test.ts'
import { PROFILE_FILE } from './migrate-profile.ts'

const KILLS = 30
const program = fileURLToPath(new URL('../testing/migrate-to-later.ts', import.meta.url))

test('a real process killed at any moment of a migration leaves what the next start brings up to date', {
  timeout: 600_000,
}, async () => {
  const folder = temporaryFolder()
  const aged = join(folder.path, 'aged')
  await agedProfile({ path: aged, remove: () => undefined })
  manyTasks(join(aged, PROFILE_FILE))
  const copyOf = (name: string) => {
    const copy = join(folder.path, name)
    cpSync(aged, copy, { recursive: true })
    return copy
  }
  const old = contentOf(aged)
  const whole = copyOf('whole')
  const { tookMs } = await migrateIn(whole)
  const made = contentOf(whole)
  expect(made).not.toEqual(old)

  const random = seededRandom(3)
  const ended = { beforeOrAfter: 0, inTheMiddle: 0 }
  for (let kill = 0; kill < KILLS; kill++) {
    const profile = copyOf(`killed-${kill}`)
    await migrateIn(profile, random.fraction() * tookMs)
    ended[existsSync(join(profile, 'florin.migration.json')) ? 'inTheMiddle' : 'beforeOrAfter']++
    visit(profile, { steps: LATER_STEPS })
    expect(contentOf(profile), `kill ${kill}`).toEqual(made)
  }
  process.stdout.write(
    `${KILLS} runs of about ${Math.round(tookMs)} ms: ${ended.inTheMiddle} killed in the middle of the steps\n`,
  )
  folder.remove()
})

/** Runs the migration in a process of its own, killed so long after it began. */
async function migrateIn(profile: string, afterMs?: number): Promise<{ tookMs: number }> {
  const child = spawn(process.execPath, [program, profile], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(child, 'exit')
  const lines = createInterface(child.stdout)
  let tookMs = 0
  lines.on('line', line => {
    tookMs = Number(/^done in ([\d.]+) ms$/.exec(line)?.[1] ?? '0')
  })
  await once(lines, 'line')
  if (afterMs !== undefined) {
    await sleep(afterMs)
    child.kill('SIGKILL')
  }
  const [code, signal] = (await exit) as [number | null, string | null]
  expect(signal ?? code).toBe(signal === null ? 0 : 'SIGKILL')
  return { tookMs }
}

/** Enough rows for a migration to take a while. */
function manyTasks(file: string): void {
  const db = new Sqlite(file)
  db.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    INSERT INTO tasks (id, rev, kind, state, subject, params, createdAt)
    SELECT 'task-' || i, i, 'made up', 'closed', 'orders:' || i, '{}', i FROM n`)
  db.close()
}
