import type { EventLoop } from './event-loop.ts'

/** What a statement of a dead process throws. */
export class Killed extends Error {
  override name = 'Killed'
}

/**
 * A program that runs in the simulated world and may die at any statement. Every start is a new life: what was under way in
 * an earlier one never comes back.
 */
export class Process {
  readonly name: string
  readonly loop: EventLoop
  isAlive = false
  life = 0
  /** How far its clock is off, in milliseconds. */
  clockOffset = 0
  /** Its disk takes nothing until then. */
  diskFullUntil = 0
  /** How many more statements it lives; null: until it is killed otherwise. */
  #statementsLeft: number | null = null
  #diesAfter = false
  #onDeath: (() => void)[] = []
  /** Told of each death in the course of a run. */
  onEveryDeath: () => void = () => undefined

  constructor(name: string, loop: EventLoop) {
    this.name = name
    this.loop = loop
  }

  readonly clock = { now: () => this.loop.now() + this.clockOffset }

  begin(): void {
    this.isAlive = true
    this.life++
    this.#statementsLeft = null
    this.#onDeath = []
  }

  /** Dies at the `count`-th statement from now, before it or right after it. */
  dieAt(count: number, after: boolean): void {
    this.#statementsLeft = count
    this.#diesAfter = after
  }

  /** Calls `work` when this life ends. The answer calls that off. */
  onDeath(work: () => void): () => void {
    this.#onDeath.push(work)
    return () => {
      const at = this.#onDeath.indexOf(work)
      if (at >= 0) this.#onDeath.splice(at, 1)
    }
  }

  kill(): void {
    if (!this.isAlive) return
    this.isAlive = false
    for (const work of this.#onDeath.splice(0)) work()
    this.onEveryDeath()
  }

  /** Calls `work` after `ms` if this life still goes on. */
  after(ms: number, work: () => void): () => void {
    const { life } = this
    return this.loop.after(ms, () => {
      if (this.isAlive && this.life === life) work()
    })
  }

  /** True while its disk takes nothing. */
  hasFullDisk(): boolean {
    return this.diskFullUntil > this.loop.now()
  }

  /** To be called before each statement. Throws {@link Killed} when the process is, or falls, dead. */
  beforeStatement(): void {
    this.loop.activity++
    if (this.isAlive && this.#statementsLeft !== null) {
      this.#statementsLeft--
      if (this.#statementsLeft <= 0 && !this.#diesAfter) this.kill()
    }
    if (!this.isAlive) throw new Killed(this.name)
  }

  /** To be called after each statement. */
  afterStatement(): void {
    if (this.isAlive && this.#statementsLeft !== null && this.#statementsLeft <= 0) this.kill()
    if (!this.isAlive) throw new Killed(this.name)
  }
}
