import type { AskName, DeskAnswer, DeskEvent } from '../../shared/protocol/desk.ts'

/** A question on its way. */
export interface Question {
  id: number
  ask: AskName
  input: unknown
}

/** What a transport tells its owner. */
export interface TransportListener {
  /** The way is open (again): questions may be sent. */
  opened(): void
  /** The way broke off; answers still owed on it will not come. */
  closed(): void
  message(message: DeskAnswer | DeskEvent): void
}

/** The way to the backend: a MessagePort in the app's window, a WebSocket in a browser tab. */
export interface Transport {
  start(listener: TransportListener): void
  send(question: Question): void
}
