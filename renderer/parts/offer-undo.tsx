import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { wordsNow } from '../words/use-words.ts'
import classes from './offer-undo.module.css'
import { errorSentence } from './refusal-text.tsx'

const OFFERED_MS = 12_000

/**
 * Says what was done and offers to take it back, for changes of which nothing has left the house. `undo` gives the command
 * that reverses it; when that is refused, what happened meanwhile is said instead.
 */
export function offerUndo(done: string, undone: string, undo: () => Promise<unknown>): void {
  const words = wordsNow()
  const id = `undo-${++offered}`

  async function takeBack() {
    notifications.hide(id)
    try {
      await undo()
      notifications.show({ message: undone })
    } catch (error) {
      notifications.show({ message: errorSentence(error, wordsNow()), color: 'red' })
    }
  }

  notifications.show({
    id,
    autoClose: OFFERED_MS,
    message: (
      <span className={classes.offer}>
        <span>{done}</span>
        <Button variant="subtle" onClick={() => void takeBack()}>
          {words.parts.undo}
        </Button>
      </span>
    ),
  })
}

let offered = 0
