import type { Refusal } from '../../shared/domain/rejections.ts'
import type { AskName, DeskAnswer, DeskEvent, FaultCode } from '../../shared/protocol/desk.ts'
import type { Link, Question, Transport } from './transport.ts'

/** The user can mend it: the refusal says what and where. */
export class AskRefused extends Error {
  override name = 'AskRefused'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** `connection-lost`: the backend went away before it answered, so whether a change was saved is not known. */
export type AskFaultCode = FaultCode | 'connection-lost'

/** Something went wrong on the way; the words are in `words/refusals.ts`. */
export class AskFault extends Error {
  override name = 'AskFault'
  readonly fault: AskFaultCode

  constructor(fault: AskFaultCode) {
    super(fault)
    this.fault = fault
  }
}

interface Waiting {
  question: Question
  sent: boolean
  resolve(value: unknown): void
  reject(error: AskRefused | AskFault): void
}

/** Questions that change nothing, so that they may be asked again after a broken connection. */
const CHANGES_NOTHING =
  /^(session\.state|sync\.status|company\.settings|users\.all|customers\.|products\.|orders\.|invoices\.|payments\.|attention\.|imports\.(list|open|check|progress)|devices\.all)/

// A command that carries its id is decided once however often it is sent.
function isRepeatable({ ask, input }: Question): boolean {
  return CHANGES_NOTHING.test(ask) || (ask === 'command' && Object.hasOwn(input as object, 'commandId'))
}

/** Numbers questions, matches answers to them, and waits for the way to open. */
export class AskClient {
  readonly #transport: Transport
  readonly #waiting = new Map<number, Waiting>()
  readonly #onEvent: (event: DeskEvent) => void
  readonly #onLink: (link: Link) => void
  #open = false
  #nextId = 1

  constructor(transport: Transport, onEvent: (event: DeskEvent) => void, onLink: (link: Link) => void) {
    this.#transport = transport
    this.#onEvent = onEvent
    this.#onLink = onLink
  }

  /** Opens the way; call once. */
  start(): void {
    this.#transport.start({
      opened: () => this.#opened(),
      closed: () => this.#closed(),
      refused: () => this.#onLink('refused'),
      message: message => this.#message(message),
    })
  }

  /** Asks; rejects with {@link AskRefused} or {@link AskFault}. */
  ask(ask: AskName, input: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { question: { id: this.#nextId++, ask, input }, sent: false, resolve, reject }
      this.#waiting.set(waiting.question.id, waiting)
      if (this.#open) this.#send(waiting)
    })
  }

  #opened(): void {
    this.#open = true
    for (const waiting of this.#waiting.values()) this.#send(waiting)
    this.#onLink('open')
  }

  #closed(): void {
    this.#open = false
    for (const [id, waiting] of this.#waiting) {
      if (!waiting.sent || isRepeatable(waiting.question)) continue
      this.#waiting.delete(id)
      waiting.reject(new AskFault('connection-lost'))
    }
    this.#onLink('away')
  }

  #send(waiting: Waiting): void {
    waiting.sent = true
    this.#transport.send(waiting.question)
  }

  #message(message: DeskAnswer | DeskEvent): void {
    if ('event' in message) {
      this.#onEvent(message)
      return
    }
    const waiting = this.#waiting.get(message.id)
    if (!waiting) return
    this.#waiting.delete(message.id)
    if (message.ok) waiting.resolve(message.value)
    else if ('refusal' in message) waiting.reject(new AskRefused(message.refusal))
    else waiting.reject(new AskFault(message.fault))
  }
}
