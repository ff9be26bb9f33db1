import { Button } from '@mantine/core'
import { useAsk } from '../../app/use-ask.ts'
import { parseCents } from '../../parts/format-money.ts'
import { errorSentence, refusalSentence } from '../../parts/refusal-text.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './receive-payment.module.css'

interface GoneInvoiceProps {
  invoiceId: string
  /** The amount as typed. */
  text: string
  onTakeOff(): void
}

/** An amount typed for an invoice that is no longer open: what stands in the way, and the way to take it off. */
export function GoneInvoice({ invoiceId, text, onTakeOff }: GoneInvoiceProps) {
  const words = useWords()
  const { data, error } = useAsk('invoices.one', { invoiceId })
  const figures = {
    number: data?.invoice.number ?? words.parts.none,
    openCents: 0,
    amountCents: parseCents(text) ?? 0,
  }
  return (
    <div className={classes.gone} role="alert">
      <span>
        {error
          ? errorSentence(error, words)
          : refusalSentence({ code: 'applied-more-than-open', params: figures }, words)}
      </span>
      <Button variant="default" data-gone={invoiceId} onClick={onTakeOff}>
        {words.payments.takeOffGone}
      </Button>
    </div>
  )
}
