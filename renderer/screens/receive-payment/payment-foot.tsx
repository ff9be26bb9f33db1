import { Button } from '@mantine/core'
import { formatCents } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './receive-payment.module.css'

interface PaymentFootProps {
  /** What the amount is called. */
  received: string
  receivedCents: number
  appliedCents: number
  /** null while the amount spreads itself anyway. */
  onOldestFirst: (() => void) | null
  /** How the amount spread itself, as a sentence; null where it did not. */
  spread?: string | null
  /** Which keys lead through the form. */
  keys?: boolean
}

/** What was received, what of it is applied, and what is left over. */
export function PaymentFoot(props: PaymentFootProps) {
  const { received, receivedCents, appliedCents, onOldestFirst, spread = null, keys = false } = props
  const words = useWords()
  const w = words.payments
  const leftCents = receivedCents - appliedCents
  return (
    <div className={classes.foot}>
      {keys && (
        <p className={classes.keys}>
          <span>
            <kbd className="florin-kbd">{words.orders.keysHint.enter}</kbd> {words.orders.keysHint.next}
          </span>
          <span>
            <kbd className="florin-kbd">Ctrl ↵</kbd> {w.keyRecords}
          </span>
        </p>
      )}
      {onOldestFirst && (
        <Button variant="subtle" h={24} onClick={onOldestFirst}>
          {w.oldestFirst}
        </Button>
      )}
      {spread !== null && (
        <span className={classes.spread} role="status">
          {spread}
        </span>
      )}
      <div className={classes.space} />
      <span className={classes.figure}>
        {received} <b>{formatCents(receivedCents)}</b>
      </span>
      <span className={classes.figure}>
        {w.applied} <b>{formatCents(appliedCents)}</b>
      </span>
      <span
        className={`${classes.figure} ${classes.total} ${leftCents === 0 ? '' : classes.over}`}
        aria-live="polite"
      >
        {w.leftOver} <b>{formatCents(leftCents)}</b>
        {leftCents > 0 && ` ${w.leftOverHint}`}
      </span>
    </div>
  )
}
