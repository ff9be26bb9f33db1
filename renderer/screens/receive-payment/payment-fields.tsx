import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { isBusinessDate } from '../../../shared/lib/dates.ts'
import { useAsk } from '../../app/use-ask.ts'
import { amountProblem } from '../../parts/amount-problem.ts'
import { DateField } from '../../parts/date-field.tsx'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents, parseCents } from '../../parts/format-money.ts'
import { listedChoices } from '../../parts/listed-choices.ts'
import { useMoneyMethods } from '../../parts/money-methods.ts'
import { SearchSelect } from '../../parts/search-select.tsx'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { CustomerField } from '../order-form/customer-field.tsx'
import { type PaymentDraft, withAmount, withDate } from './payment-draft.ts'
import classes from './receive-payment.module.css'

interface PaymentFieldsProps {
  draft: PaymentDraft
  customer: CustomerRow | null
  /** Sentences by field. */
  problems: Record<string, string>
  onChange(draft: PaymentDraft): void
  /** `ahead` tells what was typed since they were picked: the amount. */
  onCustomer(customerId: string | null, ahead?: () => string): void
}

/** Who paid, when, how much and how. */
export function PaymentFields({ draft, customer, problems, onChange, onCustomer }: PaymentFieldsProps) {
  const words = useWords()
  const w = words.payments
  const today = useToday()
  const [typingDate, setTypingDate] = useState(false)
  const methods = useMoneyMethods()
  const unreadable = draft.receivedOn.trim() !== '' && !isBusinessDate(draft.receivedOn)
  const takeDate = (receivedOn: string) => onChange(withDate(draft, receivedOn))
  const text = (field: 'reference' | 'note') => ({
    value: draft[field],
    error: problems[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...draft, [field]: event.currentTarget.value }),
  })

  const totalCents = parseCents(draft.amount) ?? 0
  const reference = draft.reference.trim()
  const isNamed = draft.customerId !== null && draft.method !== '' && reference !== ''
  const signs = { paymentId: draft.paymentId, customerId: draft.customerId ?? '', method: draft.method }
  const enabled = isNamed && reference.length <= 60 && amountProblem(draft.amount) === null
  const asked = useAsk('payments.twin', { ...signs, reference, totalCents }, { enabled })
  const twin = enabled && !asked.isPlaceholderData ? asked.data : null

  return (
    <div className={classes.fields}>
      <CustomerField
        customerId={draft.customerId}
        customer={customer}
        problem={problems.customerId}
        onCustomer={onCustomer}
      />
      <TextInput
        label={w.amount}
        data-field="amount"
        inputMode="decimal"
        autoComplete="off"
        classNames={{ input: 'florin-number' }}
        value={draft.amount}
        error={problems.amount}
        onFocus={event => event.currentTarget.select()}
        onChange={event => onChange(withAmount(draft, event.currentTarget.value))}
        onBlur={() => {
          const cents = parseCents(draft.amount)
          if (cents !== null && formatCents(cents) !== draft.amount)
            onChange({ ...draft, amount: formatCents(cents) })
        }}
      />
      <SearchSelect
        label={w.method}
        data={listedChoices(methods, draft.method, words)}
        value={draft.method === '' ? null : draft.method}
        error={problems.method}
        allowDeselect={false}
        none={w.noMethodFound}
        onChange={method => onChange({ ...draft, method: method ?? '' })}
      />
      <TextInput label={w.reference} placeholder={w.referenceHint} {...text('reference')} />
      <DateField
        field={{
          text: draft.receivedOn,
          type: takeDate,
          choose: takeDate,
          enter: () => setTypingDate(true),
          leave: () => setTypingDate(false),
          save: () => {},
          revert: () => onChange({ ...draft, receivedOn: today, dateFollows: true }),
        }}
        fieldKey="receivedOn"
        label={w.date}
        placeholder={w.dateHint}
        maxDate={today}
        error={problems.receivedOn ?? (!typingDate && unreadable ? w.problems.dateForm : undefined)}
      />
      <TextInput className={classes.note} label={w.note} {...text('note')} />
      <p className={classes.twin} role="status">
        {twin &&
          w.standsAlready(
            words.listed.name(draft.method),
            reference,
            formatCents(totalCents),
            formatDate(twin.receivedOn),
            twin.number,
          )}
      </p>
    </div>
  )
}
