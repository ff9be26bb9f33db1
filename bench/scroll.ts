import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import { startBackend } from '../electron/backend/backend.ts'
import { nodePorts } from '../electron/backend/node-ports.ts'
import { createHandlers } from '../electron/backend/serve/handlers.ts'
import { serveWeb } from '../electron/backend/serve/web-server.ts'
import { temporaryFolder } from '../electron/backend/testing/desktop-under-test.ts'
import { buildRenderer } from '../scripts/build-renderer.ts'
import { findBrowser } from '../scripts/test/find-browser.ts'
import { type BenchResult, median } from './bench-result.ts'
import { type CompanySize, fillProfile } from './desk-company.ts'
import { rank } from './desk-under-bench.ts'

/** Four of five invoices stay open: a million. */
export const MILLION_OPEN: CompanySize = {
  customers: 50_000,
  invoices: 1_250_000,
  lines: 1,
  openPercent: 125,
}

const ROUNDS = 3
const AIM_FPS = 50
/** A frame that is later than this is below 50 a second. */
const LATE_MS = 20
const VIEW = { width: 1440, height: 900 }
const ROW_PX = 33

/** One way to scroll, of a list whose left upper corner is known. */
interface Gesture {
  name: string
  run(page: Page, list: Box): Promise<void>
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

const GESTURES: readonly Gesture[] = [
  { name: 'by wheel', run: (page, list) => wheel(page, list, 4000, 4000) },
  { name: 'by wheel, fast', run: (page, list) => wheel(page, list, 30_000, 12_000) },
  { name: 'by thumb', run: dragThumb },
]

/**
 * Scrolls Open Invoices in Chromium over a million rows, and right after each time, in the same browser, a bare list of the same
 * height that draws as many texts into plain elements. Frames are counted in the page.
 */
export async function benchScroll(size: CompanySize = MILLION_OPEN): Promise<BenchResult[]> {
  await buildRenderer()
  const found = await findBrowser()
  if (!found.found) throw new Error(found.reason)
  const folder = temporaryFolder()
  const directory = join(folder.path, 'profile')
  const began = performance.now()
  const { adminId } = fillProfile(directory, size)
  process.stderr.write(`  filled in ${Math.round((performance.now() - began) / 1000)} s\n`)
  const backend = startBackend({ ...nodePorts(), log: () => undefined }, directory, 'http://127.0.0.1:9')
  backend.logIn({ userId: adminId, userToken: null })
  const token = randomBytes(24).toString('base64url')
  const rendererDir = fileURLToPath(new URL('../dist/renderer', import.meta.url))
  const server = await serveWeb(backend, createHandlers(backend), { port: 0, token, rendererDir })
  const browser = await chromium.launch({
    ...(found.path === undefined ? {} : { executablePath: found.path }),
    // The thumb is dragged.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  })
  try {
    return await scrolled(browser, `${server.url}/#token=${token}`, backend.profile.reader)
  } finally {
    await browser.close()
    await server.close()
    await backend.stop()
    folder.remove()
  }
}

async function scrolled(
  browser: Browser,
  address: string,
  reader: ReturnType<typeof startBackend>['profile']['reader'],
): Promise<BenchResult[]> {
  const rowCount = Number(reader.prepare('SELECT count(*) FROM invoices WHERE openCents > 0').pluck().get())
  const page = await browser.newPage({ viewport: VIEW })
  await page.goto(address)
  await page.waitForFunction(() => !window.location.hash.includes('token='))
  await page.evaluate(() => {
    window.location.hash = '#/invoices'
  })
  await page.locator('.ag-row:not(.ag-row-pinned) .florin-strong').first().waitFor({ timeout: 120_000 })
  await page.waitForTimeout(1500)
  await page.evaluate(() => {
    const scrolls = [...document.querySelectorAll<HTMLElement>('.ag-root-wrapper *')].filter(
      ({ scrollHeight, clientHeight }) => clientHeight > 100 && scrollHeight > 20 * clientHeight,
    )
    // Of the one that holds the rows and the bar beside it, which follow each other.
    const viewport = scrolls.find(element => element.querySelector('.ag-row') !== null)
    if (!viewport) throw new Error('the grid has no viewport that scrolls')
    viewport.id = 'list'
  })
  const box = (await page.locator('#list').boundingBox())!
  const cells = await page.locator('.ag-row').first().locator('.ag-cell').count()
  const bare = await browser.newPage({ viewport: VIEW })
  await bare.setContent(BARE_PAGE)
  await bare.evaluate(makeBareList, { box, cells, rowPx: ROW_PX, rowCount })

  const results: BenchResult[] = []
  for (const gesture of GESTURES) {
    const [ours, floor]: [Frames[], Frames[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await framesOf(page, () => gesture.run(page, box)))
      floor.push(await framesOf(bare, () => gesture.run(bare, box)))
    }
    const [mine, theirs] = [together(ours), together(floor)]
    const [oursMs, floorMs] = [1000 / mine.fps, 1000 / theirs.fps]
    results.push({
      name: `scrolling ${rowCount.toLocaleString('en-US')} rows ${gesture.name}, a frame`,
      oursMs,
      floorMs,
      ratio: oursMs / floorMs,
      aim: `≥ ${AIM_FPS} frames/s`,
      met: mine.fps >= AIM_FPS,
      note: `${told(mine)}; floor: a bare list of as many rows, ${told(theirs)}; ${ROUNDS} rounds by turns, headless, software drawing`,
    })
  }
  return results
}

interface Frames {
  /** Milliseconds between one frame and the next. */
  gaps: number[]
  /** How far it was scrolled, in pixels, there and back. */
  movedPx: number
  /** What the page's process worked, which other programs on the machine hardly change. */
  usedMs: number
  /** How many milliseconds after the last movement all rows on screen were there. */
  settledMs: number
}

/** Counts the page's frames while a gesture runs. */
async function framesOf(page: Page, gesture: () => Promise<void>): Promise<Frames> {
  await page.bringToFront()
  await page.evaluate(() => {
    const viewport = document.querySelector('#list')!
    viewport.scrollTop = 0
    const seen = { stamps: [] as number[], movedPx: 0, isOver: false }
    Object.assign(window, { florinFrames: seen })
    let last = 0
    const frame = (at: number) => {
      if (seen.isOver) return
      seen.stamps.push(at)
      seen.movedPx += Math.abs(viewport.scrollTop - last)
      last = viewport.scrollTop
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await page.waitForTimeout(400)
  await page.evaluate(() => {
    window.florinFrames.stamps.length = 0
  })
  const before = await cpuMs(page)
  await gesture()
  const usedMs = (await cpuMs(page)) - before
  const { stamps, movedPx } = await page.evaluate(() => {
    window.florinFrames.isOver = true
    return window.florinFrames
  })
  const ended = performance.now()
  // A row on its way is one element.
  await page.waitForFunction(() => document.querySelector('.ag-full-width-row') === null)
  return {
    gaps: stamps.slice(1).map((stamp, at) => stamp - stamps[at]!),
    movedPx,
    usedMs,
    settledMs: performance.now() - ended,
  }
}

async function cpuMs(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  await session.detach()
  return 1000 * (metrics.find(({ name }) => name === 'ProcessTime')?.value ?? 0)
}

declare global {
  interface Window {
    florinFrames: { stamps: number[]; movedPx: number; isOver: boolean }
  }
}

function together(rounds: readonly Frames[]) {
  const gaps = rounds.flatMap(round => round.gaps)
  const fps = (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)
  const movedPx = median(rounds.map(round => round.movedPx))
  const usedMs = rounds.reduce((sum, round) => sum + round.usedMs, 0) / gaps.length
  return { gaps, fps, movedPx, usedMs, settledMs: median(rounds.map(round => round.settledMs)) }
}

function told({ gaps, fps, movedPx, usedMs, settledMs }: ReturnType<typeof together>): string {
  const late = gaps.filter(gap => gap > LATE_MS).length / gaps.length
  return `${fps.toFixed(1)} frames/s (median ${median(gaps).toFixed(1)} ms, p95 ${rank(gaps, 0.95).toFixed(1)} ms, ${(100 * late).toFixed(1)} % over ${LATE_MS} ms, slowest ${Math.max(...gaps).toFixed(0)} ms, ${usedMs.toFixed(1)} ms of work a frame) over ${Math.round(movedPx / ROW_PX).toLocaleString('en-US')} rows, all drawn ${settledMs.toFixed(0)} ms after the end`
}

/** Down and up again, as a wheel turns. */
async function wheel(page: Page, list: Box, distancePx: number, pxPerSecond: number): Promise<void> {
  const input = await page.context().newCDPSession(page)
  for (const way of [-1, -1, 1])
    await input.send('Input.synthesizeScrollGesture', {
      x: Math.round(list.x + list.width / 2),
      y: Math.round(list.y + list.height / 2),
      yDistance: way * distancePx,
      speed: pxPerSecond,
      gestureSourceType: 'mouse',
    })
  await input.detach()
}

/** From the top to the end of the list and back to its middle, in four seconds. */
async function dragThumb(page: Page, list: Box): Promise<void> {
  // The grid has its bar beside the list, a plain list has it within.
  const beside = await page
    .locator('.ag-body-vertical-scroll-viewport')
    .boundingBox({ timeout: 500 })
    .catch(() => null)
  const within = await page.evaluate(() => {
    const list = document.querySelector<HTMLElement>('#list')!
    return list.offsetWidth - list.clientWidth
  })
  const bar = within || (beside?.width ?? 0)
  const { y, height } = within ? list : beside!
  const x = (within ? list.x + list.width : beside!.x + beside!.width) - bar / 2
  // Below the arrow, on a thumb of the least height.
  const top = y + bar + 6
  const length = height - 2 * bar - 12
  await page.mouse.move(x, top)
  await page.mouse.down()
  const began = performance.now()
  for (;;) {
    const part = (performance.now() - began) / 4000
    if (part >= 1) break
    const at = part < 0.6 ? part / 0.6 : 1 - (part - 0.6) / 0.8
    await page.mouse.move(x, top + length * at)
    await page.waitForTimeout(8)
  }
  await page.mouse.up()
}

const BARE_PAGE = '<!doctype html><html><body style="margin:0;font:13px sans-serif"></body></html>'

/** A list that draws only what is seen: plain elements, moved and given their texts as it is scrolled. */
function makeBareList({
  box,
  cells,
  rowPx,
  rowCount,
}: {
  box: Box
  cells: number
  rowPx: number
  rowCount: number
}): void {
  const list = document.createElement('div')
  list.id = 'list'
  Object.assign(list.style, {
    position: 'absolute',
    left: `${box.x}px`,
    top: `${box.y}px`,
    width: `${box.width}px`,
    height: `${box.height}px`,
    overflowY: 'scroll',
  })
  const inner = document.createElement('div')
  Object.assign(inner.style, { position: 'relative', height: `${rowPx * rowCount}px` })
  list.append(inner)
  document.body.append(list)
  const rows = Array.from({ length: Math.ceil(box.height / rowPx) + 1 }, () => {
    const row = document.createElement('div')
    Object.assign(row.style, { position: 'absolute', display: 'flex', width: '100%', height: `${rowPx}px` })
    for (let cell = 0; cell < cells; cell++) {
      const text = document.createElement('div')
      text.style.flex = '1'
      row.append(text)
    }
    inner.append(row)
    return { row, index: -1 }
  })
  const draw = () => {
    const first = Math.floor(list.scrollTop / rowPx)
    for (let index = first; index < first + rows.length; index++) {
      const shown = rows[index % rows.length]!
      if (shown.index === index) continue
      shown.index = index
      shown.row.style.transform = `translateY(${index * rowPx}px)`
      for (const [at, cell] of [...shown.row.children].entries()) cell.textContent = `${index} ${at}`
    }
  }
  list.addEventListener('scroll', draw)
  draw()
}
