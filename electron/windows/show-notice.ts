/** What a window wants to be told outside it; `path` is the screen that a click opens. */
export interface Notice {
  title: string
  body: string
  path: string
}

/** A notification of the system, as far as it is used here. */
export interface SystemNotification {
  on(event: 'click' | 'close', listener: () => void): unknown
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
  show(): void
}

/** Systems that never say a notification was closed would keep all of them. */
const MOST_KEPT = 20

/**
 * Shows notices of a window as the system's notifications, unless the person looks at the window: it shows them itself.
 * A click opens the notice's screen.
 */
export function createNotices(parts: {
  isSupported(): boolean
  isWatched(): boolean
  make(text: { title: string; body: string }): SystemNotification
  open(path: string): void
  log(event: string, details?: Record<string, unknown>): void
}): (notice: Notice) => void {
  // One that nothing refers to is collected, and then its click is not heard.
  const kept = new Set<SystemNotification>()
  return ({ title, body, path }) => {
    if (parts.isWatched() || !parts.isSupported()) return
    const notification = parts.make({ title, body })
    const forget = () => kept.delete(notification)
    notification.on('click', () => {
      forget()
      parts.open(path)
    })
    notification.on('close', forget)
    notification.on('failed', (_event, error) => {
      forget()
      parts.log('a notification could not be shown', { error })
    })
    for (const oldest of kept) {
      if (kept.size < MOST_KEPT) break
      kept.delete(oldest)
    }
    kept.add(notification)
    notification.show()
  }
}
