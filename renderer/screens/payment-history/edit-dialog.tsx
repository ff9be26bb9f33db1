import { SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { isBusinessDate } from '../../../shared/lib/dates.ts'
import { giveCommand } from '../../app/give-command.ts'
import { amountSentence } from '../../parts/amount-problem.ts'
import { DayField } from '../../parts/day-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { EntryKeys } from '../../parts/entry-keys.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents, parseCents } from '../../parts/format-money.ts'
import { listedChoices } from '../../parts/listed-choices.ts'
import { useMoneyMethods } from '../../parts/money-methods.ts'
import { SearchSelect } from '../../parts/search-select.tsx'
import { unsettledSelect } from '../../parts/unsettled-select.ts'
import { useWords } from '../../words/use-words.ts'
import { typedIn, useDeed } from './use-deed.ts'

interface EditDialogProps {
  payment: PaymentRow
  issue: SyncIssueRow | null
  onClose(): void
}

type Edited = Pick<PaymentRow, 'receivedOn' | 'method' | 'reference' | 'note' | 'totalCents'>
const FIELDS = ['receivedOn', 'method', 'reference', 'note', 'totalCents'] as const

/** Corrects what was typed of a payment; of one through a link only the note. */
export function EditDialog({ payment, issue, onClose }: EditDialogProps) {
  const words = useWords()
  const w = words.paymentActions
  const methods = useMoneyMethods()
  const typed = typedIn<PayloadOf<'payment.edit'>>(issue, 'payment.edit')?.changes
  const [seen] = useState<Edited>(payment)
  const start = <K extends keyof Edited>(field: K): Edited[K] => typed?.[field]?.to ?? payment[field]
  const [receivedOn, setReceivedOn] = useState(start('receivedOn'))
  const [method, setMethod] = useState(start('method'))
  const [reference, setReference] = useState(start('reference'))
  const [note, setNote] = useState(start('note'))
  const [amount, setAmount] = useState(formatCents(start('totalCents')))
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const deed = useDeed(FIELDS, issue, onClose)
  const totalCents = parseCents(amount)
  const fixed = payment.source === 'link'
  const amountFault = amountSentence(amount, words.payments)
  const dateProblem = isBusinessDate(receivedOn) ? undefined : w.dateForm

  async function save() {
    setTried(true)
    if (unsettledSelect(form.current)) return
    if (amountFault || dateProblem) return
    const edited: Edited = { receivedOn, method, reference, note, totalCents: totalCents ?? 0 }
    const changes = Object.fromEntries(
      FIELDS.filter(field => edited[field] !== seen[field]).map(field => [
        field,
        { from: seen[field], to: edited[field] },
      ]),
    )
    if (Object.keys(changes).length === 0) {
      onClose()
      return
    }
    await deed.give(
      commandId => giveCommand('payment.edit', { paymentId: payment.id, changes }, commandId),
      w.edited(payment.number),
    )
  }

  return (
    <Dialog onClose={onClose} title={w.editTitle(payment.number)} size={560}>
      <EntryKeys ref={form} onRecord={save}>
        <Stack gap={14}>
          {fixed && <p style={{ margin: 0 }}>{w.editGateway}</p>}
          {!fixed && (
            <SimpleGrid cols={2} spacing={14}>
              <DayField
                label={w.dateReceived}
                value={receivedOn}
                onChange={value => {
                  deed.forget()
                  setReceivedOn(value)
                }}
                error={deed.refusedAt('receivedOn') ?? (tried ? dateProblem : undefined)}
              />
              <TextInput
                label={w.amount}
                inputMode="decimal"
                autoComplete="off"
                classNames={{ input: 'florin-number' }}
                value={amount}
                error={deed.refusedAt('totalCents') ?? (tried ? amountFault : undefined)}
                onChange={event => {
                  deed.forget()
                  setAmount(event.currentTarget.value)
                }}
              />
              <SearchSelect
                label={w.method}
                data={listedChoices(methods, method, words)}
                value={method}
                allowDeselect={false}
                error={deed.refusedAt('method')}
                onChange={value => setMethod(value ?? method)}
              />
              <TextInput
                label={w.reference}
                maxLength={60}
                autoComplete="off"
                value={reference}
                error={deed.refusedAt('reference')}
                onChange={event => setReference(event.currentTarget.value)}
              />
            </SimpleGrid>
          )}
          <Textarea
            label={w.note}
            maxLength={4000}
            autosize
            minRows={3}
            data-autofocus={fixed || undefined}
            value={note}
            error={deed.refusedAt('note')}
            onChange={event => setNote(event.currentTarget.value)}
          />
        </Stack>
        {deed.failure !== null && <FaultNotice error={deed.failure} />}
        <DialogButtons confirm={w.save} keys="Ctrl ↵" onConfirm={save} onCancel={onClose} />
      </EntryKeys>
    </Dialog>
  )
}
