import { memo, type ReactNode } from 'react'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { Figure } from '../../../shared/protocol/aging-asks.ts'
import type { CustomerFigures } from '../../../shared/protocol/desk.ts'
import { FigureButton } from '../../parts/explain/figure-button.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { StatusTag } from '../../parts/status-tag.tsx'
import { useRight, useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { AgingCard } from '../customers/aging-card.tsx'
import { CustomerLink } from '../customers/customer-link.tsx'
import { SideCard, SideFigure } from './side-card.tsx'

interface CustomerSideProps {
  customer: CustomerRow
  termsName: string
  /** null until they are read. */
  figures: CustomerFigures | null
  /** True where the order on screen is one of the pending ones: it counts in what is left. */
  isCounted?: boolean
  /** False where the customer is what is on screen. */
  linked?: boolean
}

/** What to know of a customer while talking to them: what they owe, what they may still owe, and the notes. */
export const CustomerSide = memo(function CustomerSide({
  customer,
  termsName,
  figures,
  isCounted = false,
  linked = true,
}: CustomerSideProps) {
  const { orders: words, listed } = useWords()
  const today = useToday()
  const mayAsk = useRight('receivables.view')
  const of = { customer: { id: customer.id, name: customer.name }, asOf: today }
  const figure = (what: Figure, text: string) =>
    mayAsk ? <FigureButton asked={{ ...of, figure: what }}>{text}</FigureButton> : text
  return (
    <>
      <SideCard
        title={linked ? <CustomerLink customerId={customer.id} name={customer.name} /> : words.balances}
        beside={customer.creditHold ? <StatusTag status="hold" /> : null}
      >
        <SideFigure label={words.terms}>{listed.name(termsName)}</SideFigure>
        {figures && (
          <>
            <SideFigure label={words.openBalance} strong>
              {figure('open', formatCents(figures.openCents))}
            </SideFigure>
            {figures.pendingOrdersCents > 0 && (
              <SideFigure label={isCounted ? words.pendingWithThis : words.pendingOrders}>
                {figure('pending', formatCents(figures.pendingOrdersCents))}
              </SideFigure>
            )}
            <CreditLeft customer={customer} leftCents={figures.creditLeftCents} figure={figure} />
            <SideFigure label={words.openCredits} tone={figures.openCreditsCents > 0 ? 'good' : undefined}>
              {figure('credits', formatCents(figures.openCreditsCents))}
            </SideFigure>
            {figures.heldCents > 0 && (
              <SideFigure label={words.heldOfCredits}>{formatCents(figures.heldCents)}</SideFigure>
            )}
          </>
        )}
      </SideCard>
      {figures && <AgingCard aging={figures.aging} of={of} />}
      {customer.notes !== '' && (
        <SideCard title={words.notes}>
          <p className="florin-mute" style={{ margin: 0, whiteSpace: 'pre-line' }}>
            {customer.notes}
          </p>
        </SideCard>
      )}
    </>
  )
})

interface CreditLeftProps {
  customer: CustomerRow
  leftCents: number | null
  figure(what: Figure, text: string): ReactNode
}

function CreditLeft({ customer, leftCents, figure }: CreditLeftProps) {
  const words = useWords().orders
  const { creditLimitCents } = customer
  if (leftCents === null || creditLimitCents === null) {
    return <SideFigure label={words.creditLeft}>{words.unlimited}</SideFigure>
  }
  return (
    <SideFigure label={words.creditLeft} tone={leftCents < 0 ? 'bad' : undefined}>
      {figure(
        'credit-left',
        words.creditOf(formatCents(leftCents), formatCents(creditLimitCents).replace(/\.00$/, '')),
      )}
    </SideFigure>
  )
}
