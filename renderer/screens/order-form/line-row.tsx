import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/shallow'
import type { BoxType } from '../../../shared/domain/company/company-row.ts'
import { isBoxLine } from '../../../shared/domain/order/order-totals.ts'
import { formatCents, formatPriceE4 } from '../../parts/format-money.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import type { LineField } from './field-text.ts'
import { FieldTrouble } from './field-trouble.tsx'
import { BoxTypeCell, LineCell } from './line-cell.tsx'
import {
  editedField,
  FIGURE_COLUMNS,
  type FigureColumn,
  fieldsOf,
  quantityField,
  shownFigure,
} from './line-columns.ts'
import classes from './line-grid.module.css'
import type { OrderDesk } from './order-desk.ts'
import { lineKey, type Trouble } from './order-draft.ts'
import { moveChanges, type ShownLine, shownLines } from './shown-lines.ts'
import { troubleSentence } from './trouble-text.ts'

interface LineRowProps extends ShownLine {
  desk: OrderDesk
  boxTypes: readonly BoxType[]
  readOnly: boolean
  onMove(lineId: string, step: -1 | 1): void
  onRemove(lineId: string): void
}

/** One line of the order, and below it what is wrong with it. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { desk, saved, shown, trouble } = props
  const words = useWords()
  const troubleId = `trouble-${saved.id}`
  const fields = fieldsOf(saved.soldAs)
  const troubled = useStore(
    desk.store,
    useShallow(state => fields.filter(field => state.edits[lineKey(saved.id, field)]?.trouble)),
  )
  const wrongField = trouble?.kind === 'refused' ? trouble.refusal.field.replace(/^line\./, '') : ''
  const cell = (field: LineField, column: string) => ({
    desk,
    line: saved,
    field,
    label: `${column}: ${shown.description}`,
    marked: wrongField === field,
    inPath: field === 'priceE4' || field === quantityField(saved.soldAs),
    describedBy: troubleId,
  })

  return (
    <>
      <tr className={props.pending && trouble ? classes.unsaved : undefined} data-line={saved.id}>
        <td className={classes.product}>
          {props.readOnly ? shown.description : <LineCell {...cell('description', words.orders.product)} />}
        </td>
        <td>
          {!isBoxLine(saved.soldAs) ? (
            <span className="florin-mute">–</span>
          ) : props.readOnly ? (
            shown.boxType
          ) : (
            <BoxTypeCell {...cell('boxType', words.orders.box)} boxTypes={props.boxTypes} />
          )}
        </td>
        {FIGURE_COLUMNS.map(column => (
          <FigureCell key={column} column={column} row={props} cell={cell} words={words} />
        ))}
        <td className="florin-number">
          {props.readOnly ? (
            formatPriceE4(shown.priceE4)
          ) : (
            <LineCell {...cell('priceE4', words.orders.price)} align="right" />
          )}
        </td>
        <td className="florin-number">{formatCents(shown.totalCents)}</td>
        <td className={classes.menuCell}>{!props.readOnly && <LineMenu {...props} />}</td>
      </tr>
      {(troubled.length > 0 || trouble) && (
        <tr className={classes.troubleRow}>
          <td colSpan={9} id={troubleId} role="alert">
            {trouble && <LineTrouble trouble={trouble} lineId={saved.id} desk={desk} words={words} />}
            {troubled.map(field => (
              <FieldTrouble key={field} desk={desk} fieldKey={lineKey(saved.id, field)} />
            ))}
          </td>
        </tr>
      )}
    </>
  )
})

function FigureCell({
  column,
  row,
  cell,
  words,
}: {
  column: FigureColumn
  row: LineRowProps
  cell: (field: LineField, column: string) => React.ComponentProps<typeof LineCell>
  words: Words
}) {
  const field = editedField(row.saved.soldAs, column)
  if (field !== null && !row.readOnly) {
    return (
      <td className="florin-number">
        <LineCell {...cell(field, words.orders[column])} align="right" />
      </td>
    )
  }
  const figure = field === null ? shownFigure(row.shown, column) : Number(row.shown[field])
  return (
    <td className={`florin-number ${field === null ? 'florin-mute' : ''}`}>
      {figure === null ? '–' : figure.toLocaleString('en-US')}
    </td>
  )
}

function LineTrouble({
  trouble,
  lineId,
  desk,
  words,
}: {
  trouble: Trouble
  lineId: string
  desk: OrderDesk
  words: Words
}) {
  return (
    <p>
      <b>{words.orders.lineNotSaved}:</b> {troubleSentence(trouble, words)}{' '}
      <Button size="compact-xs" h={24} variant="default" onClick={() => void desk.saveLine(lineId)}>
        {words.orders.tryAgain}
      </Button>
    </p>
  )
}

// A menu for each of hundreds of lines would be slow: it is made when it is asked for.
function LineMenu({ desk, saved, shown, pending, onMove, onRemove }: LineRowProps) {
  const words = useWords().orders
  const [opened, setOpened] = useState(false)
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      tabIndex={-1}
      data-cell={`line.${saved.id}.menu`}
      aria-label={words.lineMenu(shown.description)}
      aria-haspopup="menu"
      onClick={() => setOpened(true)}
    >
      <IconDots size={15} aria-hidden />
    </ActionIcon>
  )
  if (!opened) return button
  function close() {
    setOpened(false)
    desk.wantFocus(`line.${saved.id}.menu`)
  }
  const lines = shownLines(desk.store.getState().view, desk.store.getState())
  const isLast = (step: -1 | 1) => pending || moveChanges(lines, saved.id, step).length === 0
  const toggleTax = () => desk.changeLine(saved.id, { taxable: { from: saved.taxable, to: !saved.taxable } })
  return (
    <Menu opened onClose={close} position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={isLast(-1)}
          onClick={() => onMove(saved.id, -1)}
          rightSection={<Keys keys="Alt ↑" />}
        >
          {words.moveUp}
        </Menu.Item>
        <Menu.Item
          disabled={isLast(1)}
          onClick={() => onMove(saved.id, 1)}
          rightSection={<Keys keys="Alt ↓" />}
        >
          {words.moveDown}
        </Menu.Item>
        <Menu.Item disabled={pending} onClick={() => void toggleTax()}>
          {saved.taxable ? words.notTaxable : words.taxable}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          styles={{ itemLabel: { color: 'var(--red)' } }}
          onClick={() => onRemove(saved.id)}
          rightSection={<Keys keys="Del" />}
        >
          {words.removeLine}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Keys({ keys }: { keys: string }) {
  return <kbd className="florin-kbd">{keys}</kbd>
}
