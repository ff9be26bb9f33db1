import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Statement } from 'better-sqlite3'
import { type Backend, startBackend } from '../../electron/backend/backend.ts'
import type { BackendPorts } from '../../electron/backend/ports.ts'
import { answerQuestion, type Handlers } from '../../electron/backend/serve/answer-question.ts'
import { createHandlers } from '../../electron/backend/serve/handlers.ts'
import type { DeskAnswer } from '../../shared/protocol/desk.ts'
import { Killed, Process } from '../engine/process.ts'
import { closeHandles, gateFolder } from '../engine/statement-gate.ts'
import type { Setting } from '../setting.ts'
import { desktopHttp, type Reached } from './desktop-http.ts'

/** A desktop's disk as it was at some moment. */
export interface DiskImage {
  bytes: Buffer
  /** The commands that were given on it. */
  held: Set<string>
  takenAt: number
}

/** One desktop: the real backend on a real profile, in a process that may die at any statement. */
export class Desktop {
  readonly name: string
  readonly process: Process
  readonly folder: string
  readonly userId: string
  /** The commands that its users were told are kept here. */
  held = new Set<string>()
  backend: Backend | null = null
  /** How its protocol is changed on the way, while an update of desktops and relay is under way. */
  protocolShift = 0
  /** True while its stream of heads is open: else it polls. */
  readonly hearsHeads: boolean
  #handlers: Handlers | null = null
  #statements = new Map<string, Statement>()
  readonly #setting: Setting
  readonly #ports: BackendPorts
  #asked = 0

  constructor(
    setting: Setting,
    relay: Reached,
    name: string,
    userId: string,
    hearsHeads: boolean,
    image: Buffer,
  ) {
    this.#setting = setting
    this.name = name
    this.userId = userId
    this.hearsHeads = hearsHeads
    this.process = new Process(name, setting.loop)
    this.folder = join(setting.folder, name)
    mkdirSync(this.folder)
    writeFileSync(join(this.folder, 'florin.db'), image)
    const { process } = this
    this.#ports = {
      clock: process.clock,
      random: setting.chance(`desktop ${name}`),
      timers: {
        sleep: (ms, signal) =>
          new Promise(resolve => {
            if (signal?.aborted) return resolve()
            const { life } = process
            const end = () => {
              if (!process.isAlive || process.life !== life) return
              setting.loop.activity++
              cancel()
              signal?.removeEventListener('abort', end)
              resolve()
            }
            const cancel = process.after(ms, end)
            signal?.addEventListener('abort', end, { once: true })
          }),
      },
      secrets: { seal: async plain => plain, open: async kept => kept },
      relayAt: () => desktopHttp(setting, relay, this),
      log: (level, message, details) => this.#log(level, message, details),
    }
  }

  /** Starts the program; false when it dies or fails at once. */
  start(): boolean {
    const { process } = this
    process.begin()
    gateFolder(this.folder, process)
    process.onDeath(() => this.#ended())
    try {
      this.backend = startBackend(this.#ports, this.folder, 'http://relay')
      this.backend.logIn({ userId: this.userId, userToken: null })
      this.#handlers = createHandlers(this.backend)
      return true
    } catch (error) {
      if (!(error instanceof Killed) && !isDiskFull(error)) {
        this.#setting.violations.push({ what: `${this.name} does not start: ${String(error)}`, ids: [] })
      }
      process.kill()
      return false
    }
  }

  /** Asks the backend as a screen does; null when the desktop dies over it. */
  async ask(ask: string, input: unknown): Promise<DeskAnswer | null> {
    const { process } = this
    const { life } = process
    if (!process.isAlive || !this.#handlers) return null
    let internal: unknown = null
    const message = { id: ++this.#asked, ask, input }
    const answer = await answerQuestion(this.#handlers, message, (_, error) => {
      internal = error
    })
    if (!process.isAlive || process.life !== life) return null
    if (internal !== null) {
      this.#setting.violations.push({
        what: `${this.name} could not answer ${ask}: ${String(internal)}`,
        ids: [],
      })
    }
    return answer
  }

  /** Rows of its own database as its screens see them; none when it is dead. */
  rows<Row>(text: string, ...params: unknown[]): Row[] {
    if (!this.backend || !this.process.isAlive) return []
    let statement = this.#statements.get(text)
    if (!statement) {
      statement = this.backend.profile.reader.prepare(text)
      this.#statements.set(text, statement)
    }
    return statement.all(...params) as Row[]
  }

  incarnation(): string {
    return this.backend?.sync.state('incarnation') ?? ''
  }

  image(): DiskImage {
    const db = new Sqlite(join(this.folder, 'florin.db'))
    const bytes = db.serialize()
    db.close()
    return { bytes, held: new Set(this.held), takenAt: this.#setting.loop.now() }
  }

  /** Puts an image in the place of the disk of a dead desktop. */
  putBack(image: DiskImage): void {
    for (const tail of ['', '-wal', '-shm']) rmSync(join(this.folder, `florin.db${tail}`), { force: true })
    writeFileSync(join(this.folder, 'florin.db'), image.bytes)
    this.held = new Set(image.held)
  }

  #ended(): void {
    this.backend = null
    this.#handlers = null
    this.#statements = new Map()
    // Not before the code that is running has come to its end.
    this.#setting.loop.after(0, () => closeHandles(this.folder))
  }

  #log(level: string, message: string, details?: Record<string, unknown>): void {
    if (!this.process.isAlive) return
    this.#setting.story.tell(this.name, `${message} ${JSON.stringify(details ?? {})}`)
    if (message === 'recovery') this.#setting.counts.recoveries++
    const isBug = level === 'error' || /TypeError|ReferenceError|Assert|Zod/.test(String(details?.error))
    if (isBug && !/SQLITE_FULL|disk is full/.test(String(details?.error))) {
      this.#setting.violations.push({ what: `${this.name}: ${message} ${JSON.stringify(details)}`, ids: [] })
    }
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL'
}
