import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { IMPORT_FIELDS } from '../../../shared/domain/import/import-fields.ts'
import { type CheckedFile, isWarning, type ProblemRow } from '../../../shared/protocol/import-asks.ts'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './import.module.css'
import { leaveOut, mend, useImport } from './import-desk.ts'
import { shownFields } from './shown-fields.ts'

/** Rows with errors or notes, in a grid whose cells are mended in place. Enter and the arrows go to the next row. */
export function ProblemRows({ checked }: { checked: CheckedFile }) {
  const w = useWords().importing
  const plan = useImport(state => state.plan)!
  const { problemRows, moreProblemRows, errorCount, warningCount } = checked
  const grid = useRef<HTMLTableElement>(null)
  // What was wrong once keeps its place: columns do not move while rows are mended and left out.
  const [everWrong, setEverWrong] = useState<readonly string[]>([])
  const names = problemRows.flatMap(row => row.problems.map(problem => problem.field))
  const fresh = [...new Set(names)].filter(name => !everWrong.includes(name))
  if (fresh.length > 0) setEverWrong([...everWrong, ...fresh])
  const shown = shownFields(IMPORT_FIELDS[plan.kind], plan.columns, [...everWrong, ...fresh])

  function move(event: KeyboardEvent<HTMLInputElement>) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0
    if (step === 0) return
    event.preventDefault()
    const { field } = event.currentTarget.dataset
    const column = [
      ...(grid.current?.querySelectorAll<HTMLInputElement>(`input[data-field="${field}"]`) ?? []),
    ]
    const next = column[column.indexOf(event.currentTarget) + step]
    if (next) next.focus()
    else event.currentTarget.blur()
  }

  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <h2>{w.mend}</h2>
        {errorCount > 0 && <Tag tone="red">{w.errors(errorCount)}</Tag>}
        {warningCount > 0 && <Tag tone="amber">{w.warnings(warningCount)}</Tag>}
        {errorCount > 0 && <span className="florin-mute">{w.mendHint}</span>}
      </div>
      <div role="status">
        {errorCount === 0 && checked.totals.count > 0 && (
          <p className={classes.good}>
            <IconCircleCheck size={17} aria-hidden />{' '}
            {checked.parts.comesIn.count === checked.totals.count ? w.noErrors : w.noErrorsLeft}
          </p>
        )}
      </div>
      {problemRows.length > 0 && (
        <div className={classes.scroll}>
          <table ref={grid} className={`${classes.table} ${classes.grid}`}>
            <thead>
              <tr>
                <th scope="col" className={classes.right}>
                  {w.row}
                </th>
                <th scope="col">{w.whatIsWrong}</th>
                {shown.map(field => (
                  <th key={field.name} scope="col">
                    {w.fields[field.name]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {problemRows.map(row => (
                <tr key={row.row}>
                  <th scope="row" className={classes.right}>
                    {row.row}
                  </th>
                  <td className={classes.sentences}>
                    {row.problems.map(problem => (
                      <p
                        key={`${problem.field} ${problem.code}`}
                        id={problemId(row.row, problem.field)}
                        className={isWarning(problem.code) ? 'florin-amber' : 'florin-red'}
                      >
                        <IconAlertTriangle size={14} aria-hidden />
                        <span>
                          {problem.code !== 'left-out' && `${w.fields[problem.field]}: `}
                          {w.problem[problem.code](problem.about)}
                        </span>
                      </p>
                    ))}
                    <LeaveOut row={row} />
                  </td>
                  {shown.map(field => (
                    <td key={field.name}>
                      <MendCell row={row} field={field.name} onKeyDown={move} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {moreProblemRows > 0 && <p className={classes.notice}>{w.moreRows(moreProblemRows)}</p>}
    </section>
  )
}

/** A row that is wrong may be left out, and one that was left out comes back. */
function LeaveOut({ row }: { row: ProblemRow }) {
  const w = useWords().importing
  const isOut = isLeftOut(row)
  const isWrong = row.problems.some(({ code }) => !isWarning(code) || code === 'differs-below')
  if (!isOut && !isWrong) return null
  return (
    <Button
      variant="subtle"
      h={24}
      px={6}
      className={classes.leave}
      onClick={() => void leaveOut(row.row, !isOut)}
    >
      {isOut ? w.takeIn(row.row) : w.leaveOut(row.row)}
    </Button>
  )
}

function isLeftOut(row: ProblemRow): boolean {
  return row.problems.some(problem => problem.code === 'left-out')
}

interface MendCellProps {
  row: ProblemRow
  field: string
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void
}

/** One cell of the file, as it was or was mended. It is checked when it is left. */
function MendCell({ row, field, onKeyDown }: MendCellProps) {
  const w = useWords().importing
  const text = row.texts[field] ?? ''
  const problem = row.problems.find(one => one.field === field)
  const isWrong = problem !== undefined && !isWarning(problem.code)
  return (
    <input
      // Checked anew: what the file has now is what stands here.
      key={text}
      className={isWrong ? `${classes.cell} ${classes.bad}` : classes.cell}
      data-field={field}
      defaultValue={text}
      readOnly={isLeftOut(row)}
      style={{ minWidth: `max(104px, calc(${Math.min(28, text.length + 1)}ch + 16px))` }}
      aria-label={w.cell(row.row, w.fields[field] ?? field)}
      aria-invalid={isWrong}
      aria-describedby={problem ? problemId(row.row, field) : undefined}
      title={problem && w.problem[problem.code](problem.about)}
      onKeyDown={event => {
        if (event.key === 'Escape') event.currentTarget.value = text
        onKeyDown(event)
      }}
      onBlur={event => {
        if (event.currentTarget.value !== text) void mend(row.row, field, event.currentTarget.value)
      }}
    />
  )
}

function problemId(row: number, field: string): string {
  return `import-problem-${row}-${field}`
}
