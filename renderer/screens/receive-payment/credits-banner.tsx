import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { sumCents } from '../../../shared/domain/money.ts'
import type { OpenCredit } from '../../../shared/protocol/credits-asks.ts'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents, parseCents } from '../../parts/format-money.ts'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import { entryPlace } from '../credits/entry-place.ts'
import { isWrongUse, type UsedCredit, wholeUse } from './credit-use.ts'
import classes from './credits-banner.module.css'
import type { CreditUse, OpenInvoice } from './payment-draft.ts'

interface CreditsBannerProps {
  credits: readonly OpenCredit[]
  /** Open invoices, less what the chosen credits take. */
  invoices: readonly OpenInvoice[]
  chosen: Readonly<Record<string, CreditUse>>
  used: readonly UsedCredit[]
  onChange(chosen: Record<string, CreditUse>): void
}

const OLDEST = 'oldest'

/** A customer's open credits, to be applied together with a payment, or without one. */
export function CreditsBanner({ credits, invoices, chosen, used, onChange }: CreditsBannerProps) {
  const { credits: words, listed } = useWords()
  const w = words.open
  const [shown, setShown] = useState(Object.keys(chosen).length > 0)
  const freeCents = sumCents(credits.map(each => each.freeCents))
  const heldCents = sumCents(credits.map(each => each.unappliedCents)) - freeCents
  const title = freeCents > 0 ? w.title(formatCents(freeCents)) : w.heldOnly(formatCents(heldCents))
  const set = (paymentId: string, use: CreditUse) => onChange({ ...chosen, [paymentId]: use })
  return (
    <section className={classes.banner} aria-label={title}>
      <div className={classes.head}>
        <b>{title}</b>
        {freeCents > 0 && heldCents > 0 && <span>{w.heldBesides(formatCents(heldCents))}</span>}
        <span>{shown && freeCents > 0 && w.hint}</span>
        <Button variant="subtle" h={24} px={8} aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? w.hide : w.show}
        </Button>
      </div>
      {shown && (
        <ul className={classes.rows}>
          {credits.map(credit => {
            const { paymentId, kind, number, unappliedCents, heldForOrder } = credit
            const free = formatCents(credit.freeCents)
            const creditHeldCents = unappliedCents - credit.freeCents
            const use = chosen[paymentId]
            const name = w[kind](number)
            return (
              <li key={paymentId} className={classes.row}>
                <Checkbox
                  size="16px"
                  radius={4}
                  aria-label={w.use(name)}
                  checked={use !== undefined}
                  disabled={credit.freeCents === 0 && use === undefined}
                  onChange={event => {
                    const { [paymentId]: _, ...others } = chosen
                    onChange(
                      event.currentTarget.checked
                        ? { ...others, [paymentId]: wholeUse(credit, invoices) }
                        : others,
                    )
                  }}
                />
                <span className={classes.name}>
                  <a href={`#${entryPlace(credit)}`}>{name}</a>{' '}
                  <span className="florin-mute">
                    {[formatDate(credit.receivedOn), listed.name(credit.reference || credit.method)].join(
                      ' · ',
                    )}
                  </span>
                </span>
                <span className="florin-number">{w.left(formatCents(unappliedCents))}</span>
                {use && (
                  <>
                    <TextInput
                      aria-label={w.amountOf(name)}
                      className={classes.amount}
                      inputMode="decimal"
                      autoComplete="off"
                      value={use.amount}
                      error={
                        isWrongUse(use, credit) && (creditHeldCents > 0 ? w.overFree(free) : w.overLeft(free))
                      }
                      onFocus={event => event.currentTarget.select()}
                      onChange={event => set(paymentId, { ...use, amount: event.currentTarget.value })}
                      onBlur={() => {
                        const cents = parseCents(use.amount)
                        if (cents) set(paymentId, { ...use, amount: formatCents(cents) })
                      }}
                    />
                    <Select
                      aria-label={w.to(name)}
                      className={classes.to}
                      data={[
                        { value: OLDEST, label: w.oldest },
                        ...invoices.map(invoice => ({
                          value: invoice.invoiceId,
                          label: w.toInvoice(invoice.number, formatCents(invoice.openCents)),
                        })),
                      ]}
                      value={use.invoiceId ?? OLDEST}
                      allowDeselect={false}
                      onChange={to => set(paymentId, { ...use, invoiceId: to === OLDEST ? null : to })}
                    />
                    <span className={`florin-mute ${classes.goes}`}>{goesTo(paymentId)}</span>
                  </>
                )}
                {heldForOrder !== null && creditHeldCents > 0 && (
                  <span className={classes.held}>
                    <Tag tone="amber">
                      {credit.freeCents === 0
                        ? w.heldFor(heldForOrder)
                        : w.heldPart(formatCents(creditHeldCents), heldForOrder)}
                    </Tag>
                  </span>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )

  function goesTo(paymentId: string): string {
    const applications = used.find(each => each.credit.paymentId === paymentId)?.applications ?? []
    if (applications.length === 0) return w.goesNowhere
    const told = applications.map(({ invoiceId, amountCents }) => {
      const number = invoices.find(invoice => invoice.invoiceId === invoiceId)?.number ?? ''
      return `${number} ${formatCents(amountCents)}`
    })
    return w.goesTo(told.join(', '))
  }
}
