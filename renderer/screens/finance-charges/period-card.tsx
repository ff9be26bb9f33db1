import { Button } from '@mantine/core'
import { useState } from 'react'
import { addDays, isBusinessDate } from '../../../shared/lib/dates.ts'
import { giveCommand } from '../../app/give-command.ts'
import { DayField } from '../../parts/day-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { useSession, useToday } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { useDeed } from '../payment-history/use-deed.ts'
import classes from './finance-charges.module.css'

/** Through which day the books are closed, and the way to close more or to reopen: on a screen for those who may close. */
export function PeriodCard() {
  const words = useWords()
  const w = words.financeCharges
  const today = useToday()
  const closedThrough = useSession(state => state.session?.company?.closedThrough) ?? null
  const whyNot = useWhyNot()
  const [through, setThrough] = useState('')
  const [asking, setAsking] = useState<'close' | 'reopen' | null>(null)
  const [tried, setTried] = useState(false)
  const wanted = through === '' ? lastMonthEnd(today) : through
  const problem = isBusinessDate(wanted) ? undefined : words.paymentActions.dateForm
  return (
    <section className={classes.card} aria-labelledby="period">
      <h2 id="period">{w.period}</h2>
      <p className={classes.state}>{closedThrough === null ? w.open : w.closed(closedThrough)}</p>
      <p>{w.closedHint}</p>
      <div className={classes.fields}>
        <DayField
          label={w.through}
          value={wanted}
          maxDate={addDays(today, -1)}
          onChange={setThrough}
          error={tried ? problem : undefined}
        />
        <Button
          variant="default"
          onClick={() => {
            setTried(true)
            if (!problem) setAsking('close')
          }}
        >
          {w.close}
        </Button>
        {closedThrough !== null && (
          <ReasonButton
            reason={whyNot('periods.reopen')}
            variant="subtle"
            color="gray"
            onClick={() => setAsking('reopen')}
          >
            {w.reopen}
          </ReasonButton>
        )}
      </div>
      {asking === 'close' && <CloseDialog through={wanted} onClose={() => setAsking(null)} />}
      {asking === 'reopen' && closedThrough !== null && (
        <ReopenDialog closedThrough={closedThrough} onClose={() => setAsking(null)} />
      )}
    </section>
  )
}

function CloseDialog({ through, onClose }: { through: string; onClose(): void }) {
  const w = useWords().financeCharges
  const deed = useDeed([], null, onClose)
  const close = () => deed.give(id => giveCommand('period.close', { through }, id), w.wasClosed(through))
  return (
    <Dialog onClose={onClose} title={w.closing(through)}>
      <p>{w.closingHint}</p>
      {deed.failure !== null && <FaultNotice error={deed.failure} />}
      <DialogButtons danger confirm={w.close} onConfirm={close} onCancel={onClose} />
    </Dialog>
  )
}

function ReopenDialog({ closedThrough, onClose }: { closedThrough: string; onClose(): void }) {
  const words = useWords()
  const w = words.financeCharges
  const [through, setThrough] = useState('')
  const deed = useDeed(['through'], null, onClose)
  const [tried, setTried] = useState(false)
  const isEmpty = through.trim() === ''
  const problem = isEmpty || isBusinessDate(through) ? undefined : words.paymentActions.dateForm
  async function reopen() {
    setTried(true)
    if (problem) return
    await deed.give(
      id => giveCommand('period.reopen', { through: isEmpty ? null : through }, id),
      w.wasReopened,
    )
  }
  return (
    <Dialog onClose={onClose} title={w.reopenTitle}>
      <p>
        {w.closed(closedThrough)} {w.reopenHint}
      </p>
      <DayField
        label={w.reopenThrough}
        value={through}
        maxDate={addDays(closedThrough, -1)}
        onChange={value => {
          deed.forget()
          setThrough(value)
        }}
        error={deed.refusedAt('through') ?? (tried ? problem : undefined)}
      />
      {deed.failure !== null && <FaultNotice error={deed.failure} />}
      <DialogButtons danger confirm={w.reopenConfirm} onConfirm={reopen} onCancel={onClose} />
    </Dialog>
  )
}

function lastMonthEnd(today: string): string {
  return today === '' ? '' : addDays(`${today.slice(0, 7)}-01`, -1)
}
