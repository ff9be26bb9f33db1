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
 * Finds Electron's program, fetching it (about 110 MB) where the network allows. A failure is remembered for a day in
 * the data folder, so that the next start does not wait for it again.
 */
export async function findElectron(
  dataFolder: string,
  say: (sentence: string) => void,
): Promise<ElectronAnswer> {
  const obstacle = windowObstacle()
  if (obstacle !== undefined) return { path: null, reason: obstacle }
  const installed = installedPath()
  if (installed !== undefined) return { path: installed }
  const version: string = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
  const earlier = readState(dataFolder).electronFailure
  if (earlier !== null && earlier.version === version && Date.now() - earlier.failedAt < retryAfterMs) {
    return {
      path: null,
      reason: `${earlier.reason} (tried within the last day; "npx install-electron" tries again)`,
    }
  }
  say(`Fetching Electron ${version} (about 110 MB, once).`)
  const reason = await download(version)
  const fetched = installedPath()
  if (fetched !== undefined) return { path: fetched }
  writeState(dataFolder, { electronFailure: { version, failedAt: Date.now(), reason } })
  return { path: null, reason }
}

/** Why this machine can show no Electron window, whatever is installed; undefined where it can. */
function windowObstacle(): string | undefined {
  if (process.platform !== 'linux') return undefined
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display'
  if (process.getuid?.() === 0) return 'Electron keeps its sandbox and refuses to run as root'
  return undefined
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
