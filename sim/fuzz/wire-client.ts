import { connect, type Socket } from 'node:net'

/** What a server sent back. */
export interface WireAnswer {
  /** 0: it closed the connection, or was silent, without an answer. */
  status: number
  head: string
  body: string
}

const NONE: WireAnswer = { status: 0, head: '', body: '' }
const MAX_BODY = 4 * 1024 * 1024

/**
 * One connection at a time to one port, kept alive between requests. Sends bytes as they are, which no HTTP library lets
 * through, and reads the answer.
 */
export class WireClient {
  readonly port: number
  #socket: Socket | null = null
  #received = Buffer.alloc(0)
  #wake: () => void = () => undefined
  #ended = false

  constructor(port: number) {
    this.port = port
  }

  /** Sends a request and reads its whole answer; a stream is cut after its head. */
  async ask(bytes: Buffer, isHead: boolean, limitMs: number): Promise<WireAnswer> {
    for (let tries = 0; ; tries++) {
      const reused = this.#socket !== null && !this.#ended
      if (!reused) await this.#open()
      this.#received = Buffer.alloc(0)
      this.#socket?.write(bytes)
      const answer = await this.#read(isHead, limitMs)
      // The server may have closed an idle connection just as it was used again.
      if (answer.status !== 0 || !reused || tries > 0) return answer
      this.close()
    }
  }

  /** Sends pieces over a connection of its own, `pauseMs` apart, and answers what came back, if anything did. */
  async throwAt(
    pieces: readonly Buffer[],
    pauseMs: number,
    ending: 'end' | 'reset' | 'wait',
  ): Promise<string> {
    const socket = connect(this.port, '127.0.0.1')
    let got = ''
    const closed = new Promise<void>(resolve => socket.on('close', () => resolve()))
    socket.on('error', () => undefined)
    socket.on('data', chunk => {
      if (got.length < MAX_BODY) got += chunk.toString('latin1')
    })
    for (const [at, piece] of pieces.entries()) {
      if (at > 0) await pause(pauseMs)
      if (!socket.destroyed) socket.write(piece)
    }
    if (ending === 'end') socket.end()
    if (ending === 'reset') {
      await pause(1)
      socket.resetAndDestroy()
    }
    await Promise.race([closed, pause(ending === 'wait' ? 40 : 400)])
    socket.destroy()
    return got
  }

  close(): void {
    this.#socket?.destroy()
    this.#socket = null
  }

  #open(): Promise<void> {
    this.close()
    this.#ended = false
    return new Promise((resolve, reject) => {
      const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true })
      this.#socket = socket
      socket.once('connect', resolve)
      socket.on('error', error => {
        this.#ended = true
        this.#wake()
        reject(error)
      })
      socket.on('close', () => {
        if (this.#socket === socket) this.#ended = true
        this.#wake()
      })
      socket.on('data', chunk => {
        this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
        this.#wake()
      })
    })
  }

  async #read(isHead: boolean, limitMs: number): Promise<WireAnswer> {
    const until = performance.now() + limitMs
    for (;;) {
      const parsed = parseAnswer(this.#received, isHead, this.#ended)
      if (parsed) {
        if (!parsed.isReusable) this.close()
        return parsed
      }
      const left = until - performance.now()
      if (this.#ended || left <= 0) {
        this.close()
        return NONE
      }
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, left)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
}

function parseAnswer(
  bytes: Buffer,
  isHead: boolean,
  ended: boolean,
): (WireAnswer & { isReusable: boolean }) | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = bytes.toString('latin1', 0, end)
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0)
  const rest = bytes.subarray(end + 4)
  if (status >= 100 && status < 200 && status !== 101) return parseAnswer(rest, isHead, ended)
  const isReusable = !/^connection: close/im.test(head)
  if (/^content-type: text\/event-stream/im.test(head)) return { status, head, body: '', isReusable: false }
  if (isHead || status === 204 || status === 304) return { status, head, body: '', isReusable }
  const length = /^content-length: (\d+)/im.exec(head)?.[1]
  if (length !== undefined) {
    if (rest.length < Number(length) && !ended) return null
    return { status, head, body: rest.toString('utf8', 0, Number(length)), isReusable }
  }
  if (/^transfer-encoding: chunked/im.test(head)) {
    const body = unchunk(rest)
    return body === null && !ended ? null : { status, head, body: body ?? '', isReusable }
  }
  return ended ? { status, head, body: rest.toString('utf8'), isReusable: false } : null
}

function unchunk(bytes: Buffer): string | null {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return null
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    if (size === 0) return Buffer.concat(parts).toString('utf8')
    if (bytes.length < line + 2 + size + 2) return null
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = line + 2 + size + 2
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
