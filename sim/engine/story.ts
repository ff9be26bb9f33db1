import { createHash } from 'node:crypto'

interface Line {
  at: number
  who: string
  what: string
  /** Whether it is told whatever the story is about. */
  isFault: boolean
}

/** What happened in one run, in order: told when something went wrong, and hashed to prove that a seed replays. */
export class Story {
  readonly #lines: Line[] = []
  readonly #now: () => number
  readonly #startedAt: number

  constructor(now: () => number) {
    this.#now = now
    this.#startedAt = now()
  }

  tell(who: string, what: string): void {
    this.#lines.push({ at: this.#now(), who, what, isFault: false })
  }

  fault(who: string, what: string): void {
    this.#lines.push({ at: this.#now(), who, what, isFault: true })
  }

  hash(): string {
    const hash = createHash('sha256')
    for (const { at, who, what } of this.#lines) hash.update(`${at} ${who} ${what}\n`)
    return hash.digest('hex')
  }

  /** The lines that name one of these ids, and the faults between them; all of them without ids. */
  text(ids: readonly string[] = []): string {
    const told = this.#lines.filter(
      line => ids.length === 0 || line.isFault || ids.some(id => line.what.includes(id)),
    )
    return told
      .map(({ at, who, what, isFault }) => {
        const seconds = ((at - this.#startedAt) / 1000).toFixed(3).padStart(10)
        return `${seconds} s  ${who.padEnd(10)} ${isFault ? '! ' : '  '}${what}`
      })
      .join('\n')
  }
}
