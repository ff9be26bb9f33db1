import { connect } from 'node:net'
import { Worker } from 'node:worker_threads'
import { chromium } from '@playwright/test'
import { Hono } from 'hono'
import type { PagesUnderTest } from '../cloud-relay/pages/testing/pages-under-test.ts'
import { Payer } from '../cloud-relay/pages/testing/payer.ts'
import { findBrowser } from '../scripts/test/find-browser.ts'
import type { BenchResult } from './bench-result.ts'
import { listenPage } from './listen-page.ts'

const PER_SECOND = 500
const SECONDS = 10
const CONNECTIONS = 32
const P99_AIM_MS = 50

const OPEN_PAGES = 1000
const CHANGES = 5
const TOLD_AIM_MS = 2000

/** Chrome's own "Fast 4G": 9 Mbit/s and 60 ms, with its factors. */
const FOUR_G = { latency: 165, downloadThroughput: (9e6 * 0.9) / 8, uploadThroughput: (1.5e6 * 0.9) / 8 }
const LCP_AIM_MS = 1000
const MAX_BYTES = 100_000

/**
 * The landing page's p99 when it is asked 500 times a second, whatever came of the ones before: late answers count from
 * the instant at which they were due to be asked. Beside a bare Hono with the same bytes.
 */
export async function benchPageAtRate(port: number, path: string, html: string): Promise<BenchResult> {
  const constant = new Hono()
  constant.get('*', c => c.html(html))
  const floor = await listenPage(request => constant.fetch(request))
  await atRate(port, path, 2)
  const theirs = await atRate(floor.port, '/', SECONDS)
  const own = await atRate(port, path, SECONDS)
  await floor.close()
  const bytes = Buffer.byteLength(html)
  return {
    name: `payment page, landing at ${PER_SECOND} requests/s, p99`,
    floorMs: at(theirs, 0.99),
    oursMs: at(own, 0.99),
    ratio: at(own, 0.99) / at(theirs, 0.99),
    aim: `≤ ${P99_AIM_MS} ms, ≤ ${MAX_BYTES} bytes`,
    met: at(own, 0.99) <= P99_AIM_MS && bytes <= MAX_BYTES,
    note: `p50 ${at(own, 0.5).toFixed(2)} ms against ${at(theirs, 0.5).toFixed(2)}; ${own.length} answers in ${SECONDS} s of ${bytes} bytes; SQLite, ${CONNECTIONS} connections`,
  }
}

/** From a check at the desk to the last of a thousand open pages that is told of it, over their live streams. */
export async function benchOpenPages(pages: PagesUnderTest, port: number): Promise<BenchResult> {
  const links = await Promise.all(Array.from({ length: 20 }, () => pages.linked()))
  const heads: { link: number; headers: Record<string, string>; path: string }[] = []
  for (const [nth, link] of links.entries()) {
    const payer = new Payer(pages)
    await payer.open(link.path)
    heads.push({ link: nth, headers: payer.headers(), path: `${payer.at}/live` })
  }
  let heard: ((link: number) => void) | null = null
  let first = 0
  const sockets = Array.from({ length: OPEN_PAGES }, (_, nth) => {
    const { link, headers, path } = heads[nth % heads.length]!
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const socket = connect(port, '127.0.0.1')
    let events = 0
    socket.on('connect', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}\r\n`),
    )
    socket.on('data', chunk => {
      const told = chunk.toString('latin1').split('data: ').length - 1
      if (told > 0 && events === 0) first++
      else if (told > 0) heard?.(link)
      events += told
    })
    return socket
  })
  while (first < OPEN_PAGES) await new Promise(done => setTimeout(done, 50))
  const all: number[] = []
  for (let nth = 0; nth < CHANGES; nth++) {
    const { customerId, invoiceId } = links[nth]!
    const expected = OPEN_PAGES / links.length
    const times: number[] = []
    let began = Number.POSITIVE_INFINITY
    const done = Promise.withResolvers<void>()
    heard = link => {
      if (link !== nth) return
      times.push(performance.now() - began)
      if (times.length === expected) done.resolve()
    }
    began = performance.now()
    await pages.receiveCheck(customerId, invoiceId, 10_00)
    await done.promise
    all.push(...times)
  }
  for (const socket of sockets) socket.destroy()
  return {
    name: `payment page, a change told to ${OPEN_PAGES} open pages, slowest`,
    floorMs: at(all, 0.5),
    oursMs: at(all, 1),
    ratio: at(all, 1) / at(all, 0.5),
    aim: `≤ ${TOLD_AIM_MS} ms`,
    met: at(all, 1) <= TOLD_AIM_MS,
    note: `from the check’s request to the event; the floor is the median page; ${CHANGES} changes, each seen by ${OPEN_PAGES / links.length} of the ${OPEN_PAGES}`,
  }
}

/** The largest paint of landing and pay page in Chromium over 4G, cold, the median of five. */
export async function benchPagePaint(port: number, path: string, payer: Payer): Promise<BenchResult> {
  const found = await findBrowser()
  if (!found.found) throw new Error(found.reason)
  const browser = await chromium.launch(found.path === undefined ? {} : { executablePath: found.path })
  const paints: number[] = []
  const blank: number[] = []
  try {
    for (let nth = 0; nth < 10; nth++) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true })
      await context.addCookies(
        [...payer.cookies].map(([name, value]) => ({ name, value, domain: '127.0.0.1', path: '/' })),
      )
      const page = await context.newPage()
      const cdp = await context.newCDPSession(page)
      await cdp.send('Network.emulateNetworkConditions', { offline: false, ...FOUR_G })
      const target = nth % 2 === 0 ? payer.at : path
      await page.goto(`http://127.0.0.1:${port}${target}`, { waitUntil: 'domcontentloaded' })
      paints.push(await page.evaluate(largestPaint))
      blank.push(
        await page.evaluate(
          () => performance.getEntriesByType('navigation')[0]!.toJSON().responseStart as number,
        ),
      )
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return {
    name: 'payment page, largest paint over 4G',
    floorMs: at(blank, 0.5),
    oursMs: at(paints, 0.5),
    ratio: at(paints, 0.5) / at(blank, 0.5),
    aim: `≤ ${LCP_AIM_MS} ms`,
    met: at(paints, 1) <= LCP_AIM_MS,
    note: `slowest ${at(paints, 1).toFixed(0)} ms; the floor is the first byte; 9 Mbit/s, 165 ms, cold, landing and pay page`,
  }
}

function largestPaint(): Promise<number> {
  return new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries().at(-1)!.startTime)).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    })
  })
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function atRate(port: number, path: string, seconds: number): Promise<number[]> {
  const order = { port, path, perSecond: PER_SECOND, seconds, connections: CONNECTIONS }
  const worker = new Worker(`(${rateThread.toString()})(${JSON.stringify(order)})`, { eval: true })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (told: number[]) => {
      resolve(told)
      void worker.terminate()
    })
  })
}

/** Runs in a thread of its own, from its source text: asks on time, on the first connection that is free. */
function rateThread(order: {
  port: number
  path: string
  perSecond: number
  seconds: number
  connections: number
}): void {
  const { parentPort } = process.getBuiltinModule('node:worker_threads')
  const net = process.getBuiltinModule('node:net')
  const request = Buffer.from(
    `GET ${order.path} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: Mozilla/5.0\r\n\r\n`,
  )
  const total = order.perSecond * order.seconds
  const latencies: number[] = []
  const waiting: number[] = []
  const free: (() => void)[] = []
  const began = performance.now()
  let asked = 0

  function next(): void {
    while (waiting.length > 0 && free.length > 0) free.pop()!()
  }

  for (let nth = 0; nth < order.connections; nth++) {
    const socket = net.connect(order.port, '127.0.0.1')
    let seen = Buffer.alloc(0)
    let dueAt = 0
    const ask = () => {
      dueAt = waiting.shift()!
      socket.write(request)
    }
    socket.on('connect', () => {
      free.push(ask)
      next()
    })
    socket.on('data', chunk => {
      seen = Buffer.concat([seen, chunk])
      const head = seen.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: (\d+)/i.exec(seen.toString('latin1', 0, head))?.[1])
      if (seen.length < head + 4 + length) return
      seen = Buffer.alloc(0)
      latencies.push(performance.now() - dueAt)
      if (latencies.length === total) parentPort?.postMessage(latencies)
      free.push(ask)
      next()
    })
  }
  const timer = setInterval(() => {
    const due = Math.min(total, Math.floor(((performance.now() - began) * order.perSecond) / 1000))
    for (; asked < due; asked++) waiting.push(began + (asked * 1000) / order.perSecond)
    next()
    if (asked === total) clearInterval(timer)
  }, 1)
}
