import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import type { Clock } from '../../shared/lib/ids.ts'

const SERVER = fileURLToPath(new URL('../server.ts', import.meta.url))
const NAME = /^florin-relay-(\d{8})T\d{9}Z\.db$/
const KEPT = 7
const LOOK_EVERY = 600_000

/** Puts a backup a day into a folder and keeps the newest seven, in a process of its own: proving one takes its time. */
export function backUpDaily(folder: string, clock: Clock, log: Logger): { stop(): void } {
  let isRunning = false

  function look(): void {
    const today = new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '')
    if (isRunning || backupsIn(folder).some(name => NAME.exec(name)?.[1] === today)) return
    isRunning = true
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const child = spawn(process.execPath, [SERVER, 'backup', folder], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', chunk => (said = `${said}${chunk}`.slice(-4000)))
    child.once('error', error => ended(null, String(error)))
    child.once('close', code => ended(code, said))
  }

  function ended(code: number | null, said: string): void {
    isRunning = false
    if (code !== 0) {
      log.error({ alert: true, code, said }, 'the daily backup failed')
      return
    }
    log.info({ said }, 'the daily backup is made')
    for (const name of backupsIn(folder).slice(0, -KEPT)) rmSync(join(folder, name), { force: true })
  }

  const timer = setInterval(look, LOOK_EVERY)
  look()
  return { stop: () => clearInterval(timer) }
}

/** Oldest first. */
function backupsIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter(name => NAME.test(name))
        .sort()
    : []
}
