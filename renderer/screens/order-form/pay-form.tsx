import { Group, TextInput } from '@mantine/core'
import { useRef } from 'react'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatMoney } from '../../parts/format-money.ts'
import { listedChoices } from '../../parts/listed-choices.ts'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { SearchSelect } from '../../parts/search-select.tsx'
import { unsettledSelect } from '../../parts/unsettled-select.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './order-form.module.css'
import type { OpenPage, PayStage } from './pay-stage.ts'
import { PrepaidNotice } from './prepaid-notice.tsx'
import type { usePay } from './use-pay.ts'

interface PayFormProps {
  pay: ReturnType<typeof usePay>
  stage: Extract<PayStage, { is: 'form' }>
  customer: CustomerRow
  onClose(): void
}

/** What is taken for an order, and how; one that was begun here is shown as it was, and goes on. */
export function PayForm({ pay, stage, customer, onClose }: PayFormProps) {
  const words = useWords()
  const w = words.orderEntry
  const { order, kept, typed, end, failure } = pay
  const money = (cents: number) => formatMoney(cents, order.currency)
  const cut = end?.is === 'cut' ? end : null
  const taken = cut !== null && cut.step !== 'receive'
  const form = useRef<HTMLDivElement>(null)
  const reference = useRef<HTMLInputElement>(null)
  /** A method that was typed and not chosen is no method: what stood there before must not be recorded. */
  const unlessUnsettled = async (act: () => Promise<unknown>) => {
    if (!unsettledSelect(form.current)) await act()
  }
  /** The button goes with what it says: the keyboard stays in the form. */
  async function takeBack() {
    await pay.takeBack()
    reference.current?.focus()
  }
  const whyNot = pay.whyNot && words.phone.hindrance[pay.whyNot](customer.name)
  return (
    <div ref={form}>
      {kept && !cut && <p>{w.payUnfinished}</p>}
      {!kept && end?.is === 'changed' && <p role="alert">{w.payChanged}</p>}
      {stage.page !== 'none' && <OpenPageNotice page={stage.page} onTakeBack={() => void takeBack()} />}
      <TextInput
        label={w.payAmount}
        description={
          stage.heldCents > 0 && words.phone.lessHeld(money(order.totalCents), money(stage.heldCents))
        }
        readOnly
        tabIndex={-1}
        value={money(stage.amountCents)}
        classNames={{ input: 'florin-number' }}
      />
      <PrepaidNotice note={stage.prepaid} currency={order.currency} />
      <Group mt={10} gap={8} align="flex-end" wrap="nowrap">
        <SearchSelect
          flex={1}
          label={w.payMethod}
          data={listedChoices(pay.methods, typed.method, words)}
          value={typed.method}
          allowDeselect={false}
          readOnly={kept !== null}
          onChange={value => pay.type({ method: value ?? '' })}
          comboboxProps={{ shadow: 'md' }}
        />
        {kept === null && (
          <ReasonButton reason={whyNot ?? undefined} variant="subtle" onClick={() => void pay.takeByPhone()}>
            {words.phone.action}
          </ReasonButton>
        )}
      </Group>
      <TextInput
        mt={10}
        label={w.payReference}
        placeholder={w.payReferenceHint}
        autoComplete="off"
        maxLength={60}
        ref={reference}
        data-autofocus
        readOnly={kept !== null}
        value={typed.reference}
        onChange={event => pay.type({ reference: event.currentTarget.value })}
        onKeyDown={event => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (stage.byEnter) void unlessUnsettled(pay.pay)
        }}
      />
      {pay.unknown && <FaultNotice error={pay.unknown} onRetry={pay.askAgain} />}
      {failure !== null && <FaultNotice error={failure} />}
      {cut && (
        <div role="alert" style={{ marginTop: 12 }}>
          <p style={{ margin: '0 0 6px' }}>{w.payCut[cut.step]}</p>
          <FaultNotice error={cut.error} />
        </div>
      )}
      <DialogButtons
        confirm={kept ? w.payGoOn : w.payNow(money(stage.amountCents))}
        disabled={!stage.mayTake}
        onConfirm={() => unlessUnsettled(pay.pay)}
        onCancel={onClose}
        {...(taken || kept ? { other: { label: w.payLeave, onPress: pay.leave } } : {})}
      />
    </div>
  )
}

/** A card page is out there that can be charged on top of what is taken here: it can be taken back. */
function OpenPageNotice({ page, onTakeBack }: { page: Exclude<OpenPage, 'none'>; onTakeBack(): void }) {
  const w = useWords().phone
  const whyNot = useWhyNot()('documents.email')
  return (
    <div className={`${classes.notice} ${classes.warned}`} style={{ marginBottom: 12 }} role="status">
      <span>{page === 'taking-back' ? w.pageTakingBack : w.pageOpen}</span>
      {page !== 'taking-back' && (
        <ReasonButton
          reason={whyNot ?? (page === 'unlisted' ? w.pageUnlisted : undefined)}
          variant="default"
          onClick={onTakeBack}
        >
          {w.takeBack}
        </ReasonButton>
      )}
    </div>
  )
}
