import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { AskFault } from '../app/ask-client.ts'
import { logOut } from '../app/log-out.ts'
import { useWords } from '../words/use-words.ts'
import classes from './notices.module.css'
import { errorSentence } from './refusal-text.tsx'

/** Says what went wrong, and offers what can help: to try again, or to log in again. */
export function FaultNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const words = useWords()
  return (
    <div className={classes.fault} role="alert">
      <IconAlertTriangle size={17} aria-hidden className={classes.icon} />
      <span>{errorSentence(error, words)}</span>
      {isLogInAgain(error) ? (
        <Button variant="default" onClick={() => void logOut()}>
          {words.parts.logInAgain}
        </Button>
      ) : (
        onRetry && (
          <Button variant="default" onClick={onRetry}>
            {words.parts.retry}
          </Button>
        )
      )}
    </div>
  )
}

function isLogInAgain(error: unknown): boolean {
  return error instanceof AskFault && error.fault === 'log-in-again'
}
