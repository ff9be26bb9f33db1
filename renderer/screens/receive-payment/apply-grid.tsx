import { Checkbox, TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents, parseCents } from '../../parts/format-money.ts'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './apply-grid.module.css'
import type { OpenInvoice } from './payment-draft.ts'

interface ApplyGridProps {
  invoices: readonly OpenInvoice[]
  /** What is typed, by invoice id. */
  applied: Record<string, string>
  /** Sentences by invoice id. */
  problems: Record<string, string>
  onType(invoiceId: string, text: string): void
  onTick(invoice: OpenInvoice, ticked: boolean): void
}

/** Open invoices and how much of a payment goes to each; arrows move between rows. */
export function ApplyGrid({ invoices, applied, problems, onType, onTick }: ApplyGridProps) {
  const w = useWords().payments
  const today = useToday()
  const columns = w.grid
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <td className={classes.tick} />
            <th scope="col">{columns.number}</th>
            <th scope="col">{columns.issuedOn}</th>
            <th scope="col">{columns.dueOn}</th>
            <th scope="col">{columns.poNumber}</th>
            <th scope="col" className="florin-number">
              {columns.totalCents}
            </th>
            <th scope="col" className="florin-number">
              {columns.openCents}
            </th>
            <th scope="col" className="florin-number">
              {columns.applied}
            </th>
            <th scope="col" className="florin-number">
              {columns.left}
            </th>
          </tr>
        </thead>
        <tbody>
          {invoices.map(invoice => {
            const text = applied[invoice.invoiceId] ?? ''
            const cents = parseCents(text) ?? 0
            const problem = problems[invoice.invoiceId]
            return (
              <tr key={invoice.invoiceId} className={cents > 0 ? classes.given : undefined}>
                <td className={classes.tick}>
                  <Checkbox
                    size="16px"
                    radius={4}
                    aria-label={w.applyAll(invoice.number)}
                    checked={cents > 0}
                    onChange={event => onTick(invoice, event.currentTarget.checked)}
                  />
                </td>
                <td className="florin-strong">{invoice.number}</td>
                <td className="florin-mute">{formatDate(invoice.issuedOn)}</td>
                <td className={invoice.dueOn < today ? 'florin-red' : undefined}>
                  {formatDate(invoice.dueOn)}
                </td>
                <td className="florin-mute">{invoice.poNumber}</td>
                <td className="florin-number florin-mute">{formatCents(invoice.totalCents)}</td>
                <td className="florin-number">{formatCents(invoice.openCents)}</td>
                <td className={classes.input}>
                  <TextInput
                    aria-label={w.appliedTo(invoice.number)}
                    data-applied={invoice.invoiceId}
                    inputMode="decimal"
                    autoComplete="off"
                    value={text}
                    error={problem}
                    onFocus={event => event.currentTarget.select()}
                    onChange={event => onType(invoice.invoiceId, event.currentTarget.value)}
                    onBlur={() => {
                      const read = parseCents(text)
                      const tidy = read === null || read === 0 ? (read === 0 ? '' : text) : formatCents(read)
                      if (tidy !== text) onType(invoice.invoiceId, tidy)
                    }}
                    onKeyDown={moveBetweenRows}
                  />
                </td>
                <td className="florin-number florin-strong">{formatCents(invoice.openCents - cents)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function moveBetweenRows(event: KeyboardEvent<HTMLInputElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey) return
  const fields = [...document.querySelectorAll<HTMLInputElement>('[data-applied]')]
  const next = fields[fields.indexOf(event.currentTarget) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
