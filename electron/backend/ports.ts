import type { Clock, Random } from '../../shared/lib/ids.ts'

/** An answer of the relay: any status, the body parsed from JSON. */
export interface RelayAnswer {
  status: number
  body: unknown
  /** The body as it came, where the network keeps it: a checksum over it spares printing the body again. */
  text?: string
}

/** The network, as sync sees it. Anything but an answer is thrown as {@link RelayUnreachable}. */
export interface RelayHttp {
  request(input: {
    method: 'GET' | 'POST' | 'PUT'
    path: string
    body?: unknown
    accessToken?: string
    userToken?: string
    signal?: AbortSignal
  }): Promise<RelayAnswer>
  /** Yields the heads the relay announces, until the connection ends or `signal` aborts. */
  heads(input: { path: string; accessToken: string; signal: AbortSignal }): AsyncIterable<number>
}

/** The relay gave no answer: nothing is known about what was asked. */
export class RelayUnreachable extends Error {
  override name = 'RelayUnreachable'
}

/** Keeps secrets of the profile: the operating system's keychain in Electron, the file's mode elsewhere. */
export interface SecretBox {
  seal(plain: string): Promise<string>
  open(sealed: string): Promise<string>
}

/** Waits, for real or in a simulated world. Resolves early when `signal` aborts. */
export interface Timers {
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** What the backend is given; nothing else reaches for clock, randomness, network or secrets. */
export interface BackendPorts {
  clock: Clock
  random: Random
  timers: Timers
  secrets: SecretBox
  /** Opens the network towards one relay. */
  relayAt(url: string): RelayHttp
  log(level: 'info' | 'warn' | 'error', message: string, details?: Record<string, unknown>): void
}
