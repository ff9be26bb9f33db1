import type { Backend } from '../backend.ts'
import { answerQuestion, type Handlers } from './answer-question.ts'

/** This process's end of a channel to one window: Electron's MessagePortMain. */
export interface WindowPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: unknown): void
  start(): void
  close(): void
}

/** Answers one window's questions and tells it events, until its end closes. What is no question closes it. */
export function servePort(backend: Backend, handlers: Handlers, port: WindowPort): void {
  let open = true
  const send = (message: unknown) => {
    if (open) port.postMessage(message)
  }
  const forget = backend.listen(send)
  const end = () => {
    open = false
    forget()
  }
  port.on('close', end)
  port.on('message', async ({ data }) => {
    backend.used()
    const answer = await answerQuestion(handlers, data, (ask, error) => {
      const stack = error instanceof Error ? error.stack : undefined
      backend.ports.log('error', 'a question failed', { ask, error: String(error), stack })
    })
    if (answer !== null) return send(answer)
    end()
    port.close()
  })
  port.start()
}
