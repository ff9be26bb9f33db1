import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A program of Florin as a process that is killed and started again, at any time, also while it starts. */
export interface Part {
  readonly name: string
  /** The line it printed when it was ready; null while it starts. */
  ready: Record<string, string> | null
  /** How often it was killed. */
  kills: number
  /** How many of those met it before it was ready. */
  killsAtStart: number
  start(): void
  /** Ends it as a power cut would; resolves when it is gone. */
  kill(): Promise<void>
  /** Resolves once it is ready. Throws when it ends by itself. */
  isReady(): Promise<Record<string, string>>
}

/** A program with its arguments and environment; its log goes to one file of `folder`. */
export function createPart(
  name: string,
  program: string,
  args: string[],
  env: Record<string, string>,
  folder: string,
): Part {
  let child: ChildProcess | null = null
  let readiness: Promise<Record<string, string>> | null = null
  let isKilled = false

  const part: Part = {
    name,
    ready: null,
    kills: 0,
    killsAtStart: 0,
    start() {
      isKilled = false
      const started = spawn(process.execPath, [join(root, program), ...args], {
        env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      started.stderr.on('data', chunk => appendFileSync(join(folder, `${name}.log`), chunk))
      const line = once(createInterface(started.stdout), 'line').then(([text]) => {
        const ready = JSON.parse(String(text)) as Record<string, string>
        if (child === started) part.ready = ready
        return ready
      })
      const gone = once(started, 'exit').then(([code]): never => {
        throw new Error(`${name} ended by itself with ${code}: see ${join(folder, `${name}.log`)}`)
      })
      readiness = Promise.race([line, gone])
      readiness.catch(() => undefined)
      gone.catch(error => {
        if (!isKilled && child === started) readiness = Promise.reject(error)
        readiness?.catch(() => undefined)
      })
    },
    async kill() {
      const victim = child
      if (!victim) return
      isKilled = true
      part.kills++
      if (part.ready === null) part.killsAtStart++
      part.ready = null
      child = null
      if (victim.exitCode === null && victim.signalCode === null) {
        const exited = once(victim, 'exit')
        victim.kill('SIGKILL')
        await exited
      }
    },
    async isReady() {
      if (!readiness) throw new Error(`${name} was not started`)
      return readiness
    },
  }
  return part
}
