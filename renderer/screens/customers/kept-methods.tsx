import { Button, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeptMethodEntry } from '../../../shared/protocol/sync.ts'
import { ask } from '../../app/ask.ts'
import { useAsk } from '../../app/use-ask.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './kept-methods.module.css'

/** Cards and bank accounts that this customer's payers had saved: to see, and to remove. */
export function KeptMethods({ customerId }: { customerId: string }) {
  const words = useWords()
  const w = words.keptMethods
  const { data: methods, error, refetch, isFetching } = useAsk('customers.kept-methods', { customerId })
  const [removing, setRemoving] = useState<KeptMethodEntry | null>(null)
  const nameOf = ({ kind, brand, last4 }: KeptMethodEntry) =>
    w.name(brand === '' ? w.kind[kind] : brand.charAt(0).toUpperCase() + brand.slice(1), last4)

  return (
    <section className={classes.section} aria-label={w.title}>
      <h2 className={classes.title}>{w.title}</h2>
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {!error && !methods && isFetching && <p className="florin-mute">{words.parts.loading}</p>}
      {methods && <p className="florin-mute">{methods.length === 0 ? w.none : w.what}</p>}
      {methods && methods.length > 0 && (
        <ul className={classes.list}>
          {methods.map(method => (
            <li key={method.id}>
              <div>
                <span className="florin-strong">{nameOf(method)}</span>{' '}
                {method.expires !== null && (
                  <span className="florin-mute">
                    {w.expires(`${method.expires.slice(5)}/${method.expires.slice(2, 4)}`)}
                  </span>
                )}
                <div className="florin-mute">{w.agreed(method.agreedBy, formatInstant(method.agreedAt))}</div>
              </div>
              <Button
                variant="subtle"
                color="red"
                h={28}
                aria-label={w.removeOf(nameOf(method))}
                onClick={() => setRemoving(method)}
              >
                {w.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {removing && (
        <RemoveDialog
          customerId={customerId}
          method={removing}
          name={nameOf(removing)}
          onClose={() => setRemoving(null)}
        />
      )}
    </section>
  )
}

function RemoveDialog({
  customerId,
  method,
  name,
  onClose,
}: {
  customerId: string
  method: KeptMethodEntry
  name: string
  onClose(): void
}) {
  const w = useWords().keptMethods
  const queries = useQueryClient()
  const [failure, setFailure] = useState<unknown>(null)

  async function remove() {
    setFailure(null)
    try {
      const left = await ask('customers.remove-kept-method', { customerId, methodId: method.id })
      queries.setQueryData(['customers.kept-methods', { customerId }], left)
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Modal opened onClose={onClose} title={w.removeTitle(name)}>
      <p>{w.removeText}</p>
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons danger confirm={w.remove} onConfirm={remove} onCancel={onClose} />
    </Modal>
  )
}
