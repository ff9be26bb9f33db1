import { contextBridge, ipcRenderer } from 'electron'
import type { ChannelName } from './windows/channels.ts'

const CONNECT: ChannelName = 'desk:connect'
const HANDOVER = 'florin:port'

/**
 * Gives the page `window.florin.port`, one end of a channel whose other end goes to the backend. That port is all the
 * page gets of Electron. A MessagePort can't cross the context bridge, so the channel is made in the page's own world and
 * its far end comes here as a message of the window.
 */
if (window.location.protocol === 'app:') {
  window.addEventListener('message', takePort)
  contextBridge.executeInMainWorld({ func: offerPort, args: [HANDOVER] })
}

function takePort(event: MessageEvent): void {
  if (event.source !== window || event.data !== HANDOVER) return
  window.removeEventListener('message', takePort)
  event.stopImmediatePropagation()
  const [port] = event.ports
  if (port) ipcRenderer.postMessage(CONNECT, null, [port])
}

/** Runs in the page's world, where nothing of this file exists: it may use only what it is given. */
function offerPort(handover: string): void {
  const { port1, port2 } = new MessageChannel()
  Object.defineProperty(window, 'florin', { value: Object.freeze({ port: port1 }) })
  window.postMessage(handover, window.location.origin, [port2])
}
