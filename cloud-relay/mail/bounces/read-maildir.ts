import { open, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Timers } from '../../ports.ts'
import { type BounceParts, MOST_BYTES, takeMessage } from './take-message.ts'

/** Reads the messages of a maildir as they come. */
export interface BounceReader {
  start(): void
  /** Reads what is there; answers how many messages. */
  readNew(): Promise<number>
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 15_000
const AT_ONCE = 500

/**
 * Reads the bounces that a mail server puts into a maildir's `new`, takes them to the ledger, and then moves them to
 * `cur`: seen (`S`), or flagged too (`FS`) where a person should look. Broken off in between, a message is read again.
 */
export function createBounceReader(
  { timers, log }: { timers: Timers; log: Logger },
  { folder, ...parts }: { folder: string } & BounceParts,
): BounceReader {
  let stopTimer = () => {}
  let isStopped = false
  let reading: Promise<unknown> = Promise.resolve()

  async function readNew(): Promise<number> {
    // The mail server makes the folder with its first message, as its own user.
    const there = (await readdir(join(folder, 'new')).catch(gone)) ?? []
    const names = there.filter(name => !name.startsWith('.')).toSorted()
    let count = 0
    for (const name of names.slice(0, AT_ONCE)) {
      if (isStopped) break
      count += await readOne(name)
    }
    return count
  }

  async function readOne(name: string): Promise<number> {
    const source = await start(join(folder, 'new', name))
    // Another node that reads the same folder was faster.
    if (source === null) return 0
    const isRead = await takeMessage(log, parts, source, name)
    const to = `${name.split(':')[0]}:2,${isRead ? 'S' : 'FS'}`
    await rename(join(folder, 'new', name), join(folder, 'cur', to)).catch(gone)
    return 1
  }

  function lookLater(ms: number): void {
    if (isStopped) return
    stopTimer = timers.after(ms, () => {
      reading = readNew()
        .catch(error => log.error({ err: error }, 'the bounces could not be read'))
        .finally(() => lookLater(LOOK_EVERY_MS))
    })
  }

  return {
    start: () => lookLater(0),
    readNew,
    async stop() {
      isStopped = true
      stopTimer()
      await reading
    },
  }
}

async function start(path: string): Promise<Uint8Array | null> {
  const file = await open(path).catch(gone)
  if (!file) return null
  try {
    const buffer = new Uint8Array(MOST_BYTES)
    const { bytesRead } = await file.read(buffer, 0, MOST_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function gone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
