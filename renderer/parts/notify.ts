import { notifications } from '@mantine/notifications'
import { wordsNow } from '../words/use-words.ts'

/** Says that something is done, for a moment; its close button has a name. `wrong`: what stays until it is closed. */
export function notify(message: string, { wrong = false } = {}): void {
  const closeButtonProps = { 'aria-label': wordsNow().parts.close }
  notifications.show({
    message,
    closeButtonProps,
    ...(wrong ? { color: 'red', autoClose: false as const } : {}),
  })
}
