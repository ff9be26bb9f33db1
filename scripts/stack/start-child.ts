import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type Child = {
  name: string
  /** Resolves with the first line of standard output that is a JSON object; rejects if the child ends before. */
  ready: Promise<Record<string, unknown>>
  /** Resolves when the child has ended, with one sentence about how and its last log lines. */
  ended: Promise<ChildEnd>
  /** Asks the child to stop and resolves when it has; after ten seconds it is killed. */
  stop: () => Promise<void>
}

export type ChildEnd = { name: string; code: number | null; sentence: string }

export type ChildSpec = {
  name: string
  command: string
  args: string[]
  env: NodeJS.ProcessEnv
  logFolder: string
  /** False for a program other than Node, which cannot notice by itself that its parent is gone. */
  isNode?: boolean
}

const stopLimitMs = 10_000
const stopWithParent = new URL('./stop-with-parent.mjs', import.meta.url).href

/** Starts a process whose output goes to `<logFolder>/<name>.log` and which ends when this process does. */
export function startChild(spec: ChildSpec): Child {
  const isNode = spec.isNode ?? true
  const logFile = join(spec.logFolder, `${spec.name}.log`)
  const log = createWriteStream(logFile, { flags: 'a' })
  const lastLines: string[] = []
  const child = spawn(spec.command, isNode ? ['--import', stopWithParent, ...spec.args] : spec.args, {
    env: spec.env,
    stdio: ['ignore', 'pipe', 'pipe', ...(isNode ? ['ipc' as const] : [])],
    // Ctrl+C reaches every process of a terminal's group; the children's order of stopping is ours to choose.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  const keep = (line: string) => {
    log.write(`${line}\n`)
    lastLines.push(line)
    if (lastLines.length > 15) lastLines.shift()
  }
  const ended = new Promise<ChildEnd>(resolve => {
    const end = (code: number | null, how: string) => {
      const tail = lastLines.map(line => `  ${line}`).join('\n')
      const sentence = `${spec.name} ${how}. Its log is ${logFile} and ends with:\n${tail}`
      // Only then can whoever is told read all of the log.
      log.end(() => resolve({ name: spec.name, code, sentence }))
    }
    child.on('error', error => end(null, `could not be started (${error.message})`))
    child.on('close', (code, signal) => end(code, `ended with ${signal ?? `code ${code}`}`))
  })
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    eachLine(child, keep, line => {
      const value = parseObject(line)
      if (value !== undefined) resolve(value)
    })
    void ended.then(end => reject(new Error(end.sentence)))
  })
  // Whoever does not ask for readiness hears of an early end through `ended`.
  ready.catch(() => {})
  return { name: spec.name, ready, ended, stop: () => stopChild(child, ended) }
}

function eachLine(child: ChildProcess, keep: (line: string) => void, onOutput: (line: string) => void) {
  if (child.stdout === null || child.stderr === null) return
  createInterface({ input: child.stdout }).on('line', line => {
    keep(line)
    onOutput(line)
  })
  createInterface({ input: child.stderr }).on('line', keep)
}

function parseObject(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

async function stopChild(child: ChildProcess, ended: Promise<ChildEnd>) {
  // Windows knows no SIGTERM: there the closed channel asks.
  if (process.platform === 'win32' && child.connected) child.disconnect()
  else child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
  await ended
  clearTimeout(timer)
}
