import { Button } from '@mantine/core'
import { useState } from 'react'
import { TASK_KINDS } from '../../../shared/domain/task/task-row.ts'
import type { Attention } from '../../../shared/protocol/desk.ts'
import { giveCommand } from '../../app/give-command.ts'
import { pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Facts } from '../../parts/facts.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { offerUndo } from '../../parts/offer-undo.tsx'
import { useRight, useSession, useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { CustomerLink } from '../customers/customer-link.tsx'
import { drillToTwins } from '../home/drill.ts'
import classes from './attention.module.css'
import { MergeDialog } from './merge-dialog.tsx'
import { overrideGranters } from './override-granters.ts'
import { RefundTaskDialog } from './refund-task-dialog.tsx'
import { NothingOpenError, settleTask } from './settle-task.ts'
import { type SettleDeed, type SettleWay, settleWays } from './settle-ways.ts'
import { subjectPlace } from './subject-place.ts'
import { VoidTaskDialog } from './void-task-dialog.tsx'

/** One task: who met it, what it is about, the ways to settle it, and the way there. */
export function TaskCard({ task }: { task: Attention['tasks'][number] }) {
  const w = useWords().attention
  const today = useToday()
  const rights = useSession(state => state.session?.rights ?? NONE)
  const userId = useSession(state => state.session?.user?.id ?? '')
  const mayEmail = useRight('documents.email')
  const [failure, setFailure] = useState<unknown>(null)
  const [working, setWorking] = useState<SettleDeed | null>(null)
  const [merging, setMerging] = useState(false)
  const [refunding, setRefunding] = useState(false)
  const [voiding, setVoiding] = useState(false)
  const known = (TASK_KINDS as readonly string[]).includes(task.kind)
  const told = known ? w.task[task.kind] : null
  const place = subjectPlace(task)
  const facts = told?.facts?.(task.params) ?? []
  const ways = settleWays(task, rights, userId)
  const waits = task.kind === 'credit-override-asked' && !rights.includes('credit.override')
  const users = useAsk('users.all', {}, { enabled: waits }).data

  async function settle({ deed, label }: SettleWay) {
    if (deed === 'merge') return setMerging(true)
    if (deed === 'refund') return setRefunding(true)
    if (deed === 'void-payment') return setVoiding(true)
    if (deed === 'look') return drillToTwins(String(task.params.reference ?? ''), task.customerId)
    setWorking(deed)
    setFailure(null)
    try {
      await settleTask(task, deed, today)
      if (deed === 'close')
        offerUndo(
          label === 'withdrawAsk' ? w.askWithdrawn : w.closed(told?.title ?? w.newerTask),
          w.reopened,
          () => giveCommand('task.reopen', { taskId: task.id }),
        )
    } catch (error) {
      setFailure(error)
    }
    setWorking(null)
  }

  return (
    <article className={classes.card}>
      <div className={classes.title}>
        {told?.title ?? w.newerTask}
        <span className={classes.when}>
          {w.when(task.causedByName, task.here, formatInstant(task.createdAt))}
        </span>
      </div>
      {task.customerId !== null && (
        <p>
          <CustomerLink customerId={task.customerId} name={task.customerName} />
        </p>
      )}
      <p>{told?.sentence(task.params) ?? w.newerTaskHint}</p>
      {facts.length > 0 && (
        <div className={classes.values}>
          <Facts rows={facts} />
        </div>
      )}
      {told && (
        <p className={classes.wayOut}>{waits ? w.waitsFor(overrideGranters(users ?? [])) : told.wayOut}</p>
      )}
      {failure instanceof NothingOpenError && <p className={classes.why}>{w.nothingOpen}</p>}
      {failure !== null && !(failure instanceof NothingOpenError) && <FaultNotice error={failure} />}
      <div className={classes.buttons}>
        {ways.map((way, at) => (
          <Button
            key={way.label}
            variant={at === 0 && !way.danger && way.label !== 'withdrawAsk' ? 'filled' : 'default'}
            className={way.danger ? 'florin-red' : undefined}
            loading={working === way.deed}
            onClick={() => void settle(way)}
          >
            {way.label === 'voidSecond'
              ? w.settle.voidSecond(String(task.params.payment))
              : w.settle[way.label]}
          </Button>
        ))}
        {task.invoiceId !== null && mayEmail && (
          <Button
            variant="default"
            component="a"
            href={`#${pathTo('invoice', { invoiceId: task.invoiceId }, { email: '1' })}`}
          >
            {w.emailAgain}
          </Button>
        )}
        {task.kind === 'mail-undelivered' &&
          task.invoiceId === null &&
          task.customerId !== null &&
          mayEmail && (
            <Button
              variant="default"
              component="a"
              href={`#${
                task.linkId === null
                  ? pathTo('aging', {}, { customer: task.customerId })
                  : pathTo('link', { linkId: task.linkId }, { again: '1' })
              }`}
            >
              {w.emailAgain}
            </Button>
          )}
        {place && (
          <Button variant="subtle" component="a" href={`#${place.path}`}>
            {w.open[place.table]}
          </Button>
        )}
      </div>
      {merging && <MergeDialog task={task} onClose={() => setMerging(false)} />}
      {voiding && <VoidTaskDialog task={task} onClose={() => setVoiding(false)} />}
      {refunding && <RefundTaskDialog task={task} onClose={() => setRefunding(false)} />}
    </article>
  )
}

const NONE: never[] = []
