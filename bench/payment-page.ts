import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Hono } from 'hono'
import { startPagesUnderTest } from '../cloud-relay/pages/testing/pages-under-test.ts'
import { Payer } from '../cloud-relay/pages/testing/payer.ts'
import { openSqlite } from '../cloud-relay/store/sqlite.ts'
import { type BenchResult, median } from './bench-result.ts'
import { listenPage } from './listen-page.ts'
import { benchOpenPages, benchPageAtRate, benchPagePaint } from './payment-page-load.ts'

const ROUNDS = 9
const ROUND_MS = 700
const CONNECTIONS = 16
const AIM = 0.4

/** What one listener answered in a round. */
type Round = { answers: number; ms: number }

/**
 * Requests per second of the landing and the pay page against Hono answering the same bytes as a constant, on listeners
 * of the same kind in the same process, turn by turn. The asking is done by another thread.
 */
export async function benchPaymentPage(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'florin-bench-'))
  const pages = await startPagesUnderTest(openSqlite(join(folder, 'relay.db')))
  const { path } = await pages.linked({ lines: 5 })
  const payer = new Payer(pages)
  await payer.open(path)
  const ours = await listenPage(request => pages.app.fetch(request))
  const asker = startAsker()
  try {
    const landing = (await new Payer(pages).get(path)).html
    return [
      await benchPageAtRate(ours.port, path, landing),
      await benchOpenPages(pages, ours.port),
      await benchPagePaint(ours.port, path, payer),
      await compare(asker, 'landing', ours.port, path, {}, landing),
      await compare(
        asker,
        'pay page',
        ours.port,
        payer.at,
        payer.headers(),
        (await payer.get(payer.at)).html,
      ),
    ]
  } finally {
    await asker.stop()
    await ours.close()
    await pages.stop()
    await pages.test.store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compare(
  asker: Asker,
  name: string,
  port: number,
  path: string,
  headers: Record<string, string>,
  html: string,
): Promise<BenchResult> {
  const constant = new Hono()
  constant.get('*', c => c.html(html))
  const floor = await listenPage(request => constant.fetch(request))
  const floorMs: number[] = []
  const oursMs: number[] = []
  // The first round warms both up.
  for (let round = 0; round <= ROUNDS; round++) {
    const [theirs, own] = [
      await asker.ask({ port: floor.port, path: '/', headers }),
      await asker.ask({ port, path, headers }),
    ]
    if (round === 0) continue
    floorMs.push(theirs.ms / theirs.answers)
    oursMs.push(own.ms / own.answers)
  }
  await floor.close()
  const [floorMedian, oursMedian] = [median(floorMs), median(oursMs)]
  const ratio = floorMedian / oursMedian
  const perSecond = (ms: number) => `${Math.round(1000 / ms)}/s`
  return {
    name: `payment page, ${name}`,
    floorMs: floorMedian,
    oursMs: oursMedian,
    ratio,
    aim: `≥ ${AIM}`,
    met: ratio >= AIM,
    note: `${perSecond(oursMedian)} against ${perSecond(floorMedian)} for ${Buffer.byteLength(html)} constant bytes; SQLite, ${CONNECTIONS} connections`,
  }
}

interface Asker {
  ask(order: { port: number; path: string; headers: Record<string, string> }): Promise<Round>
  stop(): Promise<unknown>
}

function startAsker(): Asker {
  const worker = new Worker(`(${askerThread.toString()})(${CONNECTIONS}, ${ROUND_MS})`, { eval: true })
  return {
    ask: order =>
      new Promise((resolve, reject) => {
        worker.once('error', reject)
        worker.once('message', (round: Round | { error: string }) => {
          worker.off('error', reject)
          if ('error' in round) reject(new Error(round.error))
          else resolve(round)
        })
        worker.postMessage(order)
      }),
    stop: () => worker.terminate(),
  }
}

/** Runs in a thread of its own, from its source text: asks over plain sockets, as little work as possible per answer. */
function askerThread(connections: number, roundMs: number): void {
  const { parentPort } = process.getBuiltinModule('node:worker_threads')
  const { connect } = process.getBuiltinModule('node:net')
  parentPort?.on('message', (order: { port: number; path: string; headers: Record<string, string> }) => {
    const lines = Object.entries(order.headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const request = Buffer.from(`GET ${order.path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}\r\n`)
    const began = performance.now()
    let answers = 0
    let open = connections
    for (let nth = 0; nth < connections; nth++) {
      const socket = connect(order.port, '127.0.0.1')
      let seen = Buffer.alloc(0)
      socket.on('connect', () => socket.write(request))
      socket.on('data', chunk => {
        seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk])
        const head = seen.indexOf('\r\n\r\n')
        if (head < 0) return
        const length = /content-length: (\d+)/i.exec(seen.toString('latin1', 0, head))?.[1]
        if (!seen.toString('latin1', 9, 12).startsWith('200') || length === undefined) {
          parentPort?.postMessage({ error: seen.toString('latin1', 0, head) })
          return socket.destroy()
        }
        if (seen.length < head + 4 + Number(length)) return
        answers++
        seen = Buffer.alloc(0)
        if (performance.now() - began < roundMs) socket.write(request)
        else socket.destroy()
      })
      socket.on('close', () => {
        open--
        if (open === 0) parentPort?.postMessage({ answers, ms: performance.now() - began })
      })
    }
  })
}
