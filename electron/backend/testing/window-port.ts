import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { AskInput, AskName, DeskAnswer, DeskEvent } from '../../../shared/protocol/desk.ts'
import type { WindowPort } from '../serve/port-server.ts'

/** A channel to a backend: the end Electron would hand to it, and a window that asks over the other end. */
export function windowUnderTest() {
  const { port1, port2 } = new MessageChannel()
  const events: DeskEvent[] = []
  const waiting = new Map<number, (answer: DeskAnswer) => void>()
  let lastId = 0
  port1.on('message', (message: DeskAnswer | DeskEvent) => {
    if ('event' in message) events.push(message)
    else {
      waiting.get(message.id)?.(message)
      waiting.delete(message.id)
    }
  })
  return {
    port: electronPort(port2),
    events,
    ask<N extends AskName>(ask: N, input: AskInput<N>): Promise<DeskAnswer> {
      const id = ++lastId
      return new Promise(resolve => {
        waiting.set(id, resolve)
        port1.postMessage({ id, ask, input })
      })
    },
    /** Sends what need not be a question. */
    say: (message: unknown) => port1.postMessage(message),
    closed: new Promise<void>(resolve => port1.on('close', resolve)),
    close: () => port1.close(),
  }
}

/** Node's port as Electron's MessagePortMain shows it: a message comes wrapped in an event. */
function electronPort(port: MessagePort): WindowPort {
  return {
    on(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (event === 'message') port.on('message', data => listener({ data }))
      else port.on('close', () => listener({ data: undefined }))
    },
    postMessage: message => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  }
}
