import { EventEmitter } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import type { FromBackend, ToBackend } from '../../electron/backend/serve/parent-messages.ts'
import type { WindowPort } from '../../electron/backend/serve/port-server.ts'
import { runInElectron } from '../../electron/backend/utility-main.ts'
import { answerAppRequest } from '../../electron/windows/app-files.ts'
import { buildElectron } from '../../scripts/build-electron.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Chromium has no `app:` scheme of its own, so the app's host stands below https here. */
const STAND_IN = 'https://florin'

/** What the page's world sees of Electron: the preload script's two doors, with the far end tied to the test. */
const DOORS = `
const require = () => ({
  contextBridge: { executeInMainWorld: ({ func, args }) => func(...args) },
  ipcRenderer: {
    postMessage(channel, payload, [port]) {
      window.tellPage = message => port.postMessage(message)
      port.onmessage = event => window.tellBackend(channel, event.data)
    },
  },
})`

/**
 * Opens the screens in a page of plain Chromium as Electron's window would: the files and headers of `app://`, the built
 * preload script, and a backend on `profile` behind the port. Electron's program and its sandbox are all that is missing.
 */
export async function openLikeElectron(page: Page, options: { profile: string; relayUrl: string }) {
  const outFolder = join(root, '.florin', `e2e-app-${process.pid}`)
  await buildElectron(outFolder)
  const backend = startBackendLikeMain(options)
  const preload = readFileSync(join(outFolder, 'electron', 'preload.cjs'), 'utf8')

  let port: ReturnType<typeof portTo> | null = null
  await page.exposeFunction('tellBackend', (channel: string, message: unknown) => {
    if (channel !== 'desk:connect') throw new Error(`the page spoke on ${channel}`)
    if (port === null) {
      port = portTo(page)
      backend.tell({ kind: 'window' }, [port])
    }
    port.deliver(message)
  })
  await page.route(`${STAND_IN}/**`, async route => {
    const url = route.request().url().replace(STAND_IN, 'app://florin')
    const answer = await answerAppRequest(join(outFolder, 'dist', 'renderer'), {
      method: route.request().method(),
      url,
    })
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
  })
  await page.addInitScript(`{${DOORS}\n${preload.replace('"app:"', '"https:"')}}`)
  await page.goto(`${STAND_IN}/index.html`)
  return {
    async stop() {
      await backend.stop()
      rmSync(outFolder, { recursive: true, force: true })
    },
  }
}

/** The backend's end of the channel; what comes before it listens waits, as in a real port. */
function portTo(page: Page): WindowPort & { deliver(message: unknown): void } {
  const events = new EventEmitter()
  let early: unknown[] | null = []
  return {
    on: (event: string, listener: (event: { data: unknown }) => void) => events.on(event, listener),
    postMessage(message) {
      // The page may be gone by the time its answer comes.
      page.evaluate(said => (window as unknown as PageDoor).tellPage(said), message).catch(() => undefined)
    },
    start() {
      for (const data of early ?? []) events.emit('message', { data })
      early = null
    },
    close: () => undefined,
    deliver(message) {
      if (early) early.push(message)
      else events.emit('message', { data: message })
    },
  }
}

interface PageDoor {
  tellPage(message: unknown): void
}

function startBackendLikeMain(options: { profile: string; relayUrl: string }) {
  const door = new EventEmitter()
  const ended = new Promise<number>(resolve => {
    const answer = (message: FromBackend) => {
      if (message.kind !== 'seal' && message.kind !== 'open') return
      tell({ kind: 'secret', id: message.id, text: message.text })
    }
    const parent = Object.assign(door, { postMessage: (message: unknown) => answer(message as FromBackend) })
    runInElectron(parent, ['--profile', options.profile, '--relay', options.relayUrl], resolve)
  })
  const tell = (message: ToBackend, ports: WindowPort[] = []) =>
    void setImmediate(() => door.emit('message', { data: message, ports }))
  return {
    tell,
    async stop() {
      tell({ kind: 'stop' })
      await ended
    },
  }
}
