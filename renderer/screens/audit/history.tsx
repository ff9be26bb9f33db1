import { Button, NativeSelect } from '@mantine/core'
import { showNotification } from '@mantine/notifications'
import { useState } from 'react'
import type { AuditTable } from '../../../shared/domain/audit/audit-entry.ts'
import { logOut } from '../../app/log-out.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import type { Tone } from '../../parts/mark.ts'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords, type Words } from '../../words/use-words.ts'
import { type EntryText, plainText } from './entry-text.ts'
import classes from './history.module.css'
import { useHistory } from './use-history.ts'

/** Who did what to a document: newest first, in sentences, found by field, copied as text. */
export function History({ table, id }: { table: AuditTable; id: string }) {
  const words = useWords()
  const w = words.audit
  const { entries, fault, error, retry, hasMore, more, isFetchingMore } = useHistory(table, id)
  const [field, setField] = useState('')
  if (error && !entries) return <FaultNotice error={error} onRetry={retry} />
  if (!entries) return <p className={classes.quiet}>{words.parts.loading}</p>
  const fields = [...new Set(entries.flatMap(entry => entry.fields))].toSorted((a, b) => a.localeCompare(b))
  const shown = field === '' ? entries : entries.filter(entry => entry.fields.includes(field))
  return (
    <div className={classes.history}>
      {entries.length > 0 && (
        <div className={classes.bar}>
          <NativeSelect
            aria-label={w.filter}
            data={[{ value: '', label: w.everything }, ...fields.map(name => ({ value: name, label: name }))]}
            value={field}
            onChange={event => setField(event.currentTarget.value)}
          />
          <Button variant="default" onClick={() => void copy(shown, words)}>
            {w.copy}
          </Button>
        </div>
      )}
      {fault && (
        <div className={classes.fault} role="status">
          <span>{w.fault[fault]}</span>
          {fault === 'log-in-again' ? (
            <Button variant="default" onClick={() => void logOut()}>
              {words.parts.logInAgain}
            </Button>
          ) : (
            <Button variant="default" onClick={retry}>
              {words.parts.retry}
            </Button>
          )}
        </div>
      )}
      {shown.length === 0 && !fault && (
        <EmptyState
          title={field === '' ? w.empty : w.emptyFilter(field)}
          hint={field === '' ? w.emptyHint : w.emptyFilterHint}
        />
      )}
      <ol className={classes.entries} aria-label={w.title}>
        {shown.map(entry => (
          <Entry key={entry.key} entry={entry} />
        ))}
      </ol>
      {hasMore && (
        <Button variant="subtle" loading={isFetchingMore} onClick={more}>
          {w.earlier}
        </Button>
      )}
      {error && <FaultNotice error={error} onRetry={retry} />}
    </div>
  )
}

const TONES = { refused: 'red', 'held-back': 'red', 'not-sent': 'amber' } as const satisfies Record<
  Exclude<EntryText['state'], 'done'>,
  Tone
>

function Entry({ entry }: { entry: EntryText }) {
  const w = useWords().audit
  const tags = { refused: w.refused, 'held-back': w.heldBack, 'not-sent': w.notSent }
  const { sentence, details, figures, reason, state, origin } = entry
  return (
    <li className={classes.entry}>
      <p className={classes.sentence}>
        {sentence}
        {state !== 'done' && (
          <>
            {' '}
            <Tag tone={TONES[state]}>{tags[state]}</Tag>
          </>
        )}
      </p>
      {reason !== '' && <p className={classes.reason}>{reason}</p>}
      {details.length + figures.length > 0 && (
        <ul className={classes.details}>
          {[...new Set(details)].map(text => (
            <li key={text}>{text}</li>
          ))}
          {figures.map(text => (
            <li key={text} className={classes.figure}>
              {text}
            </li>
          ))}
        </ul>
      )}
      <p className={classes.origin}>{origin}</p>
    </li>
  )
}

async function copy(entries: readonly EntryText[], words: Words): Promise<void> {
  const w = words.audit
  try {
    await navigator.clipboard.writeText(entries.map(entry => plainText(entry, words)).join('\n'))
    showNotification({ message: w.copied })
  } catch {
    showNotification({ message: w.notCopied, color: 'red' })
  }
}
