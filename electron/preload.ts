import { contextBridge, ipcRenderer } from 'electron'
import type { ChannelName } from './windows/channels.ts'

const CONNECT: ChannelName = 'desk:connect'
const NOTICE: ChannelName = 'notice:show'
const HANDOVER = 'florin:port'

/**
 * Gives the page `window.florin`: `port`, one end of a channel whose other end goes to the backend, and `notify`, which has
 * the system tell something. These two are all the page gets of Electron. A MessagePort can't cross the context bridge, so the channel is made in the page's own world and
 * its far end comes here as a message of the window.
 */
if (window.location.protocol === 'app:') {
  window.addEventListener('message', takePort)
  window.addEventListener('message', takeNotice)
  contextBridge.executeInMainWorld({ func: offerPort, args: [HANDOVER, NOTICE] })
}

function takePort(event: MessageEvent): void {
  if (event.source !== window || event.data !== HANDOVER) return
  window.removeEventListener('message', takePort)
  event.stopImmediatePropagation()
  const [port] = event.ports
  if (port) ipcRenderer.postMessage(CONNECT, null, [port])
}

function takeNotice(event: MessageEvent): void {
  if (event.source === window && event.data?.[NOTICE]) ipcRenderer.send(NOTICE, event.data[NOTICE])
}

/** Runs in the page's world, where nothing of this file exists: it may use only what it is given. */
function offerPort(handover: string, notice: string): void {
  const { port1, port2 } = new MessageChannel()
  const notify = (title: string, body: string, path: string) =>
    window.postMessage({ [notice]: { title, body, path } }, window.location.origin)
  Object.defineProperty(window, 'florin', { value: Object.freeze({ port: port1, notify }) })
  window.postMessage(handover, window.location.origin, [port2])
}
