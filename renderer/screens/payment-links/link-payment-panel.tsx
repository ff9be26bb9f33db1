import { Button, Group } from '@mantine/core'
import type { LinkPaymentEvent, LinkPaymentView } from '../../../shared/protocol/link-money-asks.ts'
import { pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Facts } from '../../parts/facts.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { Panel, PanelRow, PanelSection } from '../../parts/panel.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { MarkTag } from '../../parts/status-tag.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { CustomerLink } from '../customers/customer-link.tsx'
import { keptOf } from '../payment-history/kept-of.ts'
import { PaymentDisputes } from '../payment-history/payment-disputes.tsx'
import { linkPaymentMark } from './link-payment-mark.ts'

interface LinkPaymentPanelProps {
  paymentId: string | null
  onClose(): void
}

/** One payment by link: what was charged and kept, what it paid, and all that happened on its way. */
export function LinkPaymentPanel({ paymentId, onClose }: LinkPaymentPanelProps) {
  const w = useWords().linkMoney
  const whyNot = useWhyNot()
  const enabled = paymentId !== null
  const { data, error, refetch } = useAsk('link-payments.one', { paymentId: paymentId ?? '' }, { enabled })
  const payment = data?.payment
  const isLeft = payment !== undefined && payment.returnedCents < payment.totalCents
  return (
    <Panel
      opened={enabled}
      onClose={onClose}
      title={
        data && (
          <Group gap={10}>
            {w.payment(data.payment.number)}
            <MarkTag mark={linkPaymentMark(w, data.state)} />
          </Group>
        )
      }
      actions={
        payment && (
          <>
            <Button variant="default" component="a" href={`#${pathTo('payment', { paymentId: payment.id })}`}>
              {w.openPayment}
            </Button>
            {isLeft && (
              <ReasonButton
                reason={whyNot('payments.reverse')}
                variant="default"
                href={`#${pathTo('payment', { paymentId: payment.id }, { do: 'refund' })}`}
              >
                {w.refund}
              </ReasonButton>
            )}
          </>
        )
      }
    >
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {data && <Way view={data} />}
    </Panel>
  )
}

function Way({ view }: { view: LinkPaymentView }) {
  const words = useWords()
  const w = words.linkMoney
  const { payment, invoices, events, disputes } = view
  const money = (cents: number) => formatMoney(cents, payment.currency)
  const { kept } = words.payments
  const feeCents = disputes.reduce((sum, each) => sum + each.feeCents, payment.feeCents)
  const keptCents = keptOf(payment, feeCents)
  return (
    <>
      <Facts
        rows={[
          [w.customer, <CustomerLink key="c" customerId={payment.customerId} name={view.customerName} />],
          [w.at, formatInstant(payment.recordedAt)],
          [w.method, words.listed.name(payment.method)],
          [w.reference, payment.reference],
          [w.gross, money(payment.totalCents)],
          [w.fee, money(feeCents)],
          [w.net, <strong key="n">{money(payment.totalCents - feeCents)}</strong>],
          [w.returned, payment.returnedCents === 0 ? '' : money(payment.returnedCents)],
          [kept, keptCents === null ? '' : money(keptCents)],
        ]}
      />
      {(invoices.length > 0 || payment.unappliedCents > 0) && (
        <PanelSection title={w.appliedTo}>
          {invoices.map(({ invoiceId, number, amountCents }) => (
            <PanelRow
              key={invoiceId}
              left={<a href={`#${pathTo('invoice', { invoiceId })}`}>{number}</a>}
              right={money(amountCents)}
            />
          ))}
          {payment.unappliedCents > 0 && (
            <PanelRow
              left={<span className="florin-mute">{w.notApplied}</span>}
              right={money(payment.unappliedCents)}
            />
          )}
        </PanelSection>
      )}
      <PaymentDisputes disputes={disputes} />
      <PanelSection title={w.timeline}>
        {events.map(event => (
          <EventRow
            key={`${event.kind} ${event.at} ${event.subjectId ?? event.detail}`}
            event={event}
            currency={payment.currency}
          />
        ))}
      </PanelSection>
    </>
  )
}

function EventRow({ event, currency }: { event: LinkPaymentEvent; currency: string }) {
  const w = useWords().linkMoney
  const { kind, at, amountCents, state, subjectId } = event
  const reasonOf = useWords().disputes.reason
  const detail = kind === 'dispute' ? reasonOf(event.detail) : event.detail
  const title = w.events[kind]
  const href =
    subjectId === null
      ? null
      : kind === 'payout'
        ? pathTo('payout', { payoutId: subjectId })
        : pathTo('payment', { paymentId: subjectId })
  return (
    <PanelRow
      left={href === null ? title : <a href={`#${href}`}>{title}</a>}
      right={amountCents === null ? null : formatMoney(amountCents, currency)}
      beneath={[formatInstant(at), detail, state === '' ? '' : w.eventStates[state]]
        .filter(text => text !== '')
        .join(' · ')}
    />
  )
}
