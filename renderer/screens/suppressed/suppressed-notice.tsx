import { useState } from 'react'
import type { SuppressedAddress } from '../../../shared/protocol/suppressed-asks.ts'
import { useAsk } from '../../app/use-ask.ts'
import { formatInstant } from '../../parts/format-date.ts'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { useRight } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { AllowDialog } from './allow-dialog.tsx'
import classes from './suppressed.module.css'

const MOST_ASKED = 100

interface SuppressedNoticeProps {
  addresses: readonly string[]
  /** Whether those count whose owner wants no reminders. */
  withReminders?: boolean
}

/** Says which of these addresses mails no longer go to, why and since when; nothing where all work. */
export function SuppressedNotice({ addresses, withReminders = true }: SuppressedNoticeProps) {
  const w = useWords().suppressed
  const mayAsk = useRight('documents.email')
  const whyNot = useWhyNot()('documents.email')
  const asked = [...new Set(addresses)].slice(0, MOST_ASKED)
  const { data } = useAsk('mail.suppressed', { addresses: asked }, { enabled: mayAsk && asked.length > 0 })
  const [allowing, setAllowing] = useState<SuppressedAddress | null>(null)
  const rows = data?.rows.filter(({ scope }) => withReminders || scope === 'all') ?? []
  if (rows.length === 0 || asked.length === 0) return null
  return (
    <section className={classes.notice} aria-label={w.title}>
      {rows.map(row => (
        <div key={row.id} className={classes.row}>
          <div>
            <strong>{row.scope === 'all' ? w.notice(row.address) : w.noticeReminders(row.address)}</strong>
            <div>{`${w.reasons[row.reason]}, ${w.sinceWhen(formatInstant(row.sinceAt))}`}</div>
          </div>
          <ReasonButton
            reason={whyNot}
            variant="default"
            h={28}
            aria-label={w.allowOf(row.address)}
            onClick={() => setAllowing(row)}
          >
            {w.allow}
          </ReasonButton>
        </div>
      ))}
      {allowing && <AllowDialog suppressed={allowing} onClose={() => setAllowing(null)} />}
    </section>
  )
}
