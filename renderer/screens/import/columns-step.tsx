import { Button, NumberInput, Select } from '@mantine/core'
import { useRef } from 'react'
import { IMPORT_FIELDS } from '../../../shared/domain/import/import-fields.ts'
import { IMPORT_KINDS, type ImportKind } from '../../../shared/domain/import/import-row.ts'
import { HEADING_COLUMN, type ImportPlan, type OpenedFile } from '../../../shared/protocol/import-asks.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { SearchSelect } from '../../parts/search-select.tsx'
import { unsettledSelect } from '../../parts/unsettled-select.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './import.module.css'
import { check, chooseColumn, openAs, useImport } from './import-desk.ts'

/** What the file is, where its headers are, and which column is which field. */
export function ColumnsStep() {
  const w = useWords().importing
  const { plan, opened, isBusy } = useImport()
  const columns = useRef<HTMLElement>(null)
  if (!plan || !opened) return null
  const missing = IMPORT_FIELDS[plan.kind]
    .filter(field => field.required && plan.columns[field.name] === undefined)
    .map(field => w.fields[field.name])
  return (
    <>
      <section className={classes.card}>
        <div className={classes.head}>
          <h2>{w.whatIsIt}</h2>
        </div>
        <div className={classes.body}>
          <ChipBar<ImportKind>
            name={w.whatIsIt}
            chips={IMPORT_KINDS.map(value => ({ value, label: w.kinds[value] }))}
            value={plan.kind}
            onChange={kind => void openAs({ kind })}
          />
          <div className={classes.where}>
            {opened.sheets.length > 1 && (
              <Select
                label={w.sheet}
                data={opened.sheets.map((sheet, at) => ({
                  value: String(at),
                  label: w.sheetRows(sheet.name, sheet.rowCount),
                }))}
                value={String(plan.sheet)}
                allowDeselect={false}
                onChange={value => void openAs({ sheet: Number(value) })}
              />
            )}
            <NumberInput
              label={w.headerRow}
              description={w.headerRowHint}
              inputWrapperOrder={['label', 'input', 'description']}
              min={1}
              max={Math.max(1, opened.sheets[plan.sheet]?.rowCount ?? 1)}
              value={plan.headerRow}
              onChange={value => {
                if (typeof value === 'number' && value >= 1) void openAs({ headerRow: value })
              }}
            />
          </div>
        </div>
      </section>
      <section ref={columns} className={classes.card}>
        <div className={classes.head}>
          <h2>{w.columns}</h2>
          <span className="florin-mute">{w.columnsHint}</span>
        </div>
        <Mapping plan={plan} opened={opened} />
      </section>
      <div className={classes.actions}>
        {missing.length > 0 && <span className="florin-amber">{w.missing(missing.join(', '))}</span>}
        <Button
          loading={isBusy}
          disabled={missing.length > 0}
          onClick={() => !unsettledSelect(columns.current) && void check()}
        >
          {w.check}
        </Button>
      </div>
    </>
  )
}

function Mapping({ plan, opened }: { plan: ImportPlan; opened: OpenedFile }) {
  const w = useWords().importing
  const choices = opened.columns
    .map(({ header, samples }, column) => ({
      value: String(column),
      label: header === '' ? w.unnamed(letters(column)) : `${header} (${letters(column)})`,
      isEmpty: header === '' && samples.length === 0,
    }))
    .filter(choice => !choice.isEmpty)
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{w.field}</th>
          <th scope="col">{w.column}</th>
          <th scope="col">{w.firstValues}</th>
        </tr>
      </thead>
      <tbody>
        {IMPORT_FIELDS[plan.kind].map(field => {
          const column = plan.columns[field.name]
          const label = w.fields[field.name] ?? field.name
          const headings = { value: String(HEADING_COLUMN), label: w.headings }
          return (
            <tr key={field.name}>
              <td className={classes.field}>
                <span className={field.required ? 'florin-strong' : undefined}>{label}</span>
                {field.required && <span className="florin-mute"> · {w.required}</span>}
                {plan.kind === 'invoices' && field.name in w.invoiceHints && (
                  <span className={classes.hint}>{w.invoiceHints[field.name as 'total' | 'open']}</span>
                )}
              </td>
              <td className={classes.choice}>
                <SearchSelect
                  aria-label={label}
                  data={field.name === 'customer' ? [headings, ...choices] : choices}
                  value={column === undefined ? null : String(column)}
                  placeholder={w.notRead}
                  clearable
                  clearButtonProps={{ 'aria-label': `${label}: ${w.notRead}` }}
                  error={field.required && column === undefined}
                  onChange={value => chooseColumn(field.name, value === null ? null : Number(value))}
                />
              </td>
              <td className={classes.samples}>
                {column !== undefined && column >= 0 && opened.columns[column]?.samples.join(' · ')}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** 0 → A, 27 → AB: as a spreadsheet names its columns. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}
