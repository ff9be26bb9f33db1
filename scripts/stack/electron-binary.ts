import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readState, writeState } from './data-folder.ts'

export type ElectronAnswer = { path: string } | { path: null; reason: string }

const packageFolder = fileURLToPath(new URL('../../node_modules/electron', import.meta.url))
const probeLimitMs = 5000
const downloadLimitMs = 300_000
const retryAfterMs = 24 * 3600 * 1000

/**
 * Finds Electron's program for a window on this machine, fetching it where the network allows. A failure is remembered
 * for a day in the data folder, so that the next start does not wait for it again.
 */
export async function findElectron(
  dataFolder: string,
  say: (sentence: string) => void,
): Promise<ElectronAnswer> {
  const obstacle = windowObstacle()
  if (obstacle !== undefined) return { path: null, reason: obstacle }
  const installed = installedPath()
  if (installed !== undefined) return { path: installed }
  const version = electronVersion()
  const earlier = readState(dataFolder).electronFailure
  const isRecent = earlier?.version === version && Date.now() - earlier.failedAt < retryAfterMs
  if (isRecent) {
    return {
      path: null,
      reason: `${earlier.reason} (tried within the last day; "npx install-electron" tries again)`,
    }
  }
  say(`Fetching Electron ${version} (about 110 MB, once).`)
  const answer = await fetchElectron()
  if (answer.path === null) {
    writeState(dataFolder, { electronFailure: { version, failedAt: Date.now(), reason: answer.reason } })
  }
  return answer
}

/** Answers Electron's program, fetching it when npm has not brought it yet, or why it cannot be had. */
export async function fetchElectron(): Promise<ElectronAnswer> {
  const installed = installedPath()
  if (installed !== undefined) return { path: installed }
  const reason = await download(electronVersion())
  const fetched = installedPath()
  return fetched === undefined ? { path: null, reason } : { path: fetched }
}

/** Why this machine can show no Electron window, whatever is installed; undefined where it can. */
function windowObstacle(): string | undefined {
  if (process.platform !== 'linux') return undefined
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display'
  if (process.getuid?.() === 0) return 'Electron keeps its sandbox and refuses to run as root'
  return undefined
}

function electronVersion(): string {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
}

function installedPath(): string | undefined {
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const program = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(program) ? program : undefined
}

/** Answers why the download failed; only meaningful when the program is still missing afterwards. */
async function download(version: string): Promise<string> {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror
  const source = mirror ?? `https://github.com/electron/electron/releases/tag/v${version}`
  const host = new URL(source).host
  try {
    await fetch(source, { method: 'HEAD', signal: AbortSignal.timeout(probeLimitMs) })
  } catch {
    return `Electron's program could not be fetched: ${host} does not answer`
  }
  return new Promise(resolve => {
    const installer = spawn(process.execPath, [join(packageFolder, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: downloadLimitMs,
    })
    let errors = ''
    installer.stderr.on('data', chunk => {
      errors += chunk
    })
    installer.on('close', (code, signal) => {
      const cause =
        signal === null ? (errors.trim().split('\n')[0] ?? `code ${code}`) : 'it took longer than 5 minutes'
      resolve(`Electron's program could not be fetched: ${cause}`)
    })
  })
}
