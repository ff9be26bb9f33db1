import { Group } from '@mantine/core'
import type { PayoutView } from '../../../shared/protocol/link-money-asks.ts'
import { pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Facts } from '../../parts/facts.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatDate, formatInstant } from '../../parts/format-date.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { Panel, PanelRow, PanelSection } from '../../parts/panel.tsx'
import { MarkTag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import { payoutMark } from './link-payment-mark.ts'

interface PayoutPanelProps {
  payoutId: string | null
  onClose(): void
}

/** One deposit at the bank and the movements it is made of. */
export function PayoutPanel({ payoutId, onClose }: PayoutPanelProps) {
  const w = useWords().linkMoney
  const enabled = payoutId !== null
  const { data, error, refetch } = useAsk('payouts.one', { payoutId: payoutId ?? '' }, { enabled })
  return (
    <Panel
      opened={enabled}
      onClose={onClose}
      title={
        data && (
          <Group gap={10}>
            {w.payout(formatDate(data.payout.arrivesOn))}
            <MarkTag mark={payoutMark(w, data.payout.state)} />
          </Group>
        )
      }
    >
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {data && <Movements view={data} />}
    </Panel>
  )
}

function Movements({ view }: { view: PayoutView }) {
  const w = useWords().linkMoney
  const { payout, entries, grossCents, feeCents, netCents } = view
  const money = (cents: number) => formatMoney(cents, payout.currency)
  const offCents = payout.amountCents - netCents
  const agrees = payout.isReconciled && offCents === 0
  return (
    <>
      <Facts
        rows={[
          [w.payoutReference, payout.reference],
          [w.arrivesOn, formatDate(payout.arrivesOn, 'long')],
          [w.gross, money(grossCents)],
          [w.fee, money(feeCents)],
          [w.net, money(netCents)],
          [w.deposit, <strong key="d">{money(payout.amountCents)}</strong>],
        ]}
      />
      <p className={agrees || entries.length === 0 ? 'florin-mute' : 'florin-red'} role="status">
        {entries.length === 0
          ? w.notTold
          : agrees
            ? w.notOurs
            : offCents === 0
              ? w.agreement.differs
              : w.differs(money(offCents))}
      </p>
      <PanelSection title={w.entries}>
        {entries.map(entry => (
          <PanelRow
            key={entry.id}
            left={
              entry.paymentId === null || entry.number === '' ? (
                w.entryKinds[entry.kind]
              ) : (
                <a href={`#${pathTo('payment', { paymentId: entry.paymentId })}`}>
                  {w.entryKinds[entry.kind]} {entry.number}
                </a>
              )
            }
            right={money(entry.netCents)}
            beneath={[
              formatInstant(entry.at),
              entry.customerName || entry.reference,
              entry.feeCents === 0 ? '' : `${money(entry.grossCents)} − ${money(entry.feeCents)}`,
            ]
              .filter(text => text !== '')
              .join(' · ')}
          />
        ))}
      </PanelSection>
    </>
  )
}
