import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { ADMIN } from '../../cloud-relay/testing/test-device.ts'
import { connectDesk } from '../../electron/backend/testing/desk-client.ts'
import { assert } from '../../shared/lib/assert.ts'
import type { DeskAnswer } from '../../shared/protocol/desk.ts'
import { type DeskMessage, deskMessage } from './desk-messages.ts'
import { type RouteCounts, Violation, type ViolationPlace } from './fuzz-report.ts'
import type { KnownIds } from './hostile-commands.ts'
import { rawFrames } from './raw-frames.ts'
import { caseRandom } from './relay-cases.ts'
import { type OwnProcess, startProcess } from './start-process.ts'
import { changedTables, fileState, settledState } from './stored-state.ts'
import { WireClient } from './wire-client.ts'
import type { World } from './world.ts'

const LANES = 8
const RAW_SHARE = 0.1
const ANSWER_LIMIT_MS = 20_000

/** What the sync loop writes by itself while it runs. */
const MOVES_BY_DESIGN = {
  sync_state: "WHERE name NOT IN ('lastSyncAt', 'refreshToken', 'durableRev', 'epoch')",
}

/** A desktop's backend as a process of its own, joined to the world's company, its admin logged in. */
export interface FuzzedDesk {
  process: OwnProcess<{ url: string; token: string }>
  databaseFile: string
  close(): Promise<void>
}

/** Starts it and waits until it holds the company's rows. */
export async function openDesk({ relay, own }: World): Promise<FuzzedDesk> {
  const profile = mkdtempSync(join(tmpdir(), 'florin-fuzz-desk-'))
  const { device } = own
  const made = await fetch(`${relay.ready.relay}/v1/enrolment-codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${device.accessToken}`, 'x-florin-user': device.userToken },
  })
  const { code } = (await made.json()) as { code: string }
  const args = ['--headless', '--profile', profile, '--relay', relay.ready.relay, '--join', code]
  const process = await startProcess<{ url: string; token: string }>('electron/backend/main.ts', args, {})
  const desk = await connectDesk(process.ready)
  const state = await desk.ask('session.login', { login: ADMIN.login, password: ADMIN.password })
  assert(state.phase === 'ready', 'the admin is logged in')
  while ((await desk.ask('sync.status', {})).phase !== 'up-to-date')
    await new Promise(done => setTimeout(done, 50))
  desk.close()
  return {
    process,
    databaseFile: join(profile, 'florin.db'),
    async close() {
      await process.stop()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/**
 * Sends messages `from` to `to` (excluded) to the desktop's socket. Throws {@link Violation} at the first crash, fault of
 * its own, socket left open to what is no question, or row written.
 */
export async function fuzzDesk(
  desk: FuzzedDesk,
  world: World,
  { seed, counts }: { seed: number; counts: RouteCounts },
  from: number,
  to: number,
): Promise<void> {
  const look = () => fileState(desk.databaseFile, MOVES_BY_DESIGN)
  const before = await settledState(look)
  const ids = { ...world.own, userId: world.own.device.userId }
  let next = from
  const lane = async () => {
    const client = new DeskSocket(desk)
    while (next < to) {
      const n = next++
      const random = caseRandom(seed, n)
      const answer = random.chance(RAW_SHARE)
        ? await throwFrames(desk, seed, n)
        : await askOnce(desk, client, ids, seed, n)
      counts.add(answer.about, answer.how)
    }
    client.close()
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  const where = {
    seed,
    caseNumber: to - 1,
    reproduction: `one of the messages from ${from} on; --case N looks at one alone`,
  }
  const changed = changedTables(before, await settledState(look))
  if (changed.length > 0) throw new Violation(`the profile was written: ${changed.join(', ')}`, where)
  const after = await connectDesk(desk.process.ready)
  const { rows } = await after.ask('orders.summary', {})
  assert(rows.length > 0, 'the next good question is answered')
  after.close()
}

async function askOnce(
  desk: FuzzedDesk,
  client: DeskSocket,
  ids: KnownIds,
  seed: number,
  n: number,
): Promise<{ about: string; how: string }> {
  const message = deskMessage(ids, n + 1, streamAfter(seed, n))
  const where = {
    seed,
    caseNumber: n,
    reproduction: `socket: ${JSON.stringify(message.text.slice(0, 1_500))}`,
  }
  const answer = await client.send(message.text)
  checkAlive(desk, where)
  const wrong = wrongWith(message, answer)
  if (wrong !== null)
    throw new Violation(`${message.about}: ${wrong}\n${desk.process.log().slice(-1_500)}`, where)
  const how = answer === 'closed' ? 'closed' : answer === null ? 'silent' : answer.ok ? 'answered' : 'refused'
  return { about: `desktop ${message.about}`, how }
}

function wrongWith({ expect }: DeskMessage, answer: DeskAnswer | 'closed' | null): string | null {
  if (answer === null) return 'neither an answer nor the end of the socket'
  if (answer === 'closed') return expect === 'close' ? null : 'a question was disconnected'
  if (expect === 'close') return `what is no question was answered: ${JSON.stringify(answer)}`
  if (!answer.ok && 'fault' in answer && answer.fault === 'internal') return 'a fault of its own'
  return expect === 'refuse' && answer.ok ? `it was done: ${JSON.stringify(answer).slice(0, 300)}` : null
}

async function throwFrames(
  desk: FuzzedDesk,
  seed: number,
  n: number,
): Promise<{ about: string; how: string }> {
  const { url, token } = desk.process.ready
  const port = Number(new URL(url).port)
  const { name, pieces, ending, mustRefuse } = rawFrames({ port, token }, streamAfter(seed, n))
  const got = await new WireClient(port).throwAt(pieces, 2, ending)
  const sent = Buffer.concat(pieces).toString('latin1').slice(0, 1_500)
  const where = { seed, caseNumber: n, reproduction: `${name}: ${JSON.stringify(sent)}` }
  checkAlive(desk, where)
  if (/HTTP\/1\.1 5\d\d/.test(got)) throw new Violation(`${name}: an answer of 5xx`, where)
  const isOpened = got.includes(' 101 ')
  if (isOpened && mustRefuse) throw new Violation(`${name}: a socket was opened`, where)
  return { about: 'desktop (raw socket)', how: isOpened ? 'opened' : got === '' ? 'closed' : 'refused' }
}

/** The stream of a case past its first draw, which chose the kind of case. */
function streamAfter(seed: number, n: number) {
  const random = caseRandom(seed, n)
  random.fraction()
  return random
}

function checkAlive({ process }: FuzzedDesk, where: ViolationPlace): void {
  const end = process.ended()
  if (end !== null) throw new Violation(`the backend ended (${end}):\n${process.log().slice(-3_000)}`, where)
}

/** A socket that is opened again after it was closed. */
class DeskSocket {
  readonly #desk: FuzzedDesk
  #socket: WebSocket | null = null

  constructor(desk: FuzzedDesk) {
    this.#desk = desk
  }

  /** The answer, or `closed`; null when neither comes. */
  async send(text: string): Promise<DeskAnswer | 'closed' | null> {
    const socket = await this.#open()
    return new Promise(resolve => {
      const end = (how: DeskAnswer | 'closed' | null) => {
        clearTimeout(timer)
        socket.off('message', onMessage)
        socket.off('close', onClose)
        resolve(how)
      }
      const timer = setTimeout(() => end(null), ANSWER_LIMIT_MS)
      const onMessage = (raw: unknown) => {
        const message = JSON.parse(String(raw)) as DeskAnswer | { event: string }
        // The id may have been what was changed: whatever is answered now is the answer to this.
        if (!('event' in message)) end(message)
      }
      const onClose = () => end('closed')
      socket.on('message', onMessage)
      socket.on('close', onClose)
      socket.send(text)
    })
  }

  close(): void {
    this.#socket?.terminate()
  }

  async #open(): Promise<WebSocket> {
    if (this.#socket?.readyState === WebSocket.OPEN) return this.#socket
    const { url, token } = this.#desk.process.ready
    const socket = new WebSocket(`${url.replace('http', 'ws')}/desk?token=${token}`)
    socket.on('error', () => undefined)
    this.#socket = socket
    await once(socket, 'open')
    return socket
  }
}
