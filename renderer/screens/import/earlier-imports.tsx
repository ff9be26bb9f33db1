import { Button } from '@mantine/core'
import { modals } from '@mantine/modals'
import type { ImportListRow } from '../../../shared/protocol/import-asks.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { Tone } from '../../parts/mark.ts'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './import.module.css'
import { undo } from './import-desk.ts'

const TONES: Record<ImportListRow['state'], Tone> = { running: 'amber', committed: 'green', undone: 'grey' }

/** What was brought in before, newest first; each can be taken back. */
export function EarlierImports() {
  const words = useWords()
  const w = words.importing
  const { data: rows, error, refetch } = useAsk('imports.list', {})

  function confirmUndo(one: ImportListRow) {
    modals.openConfirmModal({
      title: w.undoTitle(one.fileName),
      children: w.undoText(one.addedCount),
      labels: { confirm: w.undo, cancel: words.parts.cancel },
      confirmProps: { color: 'red' },
      onConfirm: () => void undo(one.id),
    })
  }

  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <h2>{w.earlier}</h2>
      </div>
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {rows?.length === 0 && <p className={classes.notice}>{w.noEarlier}</p>}
      {rows && rows.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{w.file}</th>
              <th scope="col">{w.kind}</th>
              <th scope="col" className={classes.right}>
                {w.added}
              </th>
              <th scope="col" className={classes.right}>
                {w.here}
              </th>
              <th scope="col" className={classes.right}>
                {w.sumInFile}
              </th>
              <th scope="col">{w.by}</th>
              <th scope="col">{w.when}</th>
              <th scope="col">{w.state}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map(one => (
              <tr key={one.id}>
                <td className="florin-strong">{one.fileName}</td>
                <td>{w.kinds[one.kind]}</td>
                <td className={classes.right}>{one.addedCount.toLocaleString('en-US')}</td>
                <td className={classes.right}>{one.hereCount.toLocaleString('en-US')}</td>
                <td className={classes.right}>{one.totalCents > 0 && formatCents(one.totalCents)}</td>
                <td className="florin-mute">{one.startedByName}</td>
                <td className="florin-mute">{formatInstant(one.startedAt)}</td>
                <td>
                  <Tag tone={TONES[one.state]}>
                    {one.state === 'undone' && one.addedCount > 0 ? w.undoneInPart : w.states[one.state]}
                  </Tag>
                </td>
                <td className={classes.right}>
                  {one.addedCount > 0 && (
                    <Button
                      variant="subtle"
                      h={28}
                      aria-label={w.undoNamed(one.fileName)}
                      onClick={() => confirmUndo(one)}
                    >
                      {w.undo}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
