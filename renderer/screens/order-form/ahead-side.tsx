import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { formatCents } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import { LinkCard, MailsCard } from './invoice-side.tsx'
import { SideCard, SideFigure } from './side-card.tsx'

/** What became of a pending order: what is held for it, its payment link and its mails; nothing where there is none of that. */
export function AheadSide({ view }: { view: OrderView }) {
  const words = useWords().orderMail
  const { order, heldCents, link, mails } = view
  if (heldCents === 0 && link === null && mails.length === 0) return null
  return (
    <>
      <SideCard title={words.ahead}>
        <SideFigure label={words.total}>{formatCents(order.totalCents)}</SideFigure>
        <SideFigure label={words.held}>{formatCents(-heldCents || 0)}</SideFigure>
        <SideFigure label={words.left} strong>
          {formatCents(Math.max(0, order.totalCents - heldCents))}
        </SideFigure>
      </SideCard>
      <LinkCard link={link} byPhone={view.linkByPhone} />
      <MailsCard mails={mails} />
    </>
  )
}
