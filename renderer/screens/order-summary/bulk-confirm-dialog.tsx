import { Button, Group, Modal, Progress } from '@mantine/core'
import { useRef, useState } from 'react'
import type { OrderListRow } from '../../../shared/protocol/list-rows.ts'
import { ask } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import { formatCents } from '../../parts/format-money.ts'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { StatusTag } from '../../parts/status-tag.tsx'
import { useToday } from '../../store/session.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import { confirmAll, type RowOutcome } from './bulk-confirm.ts'
import classes from './bulk-confirm-dialog.module.css'

/** Confirms many orders: says for each what became of it, and can be stopped in between. */
export function BulkConfirmDialog({ rows, onClose }: { rows: readonly OrderListRow[]; onClose(): void }) {
  const words = useWords()
  const w = words.orderEntry
  const today = useToday()
  // As they were when the dialog opened: the list below follows what happens here.
  const [orders] = useState(rows)
  const [outcomes, setOutcomes] = useState<Record<string, RowOutcome>>({})
  const [phase, setPhase] = useState<'ready' | 'running' | 'done'>('ready')
  const stopped = useRef(false)
  const ended = Object.values(outcomes).filter(({ state }) => state !== 'waiting' && state !== 'working')
  const confirmed = ended.filter(({ state }) => state === 'confirmed').length
  const sumCents = orders.reduce((sum, row) => sum + row.totalCents, 0)

  async function start() {
    setPhase('running')
    await confirmAll(orders, today, {
      credit: orderId => ask('orders.credit', { orderId }),
      confirm: payload => giveCommand('order.confirm', payload),
      tell: (orderId, outcome) => setOutcomes(before => ({ ...before, [orderId]: outcome })),
      isStopped: () => stopped.current,
    })
    setPhase('done')
  }

  return (
    <Modal
      opened
      size={640}
      onClose={() => phase !== 'running' && onClose()}
      withCloseButton={phase !== 'running'}
      title={w.confirmMany(orders.length)}
    >
      {phase === 'ready' ? (
        <p>
          {w.confirmBulkHint} <b>{formatCents(sumCents)}</b>
        </p>
      ) : (
        <>
          <Progress
            value={(ended.length / orders.length) * 100}
            aria-label={w.bulkProgress(ended.length, orders.length)}
          />
          <p role="status">
            {phase === 'done'
              ? w.bulkResult(confirmed, orders.length - confirmed)
              : w.bulkProgress(ended.length, orders.length)}
          </p>
        </>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by the keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={w.state}>
        <table className={classes.rows}>
          <tbody>
            {orders.map(row => (
              <tr key={row.orderId}>
                <td>
                  <b>{row.number}</b>
                </td>
                <td>{row.customerName}</td>
                <td className="florin-number">{formatCents(row.totalCents)}</td>
                <td className={classes.outcome}>
                  <Outcome outcome={outcomes[row.orderId]} customer={row.customerName} words={words} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Group justify="flex-end" gap={8} mt={16}>
        {phase === 'running' ? (
          <Button
            variant="default"
            onClick={() => {
              stopped.current = true
            }}
          >
            {w.stop}
          </Button>
        ) : (
          <Button variant="default" onClick={onClose}>
            {phase === 'done' ? w.close : words.parts.cancel}
          </Button>
        )}
        {phase === 'ready' && (
          <Button data-autofocus onClick={() => void start()}>
            {w.start}
          </Button>
        )}
      </Group>
    </Modal>
  )
}

function Outcome({
  outcome,
  customer,
  words,
}: {
  outcome: RowOutcome | undefined
  customer: string
  words: Words
}) {
  const w = words.orderEntry
  if (!outcome || outcome.state === 'waiting') return <span className="florin-mute">{w.waiting}</span>
  if (outcome.state === 'working') return <span className="florin-mute">{w.working}</span>
  if (outcome.state === 'confirmed') return <StatusTag status="confirmed" />
  if (outcome.state === 'not-begun') return <span className="florin-mute">{w.stoppedRow}</span>
  if (outcome.state === 'pays-first') return <span className="florin-amber">{w.skippedRow(customer)}</span>
  if (outcome.state !== 'refused') return null
  return <span className="florin-red">{errorSentence(outcome.error, words)}</span>
}
