import { Button } from '@mantine/core'
import { useState } from 'react'
import { revisionDifferences } from '../../../shared/domain/order/revision-differences.ts'
import type { IssuedRevision } from '../../../shared/protocol/order-asks.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import { RevisionChanges } from './revision-changes.tsx'
import classes from './revision-list.module.css'

/** Every revision of an invoice, each with what it changed and the paper as it was. */
export function RevisionList({ invoiceId, onPdf }: { invoiceId: string; onPdf(revision: number): void }) {
  const { data, error, refetch } = useAsk('invoices.revisions', { invoiceId })
  if (error) return <FaultNotice error={error} onRetry={() => void refetch()} />
  return (
    <ul className={classes.list}>
      {data?.map((one, at) => (
        <Revision key={one.revision} one={one} before={data[at + 1] ?? null} onPdf={onPdf} />
      ))}
    </ul>
  )
}

function Revision({
  one,
  before,
  onPdf,
}: {
  one: IssuedRevision
  before: IssuedRevision | null
  onPdf(revision: number): void
}) {
  const w = useWords().orderEntry
  const [opened, setOpened] = useState(false)
  const title = w.revision(one.revision)
  return (
    <li>
      <div className={classes.head}>
        <span className={classes.title}>
          <b>{title}</b>{' '}
          <span className="florin-mute">{w.revisionBy(one.issuedByName, formatInstant(one.issuedAt))}</span>
        </span>
        <span className="florin-number">{formatCents(one.totalCents)}</span>
      </div>
      <div className={classes.ways}>
        {before && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={opened}
            aria-label={`${w.whatChanged}: ${title}`}
            onClick={() => setOpened(!opened)}
          >
            {w.whatChanged}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`${w.openPdf}: ${title}`}
          onClick={() => onPdf(one.revision)}
        >
          {w.openPdf}
        </Button>
      </div>
      {opened && before && <RevisionChanges differences={revisionDifferences(before.content, one.content)} />}
    </li>
  )
}
