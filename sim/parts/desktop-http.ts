import { type RelayHttp, RelayUnreachable } from '../../electron/backend/ports.ts'
import { NoAnswer } from '../engine/network.ts'
import type { Process } from '../engine/process.ts'
import type { Asker, Mutant } from '../mutants/mutant.ts'
import type { Setting } from '../setting.ts'
import type { RelayDisk } from './relay-disk.ts'
import type { RelayNode } from './relay-node.ts'

const TIMEOUT_MS = 30_000

/** What is reached, and what is done wrong on the way. */
export interface Reached {
  nodes: readonly RelayNode[]
  disk: RelayDisk
  mutant: Mutant | null
}

interface Reaching extends Asker {
  readonly name: string
  readonly process: Process
  /** Whether it hears of heads; else it only asks. */
  readonly hearsHeads: boolean
  /** How its protocol is changed on the way. */
  readonly protocolShift: number
}

/** The network towards the relay's nodes, as a desktop's sync has it. */
export function desktopHttp(setting: Setting, relay: Reached, desktop: Reaching): RelayHttp {
  const random = setting.chance(`balance ${desktop.name}`)
  const someNode = () => random.pick(relay.nodes)

  return {
    async request({ method, path, body, accessToken, userToken, signal }) {
      const sent = relay.mutant?.request?.(path, body, desktop, relay.disk) ?? body
      const text = sent === undefined ? null : JSON.stringify(shifted(sent, desktop.protocolShift))
      const headers = {
        'content-type': 'application/json',
        ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
        ...(userToken ? { 'x-florin-user': userToken } : {}),
      }
      try {
        let node: RelayNode | null = null
        const answer = await setting.network.call({
          from: desktop.process,
          to: () => {
            node = someNode()
            return node.process
          },
          timeoutMs: TIMEOUT_MS,
          signal,
          what: path,
          async deliver(process) {
            const to = relay.nodes.find(each => each.process === process)!
            const response = await to.app.request(path, {
              method,
              headers,
              ...(text === null ? {} : { body: text }),
            })
            return { status: response.status, text: await response.text() }
          },
        })
        const parsed: unknown = answer.text === '' ? null : JSON.parse(answer.text)
        const changed = relay.mutant?.answer?.(path, parsed, desktop, relay.disk)
        if (changed === undefined) return { status: answer.status, body: parsed }
        return { status: relay.mutant?.forgives?.(answer.status) ? 200 : answer.status, body: changed }
      } catch (error) {
        if (error instanceof NoAnswer) throw new RelayUnreachable(error.code)
        throw error
      }
    },

    async *heads({ path, accessToken, signal }) {
      if (!desktop.hearsHeads) {
        await sleepUntil(signal)
        return
      }
      if (setting.network.cut.has(desktop.name)) throw new RelayUnreachable('ECONNREFUSED')
      const node = someNode()
      if (!node.process.isAlive) throw new RelayUnreachable('ECONNREFUSED')
      const gone = new AbortController()
      const { life } = desktop.process
      signal.addEventListener('abort', () => gone.abort(), { once: true })
      const undoDeath = node.process.onDeath(() => gone.abort())
      const undoOwnDeath = desktop.process.onDeath(() => {
        gone.abort()
        void reader?.cancel().catch(() => undefined)
      })
      let reader: ReadableStreamDefaultReader<Uint8Array> | null = null
      const aborted = new Promise<null>(resolve => {
        gone.signal.addEventListener('abort', () => resolve(null), { once: true })
      })
      const headers = { authorization: `Bearer ${accessToken}` }
      const response = await node.app.request(path, { headers, signal: gone.signal })
      const opened = response.body!.getReader() as ReadableStreamDefaultReader<Uint8Array>
      reader = opened
      try {
        for (;;) {
          const chunk = await Promise.race([opened.read(), aborted])
          // Whoever listened is dead: nothing of it goes on.
          if (!desktop.process.isAlive || desktop.process.life !== life) await new Promise(() => undefined)
          if (chunk === null || chunk.done) return
          if (setting.network.cut.has(desktop.name)) throw new RelayUnreachable('ECONNRESET')
          const head = /"head":(\d+)/.exec(new TextDecoder().decode(chunk.value))
          if (head) yield Number(head[1])
        }
      } finally {
        undoDeath()
        undoOwnDeath()
        void opened.cancel().catch(() => undefined)
      }
    },
  }
}

function sleepUntil(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function shifted(body: unknown, shift: number): unknown {
  if (shift === 0 || typeof body !== 'object' || body === null || !('protocol' in body)) return body
  return { ...body, protocol: Number(body.protocol) + shift }
}
