import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findElectron } from './electron-binary.ts'
import { cleanEnvironment } from './stack-env.ts'
import { type Child, startChild } from './start-child.ts'

export type Desktop = {
  /** The address with its launch token; null where Electron's own window shows the app. */
  url: string | null
  sentence: string
}

export type DesktopWish = {
  folder: string
  relay: string
  port: number
  /** Makes a new desktop one of the demo company's; undefined for one that belongs to it already. */
  enrolmentCode: string | undefined
  open: boolean
  browser: boolean
  say: (sentence: string) => void
  watch: (child: Child) => void
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const windowSettledMs = 5000

/** Starts the desktop: Electron's window where one can be shown and is wanted, else its backend for a browser. */
export async function startDesktop(wish: DesktopWish): Promise<Desktop> {
  if (!wish.open) return startBackend(wish, 'Nothing was opened, as --no-open asks.')
  if (wish.browser) return startBackend(wish, 'Florin runs in the browser, as --browser asks.')
  const electron = await findElectron(wish.folder, wish.say)
  if (electron.path === null) return startBackend(wish, `Florin runs in the browser: ${electron.reason}.`)
  const failure = await startWindow(electron.path, wish)
  if (failure === undefined) return { url: null, sentence: 'Florin runs in its own window.' }
  wish.say(failure)
  return startBackend(wish, 'Florin runs in the browser: its window could not be opened.')
}

async function startBackend(wish: DesktopWish, sentence: string): Promise<Desktop> {
  const program = join(root, 'electron', 'backend', 'main.ts')
  const backend = startChild({
    name: 'desktop',
    command: process.execPath,
    args: [program, ...connection(wish), '--browser', '--port', String(wish.port)],
    env: cleanEnvironment(process.env),
    logFolder: join(wish.folder, 'logs'),
  })
  wish.watch(backend)
  const { url, token } = await backend.ready
  return { url: withToken(String(url), String(token)), sentence }
}

/** Answers why the window went away at once, or undefined when it stayed. */
async function startWindow(program: string, wish: DesktopWish): Promise<string | undefined> {
  const { buildElectron } = await import('../build-electron.ts')
  await buildElectron()
  const window = startChild({
    name: 'window',
    command: program,
    args: [root, ...connection(wish)],
    env: cleanEnvironment(process.env),
    logFolder: join(wish.folder, 'logs'),
    isNode: false,
  })
  const settled = new Promise<undefined>(resolve => setTimeout(resolve, windowSettledMs))
  const end = await Promise.race([window.ended, settled])
  if (end !== undefined && end.code !== 0) return end.sentence
  wish.watch(window)
  return undefined
}

function connection(wish: DesktopWish): string[] {
  const joining = wish.enrolmentCode === undefined ? [] : ['--join', wish.enrolmentCode]
  return ['--profile', join(wish.folder, 'desktop'), '--relay', wish.relay, ...joining]
}

/** The token travels in the fragment, which browsers send to no server and write into no referrer. */
function withToken(url: string, token: string): string {
  return `${new URL('/', url).href}#token=${token}`
}
