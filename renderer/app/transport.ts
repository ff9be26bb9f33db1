import type { AskName, DeskAnswer, DeskEvent } from '../../shared/protocol/desk.ts'

/** A question on its way. */
export interface Question {
  id: number
  ask: AskName
  input: unknown
}

/** How the way to the backend stands; `refused` is for good: this address is not taken. */
export type Link = 'open' | 'away' | 'refused'

/** What a transport tells its owner. */
export interface TransportListener {
  /** The way is open (again): questions may be sent. */
  opened(): void
  /** The way broke off; answers still owed on it will not come. */
  closed(): void
  /** The backend does not take this address: trying again would never help. */
  refused(): void
  message(message: DeskAnswer | DeskEvent): void
}

/** The way to the backend: a MessagePort in the app's window, a WebSocket in a browser tab. */
export interface Transport {
  start(listener: TransportListener): void
  send(question: Question): void
}
