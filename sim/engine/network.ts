import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import type { EventLoop } from './event-loop.ts'
import type { Process } from './process.ts'

/** How badly the network behaves: probabilities for each message, and milliseconds. */
export interface Weather {
  lost: number
  answerLost: number
  doubled: number
  /** The second copy comes up to this much later. */
  doubledWithin: number
  slow: number
}

export const CALM: Weather = { lost: 0, answerLost: 0, doubled: 0, doubledWithin: 0, slow: 0 }

/** No answer came. `sent` is false when the other side has surely not heard of it. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

export interface Call<T> {
  from: Process
  /** Asked anew for each copy; null when nobody listens. */
  to(): Process | null
  timeoutMs: number
  signal?: AbortSignal | undefined
  /** What the other side does with it; runs once for each copy that arrives. */
  deliver(to: Process): Promise<T>
  /** One line for the story. */
  what: string
}

/** Carries messages between processes, with delay, loss, doubles and reordering; a partition lets nothing through. */
export class Network {
  weather: Weather = CALM
  readonly cut = new Set<string>()
  readonly #loop: EventLoop
  readonly #random: SeededRandom
  /** Told of what went wrong on the way. */
  told: (who: string, what: string) => void = () => undefined

  constructor(loop: EventLoop, random: SeededRandom) {
    this.#loop = loop
    this.#random = random
  }

  call<T>(call: Call<T>): Promise<T> {
    const { from, signal } = call
    const { life } = from
    return new Promise((resolve, reject) => {
      let isOver = false
      const end = (work: () => void) => {
        if (isOver || !from.isAlive || from.life !== life) return
        isOver = true
        this.#loop.activity++
        stopTimeout()
        signal?.removeEventListener('abort', onAbort)
        work()
      }
      const onAbort = () => end(() => reject(new NoAnswer('ECONNABORTED')))
      const stopTimeout = from.after(call.timeoutMs, () => end(() => reject(new NoAnswer('ETIMEDOUT'))))
      if (signal?.aborted) return onAbort()
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#send(call, resolve, reject, end)
    })
  }

  #send<T>(
    call: Call<T>,
    resolve: (value: T) => void,
    reject: (error: Error) => void,
    end: (work: () => void) => void,
  ): void {
    const random = this.#random
    const { lost, answerLost, doubled, doubledWithin } = this.weather
    const { name } = call.from
    if (this.cut.has(name)) {
      const refused = () => end(() => reject(new NoAnswer('ECONNREFUSED')))
      if (random.chance(0.7)) call.from.after(random.between(1, 3000), refused)
      return
    }
    if (random.chance(lost)) {
      this.told(name, `${call.what} is lost on the way`)
      if (random.chance(0.5))
        call.from.after(this.#delay(), () => end(() => reject(new NoAnswer('ECONNRESET'))))
      return
    }
    const losesAnswer = random.chance(answerLost)
    if (losesAnswer) this.told(name, `the answer to ${call.what} will be lost`)
    this.#loop.after(this.#delay(), () => this.#deliver(call, resolve, reject, end, losesAnswer))
    if (random.chance(doubled)) {
      this.told(name, `${call.what} goes out twice`)
      this.#loop.after(this.#delay() + random.between(0, doubledWithin), () =>
        this.#deliver(
          call,
          () => undefined,
          () => undefined,
          () => undefined,
          true,
        ),
      )
    }
  }

  #deliver<T>(
    call: Call<T>,
    resolve: (value: T) => void,
    reject: (error: Error) => void,
    end: (work: () => void) => void,
    losesAnswer: boolean,
  ): void {
    const to = call.to()
    const back = (work: () => void) => this.#loop.after(this.#delay(), () => end(work))
    if (this.cut.has(call.from.name)) return void back(() => reject(new NoAnswer('ECONNRESET')))
    if (!to?.isAlive) return void back(() => reject(new NoAnswer('ECONNREFUSED')))
    const undoDeath = to.onDeath(() => back(() => reject(new NoAnswer('ECONNRESET'))))
    this.#loop.activity++
    call.deliver(to).then(
      answer => {
        undoDeath()
        if (losesAnswer || this.cut.has(call.from.name)) {
          if (this.#random.chance(0.6)) back(() => reject(new NoAnswer('ECONNRESET')))
          return
        }
        back(() => resolve(answer))
      },
      error => {
        undoDeath()
        back(() => reject(error instanceof Error ? error : new Error(String(error))))
      },
    )
  }

  #delay(): number {
    const random = this.#random
    return random.chance(this.weather.slow) ? random.between(500, 20_000) : random.between(5, 250)
  }
}
