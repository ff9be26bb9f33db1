import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useWords } from '../words/use-words.ts'
import classes from './notices.module.css'
import { errorSentence } from './refusal-text.tsx'

/** Says what went wrong, and offers to try again where that can help. */
export function FaultNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const words = useWords()
  return (
    <div className={classes.fault} role="alert">
      <IconAlertTriangle size={17} aria-hidden className={classes.icon} />
      <span>{errorSentence(error, words)}</span>
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {words.parts.retry}
        </Button>
      )}
    </div>
  )
}
