import { fstatSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { isatty } from 'node:tty'

/** Whether words can reach this process while it runs: from a terminal, or from a program that holds a pipe to it. */
export function canBeTyped(stdin = 0): boolean {
  if (isatty(stdin)) return true
  try {
    const kind = fstatSync(stdin)
    return kind.isFIFO() || kind.isSocket()
  } catch {
    return false
  }
}

/** Calls back for each line that is this word; an input that ends only ends the listening. */
export function onTyped(word: string, input: Readable, act: () => void): void {
  createInterface({ input }).on('line', line => {
    if (line.trim() === word) act()
  })
}
