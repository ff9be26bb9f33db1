import { SegmentedControl } from '@mantine/core'
import { STATEMENT_KINDS, type StatementKind } from '../../../shared/domain/mail/mail-row.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './aging.module.css'

/** Which of the three kinds of statement. */
export function KindField({
  value,
  onChange,
  beside,
}: {
  value: StatementKind
  onChange(kind: StatementKind): void
  /** What stands at its right. */
  beside?: string
}) {
  const w = useWords().aging
  return (
    <div>
      <div className={classes.kind}>
        <SegmentedControl
          aria-label={w.kind}
          value={value}
          onChange={kind => onChange(kind as StatementKind)}
          data={STATEMENT_KINDS.map(kind => ({ value: kind, label: w.kinds[kind] }))}
        />
        {beside !== undefined && <span className={classes.quiet}>{beside}</span>}
      </div>
      <p className={classes.hint}>{w.kindHints[value]}</p>
    </div>
  )
}
