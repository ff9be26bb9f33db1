import { useState } from 'react'
import type { FoundDocument } from '../../../shared/protocol/find-asks.ts'
import { ask } from '../../app/ask.ts'
import { useAsk } from '../../app/use-ask.ts'
import { formatCents } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import { PickList } from '../order-form/pick-list.tsx'

const LIMIT = 8

interface InvoicePickerProps {
  onPick(customerId: string, invoiceId: string): void
}

/** An invoice found by the beginning of its number, whoever its customer is: it names the customer, too. */
export function InvoicePicker({ onPick }: InvoicePickerProps) {
  const w = useWords().credits
  const [text, setText] = useState('')
  const number = text.trim().slice(0, 20)
  const found = useAsk('documents.find', { number, limit: LIMIT }, { enabled: number !== '' })

  return (
    <PickList<FoundDocument>
      label={w.invoice}
      placeholder={w.invoiceNumberHint}
      text={text}
      onType={setText}
      hits={found.data ? invoicesOf(found.data) : null}
      fresh={found.data !== undefined && !found.isPlaceholderData}
      best={async typed =>
        invoicesOf(await ask('documents.find', { number: typed.trim(), limit: 1 }))[0] ?? null
      }
      hitId={hit => hit.id}
      none={w.noSuchInvoice}
      onPick={async hit => {
        const { invoice } = await ask('invoices.one', { invoiceId: hit.id })
        onPick(invoice.customerId, invoice.id)
      }}
      row={hit => (
        <>
          <span>
            <b className="florin-strong">{hit.number}</b>{' '}
            <span className="florin-mute">· {hit.customerName}</span>
          </span>
          <span className="florin-number florin-mute">
            {hit.cents > 0 ? w.openAmount(formatCents(hit.cents)) : w.paid}
          </span>
        </>
      )}
    />
  )
}

const invoicesOf = (found: readonly FoundDocument[]) => found.filter(({ kind }) => kind === 'invoice')
