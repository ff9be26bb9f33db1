import { useEffect, useRef } from 'react'
import { useWords } from '../../words/use-words.ts'
import type { BulkRow } from './bulk-form.ts'
import classes from './bulk-rows.module.css'

interface BulkRowsProps {
  rows: readonly BulkRow[]
  chosenId: string
  note(row: BulkRow): { text: string; isBad: boolean }
  /** What will keep it from arriving; null where nothing is known. */
  warning(row: BulkRow): string | null
  onChoose(row: BulkRow): void
}

/** Who gets a mail, one row each; arrows go from one to the next. */
export function BulkRows({ rows, chosenId, note, warning: warningOf, onChoose }: BulkRowsProps) {
  const w = useWords().sending
  const list = useRef<HTMLUListElement>(null)
  const isMoving = useRef(false)
  useEffect(() => {
    if (!isMoving.current) return
    isMoving.current = false
    list.current?.querySelector<HTMLElement>(`[data-row="${chosenId}"]`)?.focus()
  }, [chosenId])

  function step(by: number) {
    const at = rows.findIndex(row => row.id === chosenId) + by
    const next = rows[Math.max(0, Math.min(rows.length - 1, at))]
    if (!next || next.id === chosenId) return
    isMoving.current = true
    onChoose(next)
  }

  return (
    <ul ref={list} className={classes.rows} aria-label={w.who}>
      {rows.map(row => {
        const { text, isBad } = note(row)
        const warning = warningOf(row)
        return (
          <li key={row.id}>
            <button
              type="button"
              data-row={row.id}
              className={classes.row}
              aria-pressed={row.id === chosenId}
              tabIndex={row.id === chosenId ? 0 : -1}
              onClick={() => onChoose(row)}
              onKeyDown={event => {
                const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
                if (by === undefined) return
                event.preventDefault()
                step(by)
              }}
            >
              <span className={classes.name}>{row.name}</span>
              <span className={classes.amount}>{row.amount}</span>
              <span className={classes.note}>{isBad ? row.about : `${row.about} · ${text}`}</span>
              {isBad && <span className={classes.bad}>{text}</span>}
              {row.hints.length > 0 && <span className={classes.hint}>{row.hints.join(' · ')}</span>}
              {warning !== null && <span className={classes.warning}>{warning}</span>}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
