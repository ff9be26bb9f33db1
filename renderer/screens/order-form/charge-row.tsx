import { ActionIcon } from '@mantine/core'
import { IconLock, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, memo } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/shallow'
import type { OrderCharge } from '../../../shared/domain/order/order-row.ts'
import { formatCents } from '../../parts/format-money.ts'
import { selectOnPress } from '../../parts/select-on-press.ts'
import { useWords } from '../../words/use-words.ts'
import { type ChargeField, chargeTextOf } from './charge-text.ts'
import { FieldTrouble } from './field-trouble.tsx'
import classes from './line-grid.module.css'
import type { OrderDesk } from './order-desk.ts'
import { chargeKey } from './order-draft.ts'
import { useField } from './use-field.ts'

interface ChargeRowProps {
  desk: OrderDesk
  /** With what is typed laid over it. */
  charge: OrderCharge
  readOnly: boolean
  /** The ids of the charges above and below. */
  before: string | null
  after: string | null
}

const FIELDS: readonly ChargeField[] = ['label', 'rateBps', 'amountCents']

/** One charge: its name, its percent where it has one, and the amount. A hand edit of the amount freezes it. */
export const ChargeRow = memo(function ChargeRow({ desk, charge, readOnly, before, after }: ChargeRowProps) {
  const w = useWords().orderEntry
  const name = charge.label || w.fuel
  const { orderId } = desk.store.getState()
  const troubleId = `trouble-${charge.id}`
  const troubled = useStore(
    desk.store,
    useShallow(state => FIELDS.filter(field => state.edits[chargeKey(charge.id, field)]?.trouble)),
  )
  const isAmountTyped = useStore(
    desk.store,
    state => state.edits[chargeKey(charge.id, 'amountCents')] !== undefined,
  )

  async function unfreeze() {
    const changes = { frozen: { from: true, to: false } }
    const trouble = await desk.edit('order.change-charge', { orderId, chargeId: charge.id, changes })
    if (trouble) desk.report(trouble)
  }

  async function remove() {
    const next = after ?? before
    desk.wantFocus(next === null ? 'product' : chargeKey(next, 'amountCents'))
    const trouble = await desk.edit('order.remove-charge', { orderId, chargeId: charge.id })
    if (trouble) desk.report(trouble)
  }

  function go(event: KeyboardEvent<HTMLInputElement>, field: ChargeField) {
    const { value, selectionStart, selectionEnd } = event.currentTarget
    const whole = selectionStart === 0 && selectionEnd === value.length
    const up = event.key === 'ArrowUp'
    if (event.key === 'Delete' && whole && field !== 'label') void remove()
    else if (event.key === 'Enter' && field === 'label') desk.wantFocus(chargeKey(charge.id, 'amountCents'))
    else if (up || event.key === 'ArrowDown' || event.key === 'Enter') {
      const next = up ? before : after
      desk.wantFocus(next === null ? 'product' : chargeKey(next, field === 'rateBps' ? 'amountCents' : field))
    } else return
    event.preventDefault()
  }

  const cell = (field: ChargeField, label: string) => (
    <ChargeInput
      desk={desk}
      charge={charge}
      field={field}
      label={`${label}: ${name}`}
      describedBy={troubleId}
      onKey={event => go(event, field)}
    />
  )

  return (
    <>
      <tr data-line={charge.id}>
        <td colSpan={6}>
          {readOnly || charge.kind === 'fuel' ? name : cell('label', w.chargeName)}
          {charge.kind === 'fuel' && !charge.frozen && <span className="florin-mute"> · {w.byBoxes}</span>}
        </td>
        <td className="florin-number">
          {charge.kind !== 'percent' ? (
            <span className="florin-mute">–</span>
          ) : readOnly ? (
            chargeTextOf('rateBps', charge.rateBps)
          ) : (
            cell('rateBps', w.chargeRate)
          )}
        </td>
        <td className="florin-number">
          {readOnly ? formatCents(charge.amountCents) : cell('amountCents', w.chargeAmount)}
        </td>
        <td className={classes.menuCell}>
          {charge.frozen && charge.kind !== 'fixed' && !isAmountTyped && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={15}
              disabled={readOnly}
              aria-label={w.unfreeze(name)}
              title={w.unfreeze(name)}
              onClick={() => void unfreeze()}
            >
              <IconLock size={12} aria-hidden />
            </ActionIcon>
          )}
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={15}
              tabIndex={-1}
              aria-label={w.removeCharge(name)}
              title={w.removeCharge(name)}
              onClick={() => void remove()}
            >
              <IconX size={12} aria-hidden />
            </ActionIcon>
          )}
        </td>
      </tr>
      {troubled.length > 0 && (
        <tr className={classes.troubleRow}>
          <td colSpan={9} id={troubleId} role="alert">
            {troubled.map(field => (
              <FieldTrouble key={field} desk={desk} fieldKey={chargeKey(charge.id, field)} />
            ))}
          </td>
        </tr>
      )}
    </>
  )
})

interface ChargeInputProps {
  desk: OrderDesk
  charge: OrderCharge
  field: ChargeField
  label: string
  /** Names the sentence that says what is wrong. */
  describedBy: string
  onKey(event: KeyboardEvent<HTMLInputElement>): void
}

function ChargeInput({ desk, charge, field: name, label, describedBy, onKey }: ChargeInputProps) {
  const key = chargeKey(charge.id, name)
  const field = useField(desk, key, charge[name])
  const wrong = field.trouble !== null
  return (
    <input
      className={`${classes.cell} ${name === 'label' ? '' : classes.right}`}
      data-cell={key}
      aria-label={label}
      aria-invalid={wrong || undefined}
      aria-describedby={wrong ? describedBy : undefined}
      inputMode={name === 'label' ? undefined : 'decimal'}
      autoComplete="off"
      spellCheck={false}
      value={field.text}
      onChange={event => field.type(event.currentTarget.value)}
      onFocus={event => {
        field.enter()
        event.currentTarget.select()
      }}
      {...selectOnPress}
      onBlur={field.leave}
      onKeyDown={event => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
        if (event.key === 'Escape') return field.revert()
        if (event.key === 'Delete' && field.edited) return
        onKey(event)
      }}
    />
  )
}
