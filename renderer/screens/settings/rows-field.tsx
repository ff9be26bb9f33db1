import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { newId } from '../../app/new-id.ts'
import { useWords } from '../../words/use-words.ts'
import { SettingField, SettingLabel } from './setting-inputs.tsx'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'

/** One column of a list of settings: typed, chosen from `options`, or ticked. */
export interface RowsColumn<Row> {
  key: keyof Row & string
  label: string
  width?: number
  number?: 'numeric' | 'decimal'
  options?: { value: string; label: string }[]
  ticked?: boolean
  /** Where there is nothing to type: what stands there instead. */
  instead?(row: Row): string | null
  /** The names under which the schema speaks of it, where they differ; `''` for the row itself. */
  storedAs?: string[]
}

interface RowsFieldProps<Row> {
  field: 'terms' | 'boxTypes' | 'charges' | 'carriers' | 'paymentMethods' | 'creditReasons' | 'reminderDays'
  label: string
  hint: string
  columns: readonly RowsColumn<Row>[]
  rows: Row[]
  onChange(rows: Row[]): void
  blank: Omit<Row, 'key'>
  most: number
  addLabel: string
  /** What a row is called, for its buttons; empty while it has no name. */
  rowName(row: Row): string
  empty: string
  /** What the removal of saved rows will bring about. */
  warning?: string | null
}

/** A list of settings typed in place. Enter adds a row below, Alt with the arrows moves one; the order is kept. */
export function RowsField<Row extends { key: string }>(props: RowsFieldProps<Row>) {
  const w = useWords().settings
  const { form } = useSettingsFields()
  const table = useRef<HTMLTableElement>(null)
  const { field, columns, rows, onChange } = props

  // As soon as the rows are drawn: the next key pressed is for the row that it leads to.
  const wanted = useRef<{ at: number; cell: number } | null>(null)
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const { at, cell } = wanted.current
    wanted.current = null
    const row = table.current?.tBodies[0]?.rows[at]
    row?.cells[cell]?.querySelector<HTMLElement>('input, button:not(:disabled)')?.focus()
  })

  function change(changed: Row[], at: number, cell = 0) {
    wanted.current = { at, cell }
    onChange(changed)
  }

  function addAt(at: number) {
    if (rows.length >= props.most) return
    change(rows.toSpliced(at, 0, { ...props.blank, key: newId() } as Row), at)
  }

  function remove(at: number) {
    change(rows.toSpliced(at, 1), Math.min(at, rows.length - 2))
  }

  function move(at: number, to: number, cell: number) {
    const row = rows[at]
    if (!row || to < 0 || to >= rows.length) return
    change(rows.toSpliced(at, 1).toSpliced(to, 0, row), to, cell)
  }

  function keyDown(event: KeyboardEvent<HTMLTableRowElement>, at: number) {
    const cell = (event.target as HTMLElement).closest('td')?.cellIndex ?? 0
    const { target } = event
    const typing = target instanceof HTMLInputElement && target.type === 'text' && !target.readOnly
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      move(at, event.key === 'ArrowUp' ? at - 1 : at + 1, cell)
    } else if (event.key === 'Enter' && typing && !event.ctrlKey) {
      event.preventDefault()
      addAt(at + 1)
    }
  }

  const nameOf = (row: Row, at: number) => props.rowName(row) || String(at + 1)
  return (
    <SettingField field={field}>
      <div className={classes.rowsHead}>
        <div>
          <h3 className={classes.label}>
            <SettingLabel>{props.label}</SettingLabel>
          </h3>
          <p className={classes.description}>{props.hint}</p>
        </div>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={rows.length >= props.most}
          onClick={() => addAt(rows.length)}
        >
          {props.addLabel}
        </Button>
      </div>
      {rows.length === 0 && <p className={classes.noRows}>{props.empty}</p>}
      {rows.length > 0 && (
        <div className={classes.rowsScroll}>
          <table ref={table} className={classes.rows} aria-label={props.label}>
            <thead>
              <tr>
                {columns.map(column => (
                  <th
                    key={column.key}
                    scope="col"
                    style={{ width: column.width }}
                    className={column.number && classes.number}
                  >
                    <SettingLabel>{column.label}</SettingLabel>
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={row.key} onKeyDown={event => keyDown(event, at)}>
                  {columns.map(column => (
                    <td key={column.key}>
                      <Cell
                        column={column}
                        row={row}
                        at={at}
                        error={errorOf(column, at)}
                        onChange={changed => onChange(rows.with(at, changed))}
                      />
                    </td>
                  ))}
                  <td className={classes.removeCell}>
                    <ActionIcon
                      {...ICON}
                      aria-label={w.moveUp(nameOf(row, at))}
                      title={w.moveUpTitle}
                      disabled={at === 0}
                      onClick={() => move(at, at - 1, columns.length)}
                    >
                      <IconArrowUp size={15} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      {...ICON}
                      aria-label={w.moveDown(nameOf(row, at))}
                      title={w.moveDownTitle}
                      disabled={at === rows.length - 1}
                      onClick={() => move(at, at + 1, columns.length)}
                    >
                      <IconArrowDown size={15} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      {...ICON}
                      aria-label={w.removeRow(nameOf(row, at))}
                      title={w.removeRow(nameOf(row, at))}
                      onClick={() => remove(at)}
                    >
                      <IconTrash size={15} aria-hidden />
                    </ActionIcon>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {form.error(field) && (
        <p className={classes.error} role="alert">
          {form.error(field)}
        </p>
      )}
      {props.warning && (
        <p className={classes.warning} role="status">
          {props.warning}
        </p>
      )}
    </SettingField>
  )

  // The schema speaks of what is stored: cents, where a person types an amount.
  function errorOf({ key, storedAs }: RowsColumn<Row>, at: number): string | undefined {
    const paths = [`${field}.${at}.${key}`]
    for (const name of storedAs ?? []) paths.push(name === '' ? `${field}.${at}` : `${field}.${at}.${name}`)
    return paths.map(path => form.error(path)).find(error => error !== undefined)
  }
}

const ICON = { variant: 'subtle', color: 'gray', size: 28, className: classes.icon } as const

interface CellProps<Row> {
  column: RowsColumn<Row>
  row: Row
  at: number
  error: string | undefined
  onChange(row: Row): void
}

function Cell<Row extends { key: string }>({ column, row, at, error, onChange }: CellProps<Row>) {
  const name = `${column.label} ${at + 1}`
  const value = row[column.key]
  const set = (to: unknown) => onChange({ ...row, [column.key]: to })
  const instead = column.instead?.(row) ?? null
  if (instead !== null) return <span className={classes.instead}>{instead}</span>
  if (column.ticked) {
    return (
      <Checkbox
        className={classes.tick}
        aria-label={name}
        checked={value === true}
        error={error}
        onChange={event => set(event.currentTarget.checked)}
      />
    )
  }
  if (column.options) {
    return (
      <Select
        aria-label={name}
        data={column.options}
        value={String(value)}
        allowDeselect={false}
        error={error}
        onChange={to => to !== null && set(to)}
      />
    )
  }
  return (
    <TextInput
      aria-label={name}
      inputMode={column.number}
      classNames={column.number && { input: classes.number }}
      error={error}
      value={String(value)}
      onChange={event => set(event.currentTarget.value)}
    />
  )
}
