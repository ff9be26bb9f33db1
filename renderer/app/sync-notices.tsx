import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle, IconHistory } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { SyncStatus } from '../../shared/protocol/desk.ts'
import type { MendingNotice, RecoveryNotice } from '../../shared/protocol/mending-notices.ts'
import { FaultNotice } from '../parts/fault-notice.tsx'
import { useSession } from '../store/session.ts'
import { useWords } from '../words/use-words.ts'
import { ask } from './ask.ts'
import { fieldErrors } from './field-errors.ts'
import classes from './sync-notices.module.css'

/** What sync has to tell above every screen: a recovery, a wrong clock, a computer that must join again. */
export function SyncNotices() {
  const words = useWords().recovery
  const sync = useSession(state => state.sync)
  if (!sync) return null
  const minutes = sync.clockSkewMs === null ? 0 : Math.round(sync.clockSkewMs / 60_000)
  return (
    <div className={classes.notices}>
      {sync.recovery && <Recovered notice={sync.recovery} />}
      {sync.mending && <Mended notice={sync.mending} />}
      {sync.problem === 'device-unknown' && <JoinAgain sentence={words.unknown} />}
      {sync.problem === 'device-revoked' && <JoinAgain sentence={words.revoked} />}
      {minutes !== 0 && (
        <Notice>{minutes > 0 ? words.clockAhead(minutes) : words.clockBehind(-minutes)}</Notice>
      )}
    </div>
  )
}

function Recovered({ notice }: { notice: RecoveryNotice }) {
  const words = useWords().recovery
  const { asking, failure, seen } = useSeen(() => ask('sync.recovery-seen', { at: notice.at }))

  return (
    <div className={classes.notice} role="status">
      <IconHistory size={17} aria-hidden className={classes.icon} />
      <span className={classes.text}>
        <strong>{words.happened[notice.reason]}</strong> {words.resent(notice.resentCount)}{' '}
        {words.salvage(notice.salvageFile)}
        {failure !== null && <FaultNotice error={failure} />}
      </span>
      <Button variant="default" size="xs" loading={asking} onClick={() => void seen()}>
        {words.seen}
      </Button>
    </div>
  )
}

/** Tells the backend that someone has read a notice. */
function useSeen(tell: () => Promise<SyncStatus>) {
  const [asking, setAsking] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)

  async function seen() {
    setAsking(true)
    setFailure(null)
    try {
      useSession.getState().setSync(await tell())
    } catch (error) {
      setFailure(error)
    } finally {
      setAsking(false)
    }
  }

  return { asking, failure, seen }
}

function Mended({ notice }: { notice: MendingNotice }) {
  const words = useWords()
  const { asking, failure, seen } = useSeen(() => ask('sync.mending-seen', { at: notice.at }))

  return (
    <div className={classes.notice} role="status">
      <IconHistory size={17} aria-hidden className={classes.icon} />
      <span className={classes.text}>
        <strong>{words.firstSync.mended(notice.rows)}</strong> {words.firstSync.mendedHint}
        {failure !== null && <FaultNotice error={failure} />}
      </span>
      <Button variant="default" size="xs" loading={asking} onClick={() => void seen()}>
        {words.recovery.seen}
      </Button>
    </div>
  )
}

function JoinAgain({ sentence }: { sentence: string }) {
  const all = useWords()
  const words = all.recovery
  const [failure, setFailure] = useState<unknown>(null)
  const form = useForm({
    initialValues: { code: '' },
    validate: values => fieldErrors('company.rejoin', values, all),
  })

  async function submit(values: typeof form.values) {
    setFailure(null)
    try {
      useSession.getState().setSync(await ask('company.rejoin', values))
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <form className={classes.notice} onSubmit={form.onSubmit(submit)} noValidate>
      <IconAlertTriangle size={17} aria-hidden className={classes.icon} />
      <span className={classes.text}>
        {sentence}
        {failure !== null && <FaultNotice error={failure} />}
      </span>
      <TextInput size="xs" aria-label={words.code} placeholder={words.code} {...form.getInputProps('code')} />
      <Button type="submit" size="xs" loading={form.submitting}>
        {words.rejoin}
      </Button>
    </form>
  )
}

function Notice({ children }: { children: ReactNode }) {
  return (
    <div className={classes.notice} role="status">
      <IconAlertTriangle size={17} aria-hidden className={classes.icon} />
      <span className={classes.text}>{children}</span>
    </div>
  )
}
