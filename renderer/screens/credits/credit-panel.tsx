import { Group } from '@mantine/core'
import type { CreditView } from '../../../shared/protocol/credits-asks.ts'
import { pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Facts } from '../../parts/facts.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatDate, formatInstant } from '../../parts/format-date.ts'
import { formatCents, formatMoney } from '../../parts/format-money.ts'
import { Panel, PanelRow, PanelSection } from '../../parts/panel.tsx'
import { StatusTag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import { HistorySection } from '../audit/history-section.tsx'
import { CustomerLink } from '../customers/customer-link.tsx'
import { CreditActions } from './credit-actions.tsx'
import { CreditPictures } from './credit-pictures.tsx'
import { CreditUses } from './credit-uses.tsx'

/** One credit: what it is for, its pictures, its life, where it is used, and what can be done with it. */
export function CreditPanel({ creditId, onClose }: { creditId: string | null; onClose(): void }) {
  const w = useWords().credits
  const { data, error, refetch } = useAsk(
    'credits.one',
    { creditId: creditId ?? '' },
    { enabled: creditId !== null },
  )
  return (
    <Panel
      opened={creditId !== null}
      onClose={onClose}
      title={
        data && (
          <Group gap={10}>
            {w.panel(data.credit.number)}
            <StatusTag status={data.credit.status} />
          </Group>
        )
      }
      actions={data && <CreditActions key={data.credit.id} view={data} />}
    >
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <CreditFigures view={data} />
          <PanelSection title={w.lines}>
            {data.lines.map((line, at) => (
              <PanelRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a line of one's own has no id, and nothing moves
                key={at}
                left={line.description}
                right={formatCents(line.amountCents)}
                beneath={line.lineCents !== null && w.of(formatCents(line.lineCents))}
              />
            ))}
          </PanelSection>
          <PanelSection title={w.photos}>
            <CreditPictures view={data} />
          </PanelSection>
          <CreditUses view={data} />
          <CreditLife view={data} />
          <HistorySection key={data.credit.id} table="credits" id={data.credit.id} />
        </>
      )}
    </Panel>
  )
}

function CreditFigures({ view }: { view: CreditView }) {
  const { credits: w, listed } = useWords()
  const { credit, invoice, entry } = view
  const money = (cents: number) => formatMoney(cents, credit.currency)
  return (
    <Facts
      rows={[
        [w.customer, <CustomerLink key="c" customerId={credit.customerId} name={view.customerName} />],
        [
          w.invoice,
          invoice ? (
            <span key="i">
              <a href={`#${pathTo('invoice', { invoiceId: invoice.id })}`}>{invoice.number}</a>{' '}
              <span className="florin-mute">
                {w.ofTotal(formatCents(invoice.totalCents), formatCents(invoice.openCents))}
              </span>
            </span>
          ) : (
            w.noInvoice
          ),
        ],
        [w.reason, listed.name(credit.reason)],
        [w.date, formatDate(credit.creditedOn, 'long')],
        [w.amount, <strong key="a">{money(credit.totalCents)}</strong>],
        [w.applied, entry && money(entry.totalCents - entry.unappliedCents - entry.returnedCents)],
        [w.refunded, entry && entry.returnedCents > 0 ? money(entry.returnedCents) : ''],
        [w.left, entry && money(entry.unappliedCents)],
        [w.note, credit.note],
      ]}
    />
  )
}

/** Who did what with it, and when; the newest first. */
function CreditLife({ view }: { view: CreditView }) {
  const w = useWords().credits
  return (
    <PanelSection title={w.life}>
      {view.steps.toReversed().map(step => (
        <PanelRow
          key={`${step.at} ${step.status}`}
          left={<StatusTag status={step.status} />}
          right={<span className="florin-mute">{w.lifeBy(step.byName, formatInstant(step.at))}</span>}
          beneath={step.note}
        />
      ))}
    </PanelSection>
  )
}
