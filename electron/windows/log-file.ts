import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MAX_BYTES = 2_000_000

/** Writes events and raw output into a log, at once: the last line before a crash is the one that is needed. */
export interface LogFile {
  event(event: string, details?: Record<string, unknown>): void
  /** Output of a child as it came. */
  raw(text: string): void
}

/** Opens `folder/name`, one JSON line per event; a log beyond 2 MB moves to `name.1` first. Writing never throws. */
export function openLogFile(folder: string, name: string, now: () => number): LogFile {
  const file = join(folder, name)
  const append = (text: string) => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.1`)
      appendFileSync(file, text, { mode: 0o600 })
    } catch {
      // A full disk or a folder that cannot be written must not take the app down with it.
    }
  }
  return {
    event: (event, details = {}) => append(`${JSON.stringify({ time: now(), event, ...details })}\n`),
    raw: append,
  }
}
