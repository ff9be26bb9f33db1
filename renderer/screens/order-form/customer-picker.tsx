import { useState } from 'react'
import type { CustomerHit } from '../../../shared/protocol/desk.ts'
import { ask } from '../../app/ask.ts'
import { useAsk } from '../../app/use-ask.ts'
import { formatCents } from '../../parts/format-money.ts'
import { StatusTag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './order-form.module.css'
import { PickList } from './pick-list.tsx'

const LIMIT = 8

interface CustomerPickerProps {
  error?: string | undefined
  /** `ahead` tells what was typed since: it belongs to the product field. */
  onPick(customerId: string, ahead: () => string): void | Promise<void>
}

/** The field for the customer, found by fragments of code or name; matches show what they owe. */
export function CustomerPicker({ error, onPick }: CustomerPickerProps) {
  const words = useWords().orders
  const [text, setText] = useState('')
  const found = useAsk('customers.search', { text, limit: LIMIT }, { enabled: text.trim() !== '' })

  return (
    <PickList<CustomerHit>
      label={words.customer}
      placeholder={words.customerPlaceholder}
      text={text}
      onType={setText}
      hits={found.data ?? null}
      fresh={found.data !== undefined && !found.isPlaceholderData}
      best={async typed => (await ask('customers.search', { text: typed, limit: 1 }))[0] ?? null}
      hitId={hit => hit.customerId}
      none={words.customerNone}
      onPick={(hit, ahead) => onPick(hit.customerId, ahead)}
      autoFocus
      error={error}
      row={hit => (
        <>
          <span>
            <b className="florin-strong">{hit.name}</b> <span className="florin-mute">· {hit.code}</span>
            {hit.city !== '' && <span className="florin-mute"> · {hit.city}</span>}
          </span>
          <span className={classes.hitFigures}>
            {hit.creditHold && <StatusTag status="hold" />}
            <span className="florin-number">{formatCents(hit.openCents)}</span>
          </span>
        </>
      )}
    />
  )
}
