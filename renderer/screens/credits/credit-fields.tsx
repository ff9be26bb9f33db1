import { useState } from 'react'
import { isBusinessDate } from '../../../shared/lib/dates.ts'
import type { CreditStart } from '../../../shared/protocol/credits-asks.ts'
import { DateField } from '../../parts/date-field.tsx'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import { ListedSuggest } from '../../parts/listed-suggest.tsx'
import { SearchSelect } from '../../parts/search-select.tsx'
import { useSession, useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { CustomerField } from '../order-form/customer-field.tsx'
import { type CreditDraft, withDate } from './credit-draft.ts'
import classes from './credit-form.module.css'
import { InvoicePicker } from './invoice-picker.tsx'

interface CreditFieldsProps {
  draft: CreditDraft
  start: CreditStart | null
  /** Customer and invoice of a credit that was saved stay. */
  isFixed: boolean
  /** Sentences by field. */
  problems: Record<string, string>
  onChange(draft: CreditDraft): void
  onCustomer(customerId: string | null): void
  onInvoice(customerId: string, invoiceId: string): void
}

const STAND_ALONE = 'none'

/** For whom, on which invoice, why, and as of when. */
export function CreditFields({ draft, start, isFixed, problems, onChange, ...pick }: CreditFieldsProps) {
  const w = useWords().credits
  const today = useToday()
  const reasons = useSession(state => state.session?.company?.creditReasons) ?? []
  const [typingDate, setTypingDate] = useState(false)
  const unreadable = draft.creditedOn.trim() !== '' && !isBusinessDate(draft.creditedOn)
  const takeDate = (creditedOn: string) => onChange(withDate(draft, creditedOn))
  const choices = (isOpen: boolean) =>
    (start?.invoices ?? [])
      .filter(({ openCents }) => openCents > 0 === isOpen)
      .map(({ id, number, issuedOn, totalCents, openCents }) => ({
        value: id,
        label: isOpen
          ? w.invoiceChoice(number, formatDate(issuedOn), formatCents(totalCents), formatCents(openCents))
          : w.paidChoice(number, formatDate(issuedOn), formatCents(totalCents)),
      }))
  const invoices = [
    { group: w.openInvoices, items: choices(true) },
    { group: w.paidInvoices, items: choices(false) },
  ].filter(({ items }) => items.length > 0)

  return (
    <div className={classes.fields}>
      <CustomerField
        customerId={draft.customerId}
        customer={start?.customer ?? null}
        isFixed={isFixed}
        problem={problems.customerId}
        onCustomer={pick.onCustomer}
      />
      {draft.customerId === null ? (
        <InvoicePicker onPick={pick.onInvoice} />
      ) : (
        <SearchSelect
          label={w.invoice}
          data-field="invoice"
          data={[{ value: STAND_ALONE, label: w.noInvoice }, ...invoices]}
          value={draft.invoiceId ?? STAND_ALONE}
          error={problems.invoiceId}
          allowDeselect={false}
          readOnly={isFixed}
          onChange={picked =>
            onChange({ ...draft, invoiceId: picked === STAND_ALONE ? null : picked, lines: {} })
          }
        />
      )}
      <ListedSuggest
        label={w.reason}
        data-field="reason"
        placeholder={w.reasonHint}
        names={reasons}
        maxLength={80}
        value={draft.reason}
        error={problems.reason}
        onChange={reason => onChange({ ...draft, reason })}
      />
      <DateField
        field={{
          text: draft.creditedOn,
          type: takeDate,
          choose: takeDate,
          enter: () => setTypingDate(true),
          leave: () => setTypingDate(false),
          save: () => {},
          revert: () => onChange({ ...draft, creditedOn: today, dateFollows: true }),
        }}
        fieldKey="creditedOn"
        label={w.date}
        placeholder=""
        maxDate={today}
        error={problems.creditedOn ?? (!typingDate && unreadable ? w.problems.dateForm : undefined)}
      />
    </div>
  )
}
