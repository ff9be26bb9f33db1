import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A program of ours that runs as a process of its own and has said that it is ready. */
export interface OwnProcess<Ready> {
  ready: Ready
  pid: number
  /** Why it is no longer there; null while it runs. */
  ended(): string | null
  /** The last of what it wrote to its log. */
  log(): string
  /** Resident memory in MiB; null where the system does not tell. */
  residentMb(): number | null
  stop(): Promise<void>
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const START_LIMIT_MS = 30_000
const STOP_LIMIT_MS = 15_000
const KEPT_LOG = 200_000

/** Starts a program with this Node; resolves with the line of JSON it prints when it is ready. */
export function startProcess<Ready>(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<OwnProcess<Ready>> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', NODE_NO_WARNINGS: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  let said = ''
  let end: string | null = null
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  child.stderr.on('data', chunk => {
    log = (log + chunk).slice(-KEPT_LOG)
  })
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS)
    child.on('exit', (code, signal) => {
      clearTimeout(late)
      process.off('exit', onExit)
      end = `code ${code}, signal ${signal}`
      reject(new Error(`${program} ended before it was ready (${end}):\n${log}`))
    })
    child.stdout.on('data', chunk => {
      said += chunk
      if (!said.includes('\n')) return
      clearTimeout(late)
      child.stdout.removeAllListeners('data').resume()
      resolve({
        ready: JSON.parse(said) as Ready,
        pid: child.pid!,
        ended: () => end,
        log: () => log,
        residentMb: () => residentMb(child.pid!),
        stop: () => stop(child),
      })
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
  child.kill('SIGTERM')
  await gone
  clearTimeout(late)
}

function residentMb(pid: number): number | null {
  try {
    const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found ? Math.round(Number(found[1]) / 1024) : null
  } catch {
    return null
  }
}
