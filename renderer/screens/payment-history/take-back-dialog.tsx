import { Checkbox, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { isBusinessDate } from '../../../shared/lib/dates.ts'
import type { PaymentView } from '../../../shared/protocol/document-views.ts'
import type { RelatedPayments } from '../../../shared/protocol/payment-asks.ts'
import { giveCommand } from '../../app/give-command.ts'
import { DayField } from '../../parts/day-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { EntryKeys } from '../../parts/entry-keys.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents, formatMoney, parseCents } from '../../parts/format-money.ts'
import { useSession, useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { appliedInvoices } from './applied-invoices.ts'
import { CreditsBack } from './credits-back.tsx'
import { typedIn, useDeed } from './use-deed.ts'

interface TakeBackDialogProps {
  kind: 'nsf' | 'chargeback'
  view: PaymentView
  related: RelatedPayments | undefined
  issue: SyncIssueRow | null
  onClose(): void
}

type Typed = PayloadOf<'payment.mark-nsf'>

/** Records that a payment bounced or was charged back, and says before what will happen to its invoices. */
export function TakeBackDialog({ kind, view, related, issue, onClose }: TakeBackDialogProps) {
  const w = useWords().paymentActions
  const today = useToday()
  const feeCents = useSession(state => state.session?.company?.nsfFeeCents) ?? 0
  const { payment } = view
  const typed = typedIn<Typed>(issue, `payment.mark-${kind}`)
  const [on, setOn] = useState(typed?.markedOn ?? today)
  const [note, setNote] = useState(typed?.note ?? '')
  const hasFee = kind === 'nsf'
  const [charges, setCharges] = useState(hasFee && (typed ? typed.feeCents > 0 : feeCents > 0))
  const [fee, setFee] = useState(formatCents(typed?.feeCents || feeCents))
  const deed = useDeed(['markedOn'], issue, onClose)
  const [tried, setTried] = useState(false)
  const readFee = parseCents(fee)
  const feeProblem = charges && (readFee === null || readFee === 0) ? w.feeForm : undefined
  const dateProblem = isBusinessDate(on) ? undefined : w.dateForm

  async function mark() {
    setTried(true)
    if (feeProblem || dateProblem) return
    const given = { paymentId: payment.id, markedOn: on, note }
    const amount = charges ? (readFee ?? 0) : 0
    await deed.give(
      commandId =>
        kind === 'nsf'
          ? giveCommand('payment.mark-nsf', { ...given, feeCents: amount, feeNumber: null }, commandId)
          : giveCommand('payment.mark-chargeback', given, commandId),
      w[kind].done(payment.number),
    )
  }

  return (
    <Dialog onClose={onClose} title={w[kind].title(payment.number)} size={520}>
      <EntryKeys onRecord={mark}>
        <Stack gap={12}>
          <p style={{ margin: 0 }}>{w[kind].hint(leftText(payment))}</p>
          <Consequences view={view} related={related} />
          <DayField
            label={w[kind].date}
            value={on}
            onChange={value => {
              deed.forget()
              setOn(value)
            }}
            error={deed.refusedAt('markedOn') ?? (tried ? dateProblem : undefined)}
          />
          {hasFee && (
            <>
              <Checkbox
                label={w.chargeFee}
                description={related?.fee ? w.feeCharged(related.fee.number) : w.chargeFeeHint}
                checked={charges && !related?.fee}
                disabled={!!related?.fee}
                onChange={event => setCharges(event.currentTarget.checked)}
              />
              {charges && !related?.fee && (
                <TextInput
                  label={w.fee}
                  inputMode="decimal"
                  autoComplete="off"
                  classNames={{ input: 'florin-number' }}
                  value={fee}
                  error={tried ? feeProblem : undefined}
                  onChange={event => setFee(event.currentTarget.value)}
                />
              )}
            </>
          )}
          <Textarea
            label={w.note}
            maxLength={4000}
            autosize
            minRows={2}
            value={note}
            onChange={event => setNote(event.currentTarget.value)}
          />
        </Stack>
        {deed.failure !== null && <FaultNotice error={deed.failure} />}
        <DialogButtons danger confirm={w[kind].confirm} keys="Ctrl ↵" onConfirm={mark} onCancel={onClose} />
      </EntryKeys>
    </Dialog>
  )
}

function leftText(payment: PaymentRow): string {
  return formatMoney(payment.totalCents - payment.returnedCents, payment.currency)
}

function Consequences({ view, related }: { view: PaymentView; related: RelatedPayments | undefined }) {
  const w = useWords().paymentActions
  const invoices = appliedInvoices(view.applications).filter(invoice => invoice.appliedCents > 0)
  const credits = related?.creditsUsed ?? []
  if (invoices.length === 0 && credits.length === 0) return null
  return (
    <ul style={{ margin: 0, paddingInlineStart: 18 }}>
      {invoices.map(({ invoiceId, number, appliedCents, discountCents }) => (
        <li key={invoiceId}>
          {w.opensAgain(number, formatCents(appliedCents + discountCents))}
          {discountCents > 0 && ` ${w.withDiscount(formatCents(discountCents))}`}
        </li>
      ))}
      <CreditsBack credits={credits} />
    </ul>
  )
}
