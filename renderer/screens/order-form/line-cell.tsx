import type { BoxType } from '../../../shared/domain/company/company-row.ts'
import type { OrderLineRow } from '../../../shared/domain/order/order-row.ts'
import { selectOnPress } from '../../parts/select-on-press.ts'
import { useWords } from '../../words/use-words.ts'
import type { LineField } from './field-text.ts'
import classes from './line-grid.module.css'
import type { OrderDesk } from './order-desk.ts'
import { lineKey } from './order-draft.ts'
import { useField } from './use-field.ts'

interface LineCellProps {
  desk: OrderDesk
  line: OrderLineRow
  field: LineField
  /** The column's name and the product's, for who can't see them. */
  label: string
  align?: 'right'
  /** The backend's refusal of the whole line is about this field. */
  marked: boolean
  /** Reached by Tab; the others by the arrows. */
  inPath: boolean
  /** Names the sentence that says what is wrong. */
  describedBy: string | undefined
}

/** One editable figure or text of a line. What its keys do is the grid's. */
export function LineCell(props: LineCellProps) {
  const { desk, line, field: name } = props
  const key = lineKey(line.id, name)
  const field = useField(desk, key, line[name])
  const wrong = field.trouble !== null || props.marked
  return (
    <input
      className={`${classes.cell} ${props.align === 'right' ? classes.right : ''}`}
      data-cell={key}
      aria-label={props.label}
      aria-invalid={wrong || undefined}
      aria-describedby={wrong ? props.describedBy : undefined}
      inputMode={name === 'description' ? undefined : 'decimal'}
      tabIndex={props.inPath ? 0 : -1}
      autoComplete="off"
      spellCheck={false}
      value={field.text}
      onChange={event => field.type(event.currentTarget.value)}
      onFocus={event => {
        field.enter()
        // What was typed ahead of the focus is gone on with, anything else is typed over.
        const { length } = field.text
        if (field.edited && !wrong) event.currentTarget.setSelectionRange(length, length)
        else event.currentTarget.select()
      }}
      {...selectOnPress}
      onBlur={field.leave}
      onKeyDown={event => event.key === 'Escape' && field.revert()}
    />
  )
}

/** The box type of a line: saved as soon as it is chosen. */
export function BoxTypeCell({
  boxTypes,
  ...props
}: Omit<LineCellProps, 'field' | 'align'> & { boxTypes: readonly BoxType[] }) {
  const { desk, line } = props
  const key = lineKey(line.id, 'boxType')
  const field = useField(desk, key, line.boxType)
  const words = useWords().parts
  const wrong = field.trouble !== null || props.marked
  const known = boxTypes.some(type => type.code === field.text)
  return (
    <select
      className={`${classes.cell} ${classes.select}`}
      data-cell={key}
      aria-label={props.label}
      aria-invalid={wrong || undefined}
      aria-describedby={wrong ? props.describedBy : undefined}
      tabIndex={-1}
      value={field.text}
      onChange={event => field.choose(event.currentTarget.value)}
    >
      {!known && <option value={field.text}>{field.text === '' ? words.none : field.text}</option>}
      {boxTypes.map(type => (
        <option key={type.code} value={type.code}>
          {type.code}
        </option>
      ))}
    </select>
  )
}
