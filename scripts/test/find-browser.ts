import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './run-tool.ts'

export type BrowserAnswer =
  /** A path of undefined means Playwright's own. */
  { found: true; path: string | undefined } | { found: false; reason: string }

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge']
const macPrograms = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const probeLimitMs = 5000
const installLimitMs = 300_000

/**
 * Finds a Chromium that really starts: the one FLORIN_CHROMIUM names, Playwright's own, the system's; else fetches
 * Playwright's, or as root Debian's. Answers with one sentence when there is none to be had.
 */
export async function findBrowser(): Promise<BrowserAnswer> {
  const answer = await findProgram()
  if (answer.found && process.platform === 'linux' && !hasFonts() && !aptInstall(['fonts-liberation'])) {
    console.log('This machine has no fonts, so pages show no text: install some (Debian: fonts-liberation).')
  }
  return answer
}

async function findProgram(): Promise<BrowserAnswer> {
  const named = process.env.FLORIN_CHROMIUM
  if (named && (await starts(named))) return { found: true, path: named }
  const present = await presentBrowser()
  if (present !== undefined) return present
  if (await fetchPlaywrights()) return { found: true, path: undefined }
  if (aptInstall(['chromium', 'fonts-liberation'])) {
    const installed = await presentBrowser()
    if (installed !== undefined) return installed
  }
  return {
    found: false,
    reason:
      'No browser: install Chromium (Debian: apt-get install chromium; or npx playwright install chromium), then run npm test again.',
  }
}

async function presentBrowser(): Promise<BrowserAnswer | undefined> {
  if (existsSync(chromium.executablePath()) && (await starts(undefined)))
    return { found: true, path: undefined }
  for (const path of [...onPath(), ...macPrograms].filter(candidate => existsSync(candidate))) {
    if (await starts(path)) return { found: true, path }
  }
  return undefined
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const ending = process.platform === 'win32' ? '.exe' : ''
  return folders.flatMap(folder => names.map(name => join(folder, name + ending)))
}

async function starts(path: string | undefined): Promise<boolean> {
  try {
    const browser = await chromium.launch(path === undefined ? {} : { executablePath: path })
    await browser.close()
    return true
  } catch {
    return false
  }
}

async function fetchPlaywrights(): Promise<boolean> {
  const host = process.env.PLAYWRIGHT_DOWNLOAD_HOST ?? 'https://cdn.playwright.dev'
  const isReachable = await fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(probeLimitMs) }).then(
    () => true,
    () => false,
  )
  if (!isReachable) return false
  console.log('Fetching Playwright’s Chromium (once).')
  const program = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  const installation = spawnSync(process.execPath, [program, 'install', '--only-shell', 'chromium'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: installLimitMs,
  })
  return installation.status === 0 && (await starts(undefined))
}

/** Installs Debian packages where this process may; answers whether it did. */
function aptInstall(packages: string[]): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  console.log(`Installing ${packages.join(' and ')} (apt-get, once).`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (args: string[]) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status
  return (
    apt(['-qq', 'update']) === 0 &&
    apt(['-qq', 'install', '-y', '--no-install-recommends', ...packages]) === 0
  )
}

function hasFonts(): boolean {
  return (spawnSync('fc-list', { encoding: 'utf8' }).stdout ?? '').trim() !== ''
}
