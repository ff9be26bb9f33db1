import type { MessagePortMain } from 'electron'
import type { SecretBox } from '../backend/ports.ts'
import { fromBackend, type StartFailure, type ToBackend } from '../backend/serve/parent-messages.ts'
import { createRestartPolicy } from './restart-policy.ts'

/** What Electron's UtilityProcess gives of a forked backend. */
export interface BackendChild {
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  postMessage(message: unknown, ports?: MessagePortMain[]): void
  kill(): boolean
}

/** `keeps-ending`: it died again and again, and waits for `start`. */
export type BackendTrouble = StartFailure | 'keeps-ending'

const STOP_LIMIT_MS = 10_000

/** The one backend of this app: forks it, forks it again when it dies, and ends it in order. */
export function createBackendProcess(parts: {
  fork(): BackendChild
  secrets: SecretBox
  now(): number
  log(event: string, details?: Record<string, unknown>): void
  /** A backend that died was replaced: windows must connect anew. */
  restarted(): void
  trouble(why: BackendTrouble, detail?: string): void
}) {
  const policy = createRestartPolicy(parts.now)
  let child: BackendChild | null = null
  let relayUrl = ''
  let isStopping = false
  let hasFailed = false

  function fork(): void {
    const born = parts.fork()
    child = born
    born.on('message', message => heard(born, message))
    born.on('exit', code => ended(born, code))
  }

  function heard(from: BackendChild, data: unknown): void {
    const message = fromBackend.safeParse(data)
    if (!message.success) parts.log('the backend said something unknown')
    else if (message.data.kind === 'relay') relayUrl = message.data.relayUrl
    else if (message.data.kind === 'failed') {
      hasFailed = true
      parts.trouble(message.data.reason, message.data.detail)
    } else void answerSecret(from, message.data)
  }

  async function answerSecret(
    from: BackendChild,
    asked: { kind: 'seal' | 'open'; id: number; text: string },
  ) {
    const text = await parts.secrets[asked.kind](asked.text).catch((error: unknown) => {
      parts.log('the keychain failed', { asked: asked.kind, error: String(error) })
      return null
    })
    const answer: ToBackend = { kind: 'secret', id: asked.id, text }
    if (from === child) from.postMessage(answer)
  }

  function ended(which: BackendChild, code: number): void {
    if (which !== child) return
    child = null
    if (isStopping || hasFailed) return
    parts.log('the backend ended by itself', { code })
    if (policy.died() === 'give-up') {
      parts.trouble('keeps-ending')
      return
    }
    fork()
    parts.restarted()
  }

  return {
    /** Forks the backend; again after {@link BackendTrouble}, when a person wants another try. */
    start(): void {
      policy.forget()
      hasFailed = false
      if (child === null) fork()
    },
    /** Hands a window's port to the backend; a port that comes while there is none closes, and the window waits. */
    connect(port: MessagePortMain): void {
      const message: ToBackend = { kind: 'window' }
      if (child) child.postMessage(message, [port])
      else port.close()
    },
    /** The company's relay as the backend last named it; empty before. */
    relayUrl: () => relayUrl,
    /** Lets the backend close its profile; resolves when it ended, by force after ten seconds. */
    stop(): Promise<void> {
      isStopping = true
      const last = child
      if (last === null) return Promise.resolve()
      return new Promise(resolve => {
        const force = setTimeout(() => {
          parts.log('the backend did not stop in time')
          last.kill()
          resolve()
        }, STOP_LIMIT_MS)
        last.on('exit', () => {
          clearTimeout(force)
          resolve()
        })
        if (hasFailed) last.kill()
        else last.postMessage({ kind: 'stop' } satisfies ToBackend)
      })
    },
  }
}
