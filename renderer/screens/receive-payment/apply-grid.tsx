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
  /** Discounts as typed, by invoice id; without them there is no such column. */
  discounts?: Record<string, string>
  /** Sentences by field: `applied.<invoiceId>`, `discount.<invoiceId>`. */
  problems: Record<string, string>
  onType(invoiceId: string, text: string): void
  onDiscount?(invoice: OpenInvoice, text: string): void
  onTick(invoice: OpenInvoice, ticked: boolean): void
}

/** Open invoices and how much of a payment goes to each; arrows move between rows. */
export function ApplyGrid(props: ApplyGridProps) {
  const { invoices, applied, discounts, problems, onType, onDiscount, onTick } = props
  const words = useWords()
  const w = words.payments
  const today = useToday()
  const columns = w.grid
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <td className={classes.tick} />
            <th scope="col" className={classes.number}>
              {columns.number}
            </th>
            <th scope="col" className={classes.day}>
              {columns.issuedOn}
            </th>
            <th scope="col" className={classes.day}>
              {columns.dueOn}
            </th>
            <th scope="col">{columns.poNumber}</th>
            <th scope="col" className={`florin-number ${classes.money}`}>
              {columns.totalCents}
            </th>
            <th scope="col" className={`florin-number ${classes.money}`}>
              {columns.openCents}
            </th>
            {onDiscount && (
              <th scope="col" className={`florin-number ${classes.discounted}`}>
                {words.paymentActions.discount}
              </th>
            )}
            <th scope="col" className={`florin-number ${classes.applied}`}>
              {columns.applied}
            </th>
            <th scope="col" className={`florin-number ${classes.money}`}>
              {columns.left}
            </th>
          </tr>
        </thead>
        <tbody>
          {invoices.map(invoice => {
            const text = applied[invoice.invoiceId] ?? ''
            const cents = parseCents(text) ?? 0
            const problem = problems[`applied.${invoice.invoiceId}`]
            const discount = discounts?.[invoice.invoiceId] ?? ''
            const offCents = parseCents(discount) ?? 0
            const leftCents = invoice.openCents - cents - offCents
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
                <td className={`florin-strong ${classes.cut}`} title={invoice.number}>
                  {invoice.number}
                </td>
                <td className="florin-mute">{formatDate(invoice.issuedOn)}</td>
                <td className={invoice.dueOn < today ? 'florin-red' : undefined}>
                  {formatDate(invoice.dueOn)}
                </td>
                <td className={`florin-mute ${classes.cut}`} title={invoice.poNumber}>
                  {invoice.poNumber}
                </td>
                <td className="florin-number florin-mute">{formatCents(invoice.totalCents)}</td>
                <td className="florin-number">{formatCents(invoice.openCents)}</td>
                {onDiscount && (
                  <td className={classes.discount}>
                    <TextInput
                      aria-label={words.paymentActions.discountOn(invoice.number)}
                      data-discount={invoice.invoiceId}
                      data-aside
                      inputMode="decimal"
                      autoComplete="off"
                      value={discount}
                      error={problems[`discount.${invoice.invoiceId}`]}
                      onFocus={event => event.currentTarget.select()}
                      onChange={event => onDiscount(invoice, event.currentTarget.value)}
                      onBlur={() => {
                        const tidy = tidied(discount)
                        if (tidy !== discount) onDiscount(invoice, tidy)
                      }}
                      onKeyDown={event => moveBetweenRows(event, 'data-discount')}
                    />
                  </td>
                )}
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
                      const tidy = tidied(text)
                      if (tidy !== text) onType(invoice.invoiceId, tidy)
                    }}
                    onKeyDown={event => moveBetweenRows(event, 'data-applied')}
                  />
                </td>
                <td className="florin-number florin-strong">
                  {leftCents < 0 ? '—' : formatCents(leftCents)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function tidied(text: string): string {
  const read = parseCents(text)
  if (read === null) return text
  return read === 0 ? '' : formatCents(read)
}

function moveBetweenRows(event: KeyboardEvent<HTMLInputElement>, column: string) {
  const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey) return
  const fields = [...document.querySelectorAll<HTMLInputElement>(`[${column}]`)]
  const next = fields[fields.indexOf(event.currentTarget) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
