import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const bounds = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })
const memory = z.object({
  bounds: bounds.nullable().default(null),
  maximized: z.boolean().default(false),
  /** The person was told that this machine has no keychain. */
  toldNoKeychain: z.boolean().default(false),
})

/** What the app remembers of its window from one start to the next. */
export type WindowMemory = z.output<typeof memory>

/** Reads what was remembered; a missing or damaged file is a first start. */
export function readWindowMemory(file: string): WindowMemory {
  try {
    return memory.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return memory.parse({})
  }
}

/** Remembers; the file is whole or unchanged. Throws when the folder can't be written. */
export function keepWindowMemory(file: string, what: WindowMemory): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, JSON.stringify(what), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
