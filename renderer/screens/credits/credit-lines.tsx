import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { isBoxLine, lineUnits } from '../../../shared/domain/order/order-totals.ts'
import type { CreditableLine, CreditStart } from '../../../shared/protocol/credits-asks.ts'
import { newId } from '../../app/new-id.ts'
import { formatCents, formatPriceE4, parseCents } from '../../parts/format-money.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import {
  type CreditDraft,
  leftOfLine,
  unitOf,
  withCharge,
  withLineAmount,
  withQuantity,
  withTickedLine,
} from './credit-draft.ts'
import classes from './credit-form.module.css'

interface CreditLinesProps {
  draft: CreditDraft
  lines: readonly CreditableLine[]
  /** Sentences by field. */
  problems: Record<string, string>
  onChange(draft: CreditDraft): void
}

/** The lines of the order, each with how much of it is credited; arrows move between rows. */
export function CreditLines({ draft, lines, problems, onChange }: CreditLinesProps) {
  const words = useWords()
  const w = words.credits
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <td className={classes.tick} />
          <th scope="col">{w.grid.line}</th>
          <th scope="col">{w.grid.packing}</th>
          <th scope="col" className="florin-number">
            {w.grid.price}
          </th>
          <th scope="col" className="florin-number">
            {w.grid.lineTotal}
          </th>
          <th scope="col" className="florin-number">
            {w.grid.credited}
          </th>
          <th scope="col" className="florin-number">
            {w.grid.quantity}
          </th>
          <th scope="col" className="florin-number">
            {w.grid.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(line => {
          const { quantity, amount } = draft.lines[line.id] ?? { quantity: '', amount: '' }
          const isGiven = (parseCents(amount) ?? 0) > 0
          const isSpent = leftOfLine(line) === 0
          const unit = w.unit[unitOf(line)]
          return (
            <tr key={line.id} className={isGiven ? classes.given : undefined}>
              <td className={classes.tick}>
                <Checkbox
                  size="16px"
                  radius={4}
                  aria-label={w.creditAll(line.description)}
                  checked={isGiven}
                  disabled={isSpent && !isGiven}
                  onChange={event => onChange(withTickedLine(draft, line, event.currentTarget.checked))}
                />
              </td>
              <td className={`florin-strong ${classes.what}`} title={line.description}>
                {line.description}
              </td>
              <td className="florin-mute">{packingOf(line, words)}</td>
              <td className="florin-number florin-mute">{formatPriceE4(line.priceE4)}</td>
              <td className="florin-number">{formatCents(line.totalCents)}</td>
              <td className="florin-number florin-mute">
                {line.creditedCents === 0 ? '' : formatCents(line.creditedCents)}
              </td>
              <td className={classes.input}>
                <TextInput
                  aria-label={w.quantityOf(line.description, unit)}
                  placeholder={unit}
                  data-column="quantity"
                  inputMode="numeric"
                  autoComplete="off"
                  value={quantity}
                  error={problems[`quantity.${line.id}`]}
                  onFocus={event => event.currentTarget.select()}
                  onChange={event => onChange(withQuantity(draft, line, event.currentTarget.value))}
                  onKeyDown={moveBetweenRows}
                />
              </td>
              <td className={classes.input}>
                <TextInput
                  aria-label={w.amountOf(line.description)}
                  data-column="amount"
                  inputMode="decimal"
                  autoComplete="off"
                  value={amount}
                  error={problems[`lines.${line.id}`]}
                  onFocus={event => event.currentTarget.select()}
                  onChange={event => onChange(withLineAmount(draft, line, event.currentTarget.value))}
                  onKeyDown={moveBetweenRows}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** `2 HB · 600 stems`; for units and hard goods the count alone. */
function packingOf(line: CreditableLine, words: Words): string {
  const count = `${lineUnits(line).toLocaleString('en-US')} ${words.credits.unit[unitOf(line)]}`
  return isBoxLine(line.soldAs) ? `${line.boxes} ${line.boxType} · ${count}` : count
}

function moveBetweenRows(event: KeyboardEvent<HTMLInputElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey) return
  const column = event.currentTarget.dataset.column
  const fields = [...document.querySelectorAll<HTMLInputElement>(`[data-column="${column}"]`)]
  const next = fields[fields.indexOf(event.currentTarget) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

interface FreeLinesProps extends Omit<CreditLinesProps, 'lines'> {
  /** The charges of the invoice's order: each is one press away. */
  charges: CreditStart['charges']
}

/** Lines of their own words: what is credited beside the lines of an order, or without one. */
export function FreeLines({ draft, charges, problems, onChange }: FreeLinesProps) {
  const w = useWords().credits
  const { free } = draft
  const offered = charges
    .map(charge => ({ ...charge, label: charge.label || w.fuel }))
    .filter(({ label }) => !free.some(({ description }) => description === label))
  const change = (key: string, typed: object) =>
    onChange({ ...draft, free: free.map(entry => (entry.key === key ? { ...entry, ...typed } : entry)) })
  return (
    <div className={classes.free}>
      <h2 className={classes.heading}>{w.freeLines}</h2>
      <p className={classes.hint}>{w.freeHint}</p>
      {free.map((entry, at) => (
        <div key={entry.key} className={classes.freeRow}>
          <TextInput
            aria-label={w.freeDescription}
            placeholder={w.freeDescription}
            data-free={entry.key}
            autoComplete="off"
            maxLength={300}
            value={entry.description}
            error={problems[`what.${entry.key}`]}
            onChange={event => change(entry.key, { description: event.currentTarget.value })}
          />
          <TextInput
            aria-label={w.freeAmount}
            placeholder={w.freeAmount}
            inputMode="decimal"
            autoComplete="off"
            classNames={{ input: 'florin-number' }}
            value={entry.amount}
            error={problems[`free.${entry.key}`]}
            onFocus={event => event.currentTarget.select()}
            onChange={event => change(entry.key, { amount: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={33}
            aria-label={`${w.removeLine} ${at + 1}`}
            title={w.removeLine}
            onClick={() => onChange({ ...draft, free: free.filter(({ key }) => key !== entry.key) })}
          >
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        h={26}
        px={8}
        onClick={() => onChange({ ...draft, free: [...free, { key: newId(), description: '', amount: '' }] })}
      >
        {w.addLine}
      </Button>
      {offered.map(({ id, label, amountCents }) => (
        <Button
          key={id}
          variant="subtle"
          h={26}
          px={8}
          leftSection={<IconPlus size={13} aria-hidden />}
          onClick={() => onChange(withCharge(draft, newId(), label, amountCents))}
        >
          {w.creditCharge(label, formatCents(amountCents))}
        </Button>
      ))}
    </div>
  )
}
