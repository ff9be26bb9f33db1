import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ElectronApplication, _electron as electron } from '@playwright/test'
import { buildElectron } from '../../scripts/build-electron.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const packageFolder = join(root, 'node_modules', 'electron')

/** Electron's own program; null where it was never fetched. */
export function electronBinary(): string | null {
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const program = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(program) ? program : null
}

/** True where Electron's program, if it is there, could show a window: with a display, and not as root. */
export function canShowWindow(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) && process.getuid?.() !== 0
}

/** Builds what Electron runs; once before the tests, after the screens were built. */
export async function buildApp(): Promise<void> {
  await buildElectron()
}

/** The arguments that start the app on a profile of its own. */
export function launchArguments(options: { profile: string; relayUrl: string }): string[] {
  return [root, '--profile', options.profile, '--relay', options.relayUrl]
}

/** Starts the app in Electron on a profile of its own. */
export function launchApp(options: { profile: string; relayUrl: string }): Promise<ElectronApplication> {
  const executablePath = electronBinary()
  if (executablePath === null) throw new Error('Electron’s program is not installed')
  return electron.launch({ executablePath, args: launchArguments(options), locale: 'en-US' })
}
