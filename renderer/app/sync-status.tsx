import { Button, Popover, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { formatInstant } from '../parts/format-date.ts'
import { useSession } from '../store/session.ts'
import { useWords } from '../words/use-words.ts'
import { ask } from './ask.ts'
import { pathTo } from './router.ts'
import classes from './shell.module.css'
import { syncLine } from './sync-line.ts'

/** How the sync stands, in words; more of it and the way out on a click. */
export function SyncStatusLine() {
  const { shell, session: sessionWords, firstSync } = useWords()
  const words = shell.sync
  const away = useSession(state => state.link !== 'open')
  const sync = useSession(state => state.sync)
  const session = useSession(state => state.session)
  const [asking, setAsking] = useState(false)
  if (!sync) return null
  const line = away
    ? ({ tone: 'bad', text: sessionWords.serviceAway } as const)
    : syncLine(sync, words, formatInstant)

  async function syncNow() {
    setAsking(true)
    try {
      useSession.getState().setSync(await ask('sync.now', {}))
    } finally {
      setAsking(false)
    }
  }

  return (
    <>
      <Popover position="right-end" width={360} shadow="md" trapFocus>
        <Popover.Target>
          <UnstyledButton className={classes.sync} aria-label={`${line.text}. ${words.details}`}>
            <i className={`${classes.dot} ${classes[line.tone]}`} aria-hidden />
            <span>{line.text}</span>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          {sync.problem && <p className={classes.problem}>{words.problem[sync.problem]}</p>}
          {!sync.problem && sync.phase === 'offline' && <p className={classes.hint}>{words.offlineHint}</p>}
          <dl className={classes.details}>
            <dt>{words.lastSync}</dt>
            <dd>{sync.lastSyncAt === null ? words.never : formatInstant(sync.lastSyncAt)}</dd>
            <dt>{firstSync.compared}</dt>
            <dd>{sync.agreedAt === null ? words.never : formatInstant(sync.agreedAt)}</dd>
            <dt>{words.waiting}</dt>
            <dd>{sync.queuedCount}</dd>
            <dt>{words.refusedCount}</dt>
            <dd>{sync.refusedCount}</dd>
            <dt>{words.mails}</dt>
            <dd>{sync.waitingMailCount}</dd>
            <dt>{words.device}</dt>
            <dd>{session?.deviceName}</dd>
            <dt>{words.relay}</dt>
            <dd>{session?.relayUrl}</dd>
          </dl>
          <Button variant="default" fullWidth disabled={away} loading={asking} onClick={() => void syncNow()}>
            {words.now}
          </Button>
        </Popover.Dropdown>
      </Popover>
      {sync.refusedCount > 0 && (
        <a className={classes.refused} href={`#${pathTo('attention')}`}>
          <i className={`${classes.dot} ${classes.bad}`} aria-hidden />
          {words.refused(sync.refusedCount)}
        </a>
      )}
    </>
  )
}
