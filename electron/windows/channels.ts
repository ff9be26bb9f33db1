import type { IpcMain, IpcMainEvent, MessagePortMain } from 'electron'
import { z } from 'zod'
import { isAppUrl } from './url-policy.ts'

/** Everything a window may say to the main process, and how many ports come with it. */
const CHANNELS = {
  /** Hands over the far end of the window's channel to the backend. */
  'desk:connect': { payload: z.null(), ports: 1 },
  /** Tells the person something while the window is out of sight; the path is a screen of ours. */
  'notice:show': {
    payload: z.strictObject({
      title: z.string().min(1).max(200),
      body: z.string().max(300),
      path: z.string().regex(/^\/[\w/-]{0,200}$/),
    }),
    ports: 0,
  },
} as const

export type ChannelName = keyof typeof CHANNELS

type Listeners = {
  [N in ChannelName]: (payload: z.output<(typeof CHANNELS)[N]['payload']>, ports: MessagePortMain[]) => void
}

/**
 * Listens on every channel of {@link CHANNELS}. A message is dropped and logged unless it comes from the main frame of
 * an app page and fits its channel's schema.
 */
export function listenToWindows(
  ipc: Pick<IpcMain, 'on'>,
  listeners: Listeners,
  log: (event: string, details?: Record<string, unknown>) => void,
): void {
  for (const [channel, { payload, ports }] of Object.entries(CHANNELS)) {
    ipc.on(channel, (event: IpcMainEvent, message: unknown) => {
      const parsed = payload.safeParse(message)
      if (isFromApp(event) && parsed.success && event.ports.length === ports) {
        const listen = listeners[channel as ChannelName] as (
          payload: unknown,
          ports: MessagePortMain[],
        ) => void
        return listen(parsed.data, event.ports)
      }
      for (const port of event.ports) port.close()
      log('a message of a window was refused', {
        channel,
        from: event.senderFrame?.url ?? 'a frame that is gone',
      })
    })
  }
}

/** True when the main frame of an app page sent it; a frame inside it, or one that is gone by now, did not. */
function isFromApp(event: Pick<IpcMainEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isAppUrl(frame.url)
}
