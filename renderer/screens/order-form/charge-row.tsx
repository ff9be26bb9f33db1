import { ActionIcon } from '@mantine/core'
import { IconLock, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, memo, useState } from 'react'
import type { OrderCharge } from '../../../shared/domain/order/order-row.ts'
import { formatCents } from '../../parts/format-money.ts'
import { selectOnPress } from '../../parts/select-on-press.ts'
import { useWords } from '../../words/use-words.ts'
import { type ChargeField, chargeTextOf, readChargeText } from './charge-text.ts'
import classes from './line-grid.module.css'
import type { OrderDesk } from './order-desk.ts'
import { troubleSentence } from './trouble-text.ts'

/** The name of a charge's cell. */
export function chargeCell(chargeId: string, field: ChargeField): string {
  return `charge.${chargeId}.${field}`
}

interface ChargeRowProps {
  desk: OrderDesk
  charge: OrderCharge
  readOnly: boolean
  /** The ids of the charges above and below. */
  before: string | null
  after: string | null
}

/** One charge: its name, its percent where it has one, and the amount. A hand edit of the amount freezes it. */
export const ChargeRow = memo(function ChargeRow({ desk, charge, readOnly, before, after }: ChargeRowProps) {
  const words = useWords()
  const w = words.orderEntry
  const [problem, setProblem] = useState('')
  const name = charge.label || w.fuel
  const { orderId } = desk.store.getState()
  const problemId = `trouble-${charge.id}`

  async function change(changes: Parameters<typeof changeOf>[0]): Promise<boolean> {
    const trouble = await desk.edit('order.change-charge', changeOf(changes))
    setProblem(trouble ? troubleSentence(trouble, words) : '')
    return trouble === null
  }
  function changeOf(
    changes: Record<string, { from: string | number | boolean; to: string | number | boolean }>,
  ) {
    return { orderId, chargeId: charge.id, changes } as never
  }

  async function remove() {
    const next = after ?? before
    desk.wantFocus(next === null ? 'product' : chargeCell(next, 'amountCents'))
    const trouble = await desk.edit('order.remove-charge', { orderId, chargeId: charge.id })
    if (trouble) setProblem(troubleSentence(trouble, words))
  }

  function go(event: KeyboardEvent<HTMLInputElement>, field: ChargeField) {
    const { value, selectionStart, selectionEnd } = event.currentTarget
    const whole = selectionStart === 0 && selectionEnd === value.length
    const up = event.key === 'ArrowUp'
    if (event.key === 'Delete' && whole && field !== 'label') void remove()
    else if (event.key === 'Enter' && field === 'label') desk.wantFocus(chargeCell(charge.id, 'amountCents'))
    else if (up || event.key === 'ArrowDown' || event.key === 'Enter') {
      const next = up ? before : after
      desk.wantFocus(
        next === null ? 'product' : chargeCell(next, field === 'rateBps' ? 'amountCents' : field),
      )
    } else return
    event.preventDefault()
  }

  const cell = (field: ChargeField, label: string) => (
    <ChargeInput
      charge={charge}
      field={field}
      label={`${label}: ${name}`}
      problemId={problem === '' ? undefined : problemId}
      onSave={to => change({ [field]: { from: charge[field], to } })}
      onUnread={() => setProblem(w.chargeProblem[field])}
      onRevert={() => setProblem('')}
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
          {charge.frozen && charge.kind !== 'fixed' && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={15}
              disabled={readOnly}
              aria-label={w.unfreeze(name)}
              title={w.unfreeze(name)}
              onClick={() => void change({ frozen: { from: true, to: false } })}
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
      {problem !== '' && (
        <tr className={classes.troubleRow}>
          <td colSpan={9} id={problemId} role="alert">
            {problem}
          </td>
        </tr>
      )}
    </>
  )
})

interface ChargeInputProps {
  charge: OrderCharge
  field: ChargeField
  label: string
  problemId: string | undefined
  /** True when it is saved. */
  onSave(value: string | number): Promise<boolean>
  onUnread(): void
  onRevert(): void
  onKey(event: KeyboardEvent<HTMLInputElement>): void
}

function ChargeInput({ charge, field, label, problemId, ...on }: ChargeInputProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const saved = charge[field]

  async function save() {
    if (typed === null) return
    const value = readChargeText(field, typed)
    if (value === null) return on.onUnread()
    if (value === saved && (field !== 'amountCents' || typed === chargeTextOf(field, saved))) {
      setTyped(null)
      return on.onRevert()
    }
    if (await on.onSave(value)) setTyped(null)
  }

  return (
    <input
      className={`${classes.cell} ${field === 'label' ? '' : classes.right}`}
      data-cell={chargeCell(charge.id, field)}
      aria-label={label}
      aria-invalid={problemId === undefined ? undefined : true}
      aria-describedby={problemId}
      inputMode={field === 'label' ? undefined : 'decimal'}
      autoComplete="off"
      spellCheck={false}
      value={typed ?? chargeTextOf(field, saved)}
      onChange={event => setTyped(event.currentTarget.value)}
      onFocus={event => event.currentTarget.select()}
      {...selectOnPress}
      onBlur={() => void save()}
      onKeyDown={event => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          setTyped(null)
          return on.onRevert()
        }
        if (event.key === 'Delete' && typed !== null) return
        on.onKey(event)
      }}
    />
  )
}
