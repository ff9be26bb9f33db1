import type { DeskAnswer, DeskEvent } from '../../shared/protocol/desk.ts'
import type { Transport, TransportListener } from './transport.ts'

declare global {
  interface Window {
    /** Set by the preload script; absent in a browser tab. */
    florin?: { port: MessagePort; notify(title: string, body: string, path: string): void }
  }
}

/** The app window's way to the backend. */
export function portTransport(port: MessagePort): Transport {
  return {
    start(listener: TransportListener) {
      port.addEventListener('message', event => listener.message(event.data as DeskAnswer | DeskEvent))
      port.addEventListener('close', () => listener.closed())
      port.start()
      listener.opened()
    },
    send: question => port.postMessage(question),
  }
}
