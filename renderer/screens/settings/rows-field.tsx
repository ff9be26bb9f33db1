import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { newId } from '../../app/new-id.ts'
import { SettingField, SettingLabel } from './setting-inputs.tsx'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'

/** One column of a list of settings. */
export interface RowsColumn<Row> {
  key: keyof Row & string
  label: string
  width?: number
  number?: 'numeric' | 'decimal'
}

interface RowsFieldProps<Row> {
  field: 'terms' | 'boxTypes'
  label: string
  hint: string
  columns: readonly RowsColumn<Row>[]
  rows: Row[]
  onChange(rows: Row[]): void
  blank: Omit<Row, 'key'>
  most: number
  addLabel: string
  removeLabel(name: string): string
  empty: string
  /** What the removal of saved rows will bring about. */
  warning: string | null
}

/** A list of settings with several columns, typed in place. */
export function RowsField<Row extends { key: string; code: string; name: string }>(
  props: RowsFieldProps<Row>,
) {
  const { form } = useSettingsFields()
  const table = useRef<HTMLTableElement>(null)
  const { field, columns, rows, onChange } = props

  function focusRow(at: number) {
    window.requestAnimationFrame(() => {
      const row = table.current?.tBodies[0]?.rows[at]
      row?.querySelector('input')?.focus()
    })
  }

  function add() {
    onChange([...rows, { ...props.blank, key: newId() } as Row])
    focusRow(rows.length)
  }

  function remove(at: number) {
    onChange(rows.filter((_, index) => index !== at))
    focusRow(Math.min(at, rows.length - 2))
  }

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
          onClick={add}
        >
          {props.addLabel}
        </Button>
      </div>
      {rows.length === 0 && <p className={classes.noRows}>{props.empty}</p>}
      {rows.length > 0 && (
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
              <tr key={row.key}>
                {columns.map(column => (
                  <td key={column.key}>
                    <TextInput
                      aria-label={`${column.label} ${at + 1}`}
                      inputMode={column.number}
                      classNames={column.number && { input: classes.number }}
                      error={form.error(`${field}.${at}.${column.key}`) ?? errorOfStored(column.key, at)}
                      value={row[column.key] as string}
                      onChange={event =>
                        onChange(rows.with(at, { ...row, [column.key]: event.currentTarget.value }))
                      }
                    />
                  </td>
                ))}
                <td className={classes.removeCell}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={30}
                    aria-label={props.removeLabel(row.name || row.code || String(at + 1))}
                    onClick={() => remove(at)}
                  >
                    <IconTrash size={15} aria-hidden />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
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
  function errorOfStored(key: string, at: number): string | undefined {
    return key === 'fuel' ? form.error(`${field}.${at}.fuelCents`) : undefined
  }
}
