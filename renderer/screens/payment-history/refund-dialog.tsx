import { Radio, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import { SOURCE_DAYS } from '../../../shared/domain/payment/refund-payment.ts'
import { leftToRefundCents } from '../../../shared/domain/payment/reversal-rows.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { addDays, isBusinessDate } from '../../../shared/lib/dates.ts'
import type { PaymentView } from '../../../shared/protocol/document-views.ts'
import { giveCommand } from '../../app/give-command.ts'
import { amountSentence } from '../../parts/amount-problem.ts'
import { DayField } from '../../parts/day-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { EntryKeys } from '../../parts/entry-keys.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents, formatMoney, parseCents } from '../../parts/format-money.ts'
import { listedChoices } from '../../parts/listed-choices.ts'
import { useMoneyMethods } from '../../parts/money-methods.ts'
import { SearchSelect } from '../../parts/search-select.tsx'
import { unsettledSelect } from '../../parts/unsettled-select.ts'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { typedIn, useDeed } from './use-deed.ts'

interface RefundDialogProps {
  view: PaymentView
  issue: SyncIssueRow | null
  onClose(): void
}

/** Returns an overpayment, an open credit or a whole payment, and says how much is left to return. */
export function RefundDialog({ view, issue, onClose }: RefundDialogProps) {
  const words = useWords()
  const w = words.paymentActions
  const today = useToday()
  const methods = useMoneyMethods()
  const { payment } = view
  const typed = typedIn<PayloadOf<'payment.refund'>>(issue, 'payment.refund')
  const restCents = leftToRefundCents(payment, false)
  const wholeCents = leftToRefundCents(payment, true)
  const [releases, setReleases] = useState(typed?.releaseApplied ?? restCents === 0)
  const leftCents = releases ? wholeCents : restCents
  const [amount, setAmount] = useState(formatCents(typed?.amountCents ?? leftCents))
  const [on, setOn] = useState(typed?.refundedOn ?? today)
  const days = payment.source === 'link' ? (SOURCE_DAYS[payment.method] ?? null) : null
  const maySource = days !== null && today <= addDays(payment.receivedOn, days)
  const [by, setBy] = useState<'source' | 'registered'>(typed?.by ?? (maySource ? 'source' : 'registered'))
  const [method, setMethod] = useState(typed?.method || (payment.source === 'desk' ? payment.method : ''))
  const [reference, setReference] = useState(typed?.reference ?? '')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const deed = useDeed(['amountCents', 'refundedOn', 'by', 'method'], issue, onClose)
  const cents = parseCents(amount)
  const amountFault =
    cents !== null && cents > leftCents
      ? w.onlyLeft(formatCents(leftCents))
      : amountSentence(amount, words.payments)
  const methodProblem = by === 'registered' && method === '' ? w.chooseMethod : undefined
  const dateProblem = isBusinessDate(on) ? undefined : w.dateForm
  const fromInvoicesCents = Math.max(0, Math.min(cents ?? 0, leftCents) - payment.unappliedCents)

  async function refund() {
    setTried(true)
    if (unsettledSelect(form.current)) return
    if (amountFault || methodProblem || dateProblem) return
    await deed.give(
      commandId =>
        giveCommand(
          'payment.refund',
          {
            paymentId: payment.id,
            refundedOn: on,
            amountCents: cents ?? 0,
            by,
            method: by === 'source' ? '' : method,
            reference,
            note: '',
            releaseApplied: releases,
          },
          commandId,
        ),
      by === 'source' ? w.refundAsked(formatCents(cents ?? 0)) : w.refunded(formatCents(cents ?? 0)),
    )
  }

  return (
    <Dialog onClose={onClose} title={w.refundTitle(payment.number)} size={560}>
      <EntryKeys ref={form} onRecord={refund}>
        <Stack gap={14}>
          <Radio.Group
            label={w.whatToRefund}
            value={releases ? 'whole' : 'rest'}
            onChange={value => {
              const whole = value === 'whole'
              deed.forget()
              setReleases(whole)
              setAmount(formatCents(whole ? wholeCents : restCents))
            }}
          >
            <Stack gap={6} mt={6}>
              <Radio
                value="rest"
                disabled={restCents === 0}
                label={w.rest(formatMoney(restCents, payment.currency))}
                description={restCents === 0 ? w.restNone : w.restHint}
              />
              <Radio
                value="whole"
                disabled={wholeCents === restCents}
                label={w.whole(formatMoney(wholeCents, payment.currency))}
                description={w.wholeHint}
              />
            </Stack>
          </Radio.Group>
          <SimpleGrid cols={2} spacing={14}>
            <TextInput
              label={w.amount}
              description={w.left(formatCents(leftCents))}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              inputMode="decimal"
              autoComplete="off"
              classNames={{ input: 'florin-number' }}
              value={amount}
              error={deed.refusedAt('amountCents') ?? (tried ? amountFault : undefined)}
              onFocus={event => event.currentTarget.select()}
              onChange={event => {
                deed.forget()
                setAmount(event.currentTarget.value)
              }}
            />
            <DayField
              label={w.refundDate}
              value={on}
              onChange={setOn}
              error={deed.refusedAt('refundedOn') ?? (tried ? dateProblem : undefined)}
            />
          </SimpleGrid>
          {days !== null && (
            <Radio.Group
              label={w.howReturned}
              value={by}
              error={deed.refusedAt('by')}
              onChange={value => setBy(value as 'source' | 'registered')}
            >
              <Stack gap={6} mt={6}>
                <Radio
                  value="source"
                  disabled={!maySource}
                  label={w.toSource(payment.reference)}
                  description={maySource ? w.toSourceHint : w.tooLate(days)}
                />
                <Radio value="registered" label={w.registered} description={w.registeredHint} />
              </Stack>
            </Radio.Group>
          )}
          {by === 'registered' && (
            <SimpleGrid cols={2} spacing={14}>
              <SearchSelect
                label={w.method}
                data={listedChoices(methods, method, words)}
                value={method === '' ? null : method}
                allowDeselect={false}
                error={deed.refusedAt('method') ?? (tried ? methodProblem : undefined)}
                onChange={value => setMethod(value ?? '')}
              />
              <TextInput
                label={w.reference}
                placeholder={w.referenceHint}
                maxLength={60}
                autoComplete="off"
                value={reference}
                onChange={event => setReference(event.currentTarget.value)}
              />
            </SimpleGrid>
          )}
          {fromInvoicesCents > 0 && (
            <p className="florin-amber" style={{ margin: 0 }}>
              {w.takesOff(formatCents(fromInvoicesCents))}
            </p>
          )}
        </Stack>
        {deed.failure !== null && <FaultNotice error={deed.failure} />}
        <DialogButtons confirm={w.refundConfirm} keys="Ctrl ↵" onConfirm={refund} onCancel={onClose} />
      </EntryKeys>
    </Dialog>
  )
}
