import { randomBytes } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import type { Ports } from './choose-ports.ts'

/** What the stack remembers from one start to the next, in `stack.json`. */
export type StackState = {
  ports: Partial<Ports>
  demo: 'none' | 'playing' | 'played'
  electronFailure: { version: string; failedAt: number; reason: string } | null
  app: string | null
}

export type Secrets = { setupToken: string; relaySecret: string }

/** Kept, because a collected database handle would let go of its lock. */
const held: Database.Database[] = []

const blank: StackState = { ports: {}, demo: 'none', electronFailure: null, app: null }

/** Makes the data folder (the given one or the user's own) and answers its absolute path; throws if it cannot be written. */
export function prepareDataFolder(given: string | undefined): string {
  const candidates =
    given === undefined
      ? [userFolder(), join(tmpdir(), `florin-demo-${process.getuid?.() ?? 'user'}`)]
      : [resolve(given)]
  for (const folder of candidates) {
    if (canWrite(folder)) return folder
  }
  throw new Error(`The data folder ${candidates[0]} cannot be written. Name another with --data DIR.`)
}

/** Holds the folder for this process until it ends, however it ends; answers false when another process holds it. */
export function holdDataFolder(folder: string): boolean {
  const lock = new Database(join(folder, 'stack.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    held.push(lock)
    return true
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return false
    throw error
  }
}

/** Reads what earlier starts remembered; a folder without it, or with an unreadable one, is new. */
export function readState(folder: string): StackState {
  const file = join(folder, 'stack.json')
  if (!existsSync(file)) return blank
  try {
    return { ...blank, ...JSON.parse(readFileSync(file, 'utf8')) }
  } catch {
    return blank
  }
}

/** Changes part of what is remembered; the file is replaced whole, so that a crash leaves the old or the new one. */
export function writeState(folder: string, change: Partial<StackState>) {
  const file = join(folder, 'stack.json')
  writeFileSync(`${file}.new`, `${JSON.stringify({ ...readState(folder), ...change }, null, 2)}\n`, {
    mode: 0o600,
  })
  renameSync(`${file}.new`, file)
}

/** The relay's secrets, made once and readable by their owner alone. */
export function readSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json')
  if (!existsSync(file)) {
    const made: Secrets = {
      setupToken: randomBytes(24).toString('base64url'),
      relaySecret: randomBytes(32).toString('base64'),
    }
    writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Empties what the demo filled, so that a play cut short begins afresh and not on top of its first half. */
export function clearDemo(folder: string) {
  for (const name of ['relay', 'desktop', 'mail'])
    rmSync(join(folder, name), { recursive: true, force: true })
}

function userFolder(): string {
  if (process.platform === 'win32')
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'florin-demo')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'florin-demo')
  return join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'florin-demo')
}

function canWrite(folder: string): boolean {
  try {
    mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
