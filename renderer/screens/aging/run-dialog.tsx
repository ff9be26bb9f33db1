import { Button, Checkbox, Group, Modal, Progress, Radio, Stack, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { StatementKind } from '../../../shared/domain/mail/mail-row.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatDate } from '../../parts/format-date.ts'
import { downloadPdf, joinPdfs, printPdf } from '../../parts/print-pdf.ts'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { useRight, useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './aging.module.css'
import { KindField } from './kind-field.tsx'
import { useRunWindow } from './run-window.ts'
import {
  forgetRun,
  type RunResult,
  type RunWay,
  resumeRun,
  retryFailed,
  type StatementCustomer,
  startRun,
  stopRun,
  useStatementRun,
} from './statement-run.ts'

interface RunDialogProps {
  /** Whom statements are to be made for; null while nobody asked. */
  customers: readonly StatementCustomer[] | null
  way: RunWay
  asOf: string
  onClose(): void
}

/** Makes statements for many: asks what kind and what to do with them, then shows how it goes. */
export function RunDialog({ customers, way, asOf, onClose }: RunDialogProps) {
  const words = useWords()
  const w = words.aging
  const { state, results, waiting } = useStatementRun()
  const { isAway, hide } = useRunWindow()
  const isRun = state !== 'none'
  const count = isRun ? results.length + waiting.length : (customers?.length ?? 0)

  function close() {
    if (state === 'running') hide()
    else if (isRun) forgetRun()
    onClose()
  }

  return (
    <Modal
      opened={customers !== null || (isRun && !isAway)}
      onClose={close}
      size={620}
      title={w.runTitle(count)}
      closeButtonProps={{ 'aria-label': words.parts.close }}
    >
      {isRun ? (
        <Running onHide={close} />
      ) : (
        customers && <Choices customers={customers} way={way} asOf={asOf} onCancel={onClose} />
      )}
    </Modal>
  )
}

interface ChoicesProps {
  customers: readonly StatementCustomer[]
  way: RunWay
  asOf: string
  onCancel(): void
}

function Choices({ customers, way: first, asOf, onCancel }: ChoicesProps) {
  const words = useWords()
  const w = words.aging
  const mayEmail = useRight('documents.email')
  const offline = useSession(state => state.sync?.phase === 'offline' || state.sync?.phase === 'stopped')
  const ways: RunWay[] = mayEmail ? ['mail', 'folder', 'print'] : ['folder', 'print']
  const [way, setWay] = useState<RunWay>(ways.includes(first) ? first : 'folder')
  const [kind, setKind] = useState<StatementKind>('unpaid')
  const [typedFolder, setFolder] = useState<string | null>(null)
  const [withLink, setWithLink] = useState(true)
  const suggested = useAsk('statement.folder', { asOf }).data?.folder ?? ''
  const folder = typedFolder ?? suggested
  const { show } = useRunWindow()

  return (
    <Stack gap={14}>
      <KindField value={kind} onChange={setKind} />
      <p className={classes.hint}>
        {w.asOf} {formatDate(asOf, 'long')}
      </p>
      <Radio.Group label={w.runTo} value={way} onChange={value => setWay(value as RunWay)}>
        <Stack gap={8} mt={4}>
          {ways.map(each => (
            <Radio key={each} value={each} label={w.ways[each]} description={w.wayHints[each]} />
          ))}
        </Stack>
      </Radio.Group>
      {way === 'folder' && (
        <TextInput
          label={w.folder}
          value={folder}
          spellCheck={false}
          onChange={event => setFolder(event.currentTarget.value)}
        />
      )}
      {way === 'mail' && (
        <Checkbox
          label={w.offerLink}
          checked={withLink}
          onChange={event => setWithLink(event.currentTarget.checked)}
        />
      )}
      {way === 'mail' && offline && <p className={classes.hint}>{w.offline}</p>}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onCancel}>
          {words.parts.cancel}
        </Button>
        <Button
          disabled={way === 'folder' && folder.trim() === ''}
          onClick={() => {
            show()
            startRun({ way, kind, asOf, folder: folder.trim(), withLink }, customers)
          }}
        >
          {w.start[way](customers.length)}
        </Button>
      </Group>
    </Stack>
  )
}

function Running({ onHide }: { onHide(): void }) {
  const w = useWords().aging
  const { order, state, results, waiting, pages } = useStatementRun()
  const [failure, setFailure] = useState<unknown>(null)
  if (!order) return null
  const all = results.length + waiting.length
  const failed = results.filter(result => result.error !== null)
  const worked = results.length - failed.length
  const isRunning = state === 'running'

  async function joined(then: (bytes: Uint8Array<ArrayBuffer>) => void) {
    try {
      then(await joinPdfs(pages))
    } catch (error) {
      setFailure(error)
    }
  }
  const download = (bytes: Uint8Array<ArrayBuffer>) => downloadPdf(bytes, `statements-${order.asOf}.pdf`)

  return (
    <Stack gap={12}>
      <Progress
        value={(results.length / Math.max(1, all)) * 100}
        aria-label={w.running(results.length, all)}
      />
      <p className={classes.count} role="status">
        {isRunning ? w.running(results.length, all) : w.done[order.way](worked)}
        {failed.length > 0 && <span className="florin-red"> · {w.failed(failed.length)}</span>}
        {state === 'stopped' && <span> · {w.stopped(waiting.length)}</span>}
      </p>
      {isRunning && <p className={classes.hint}>{w.runStops}</p>}
      {order.way === 'folder' && !isRunning && <p className={classes.hint}>{order.folder}</p>}
      {failure !== null && <FaultNotice error={failure} />}
      <Results results={[...failed, ...results.filter(result => result.error === null)]} />
      <Group justify="flex-end" gap={8}>
        {isRunning && (
          <>
            <Button variant="default" onClick={onHide}>
              {w.hide}
            </Button>
            <Button color="red" variant="light" onClick={stopRun}>
              {w.cancelRun}
            </Button>
          </>
        )}
        {!isRunning && (
          <>
            <Button variant="default" onClick={onHide}>
              {w.closeRun}
            </Button>
            {failed.length > 0 && (
              <Button variant="default" onClick={retryFailed}>
                {w.retry}
              </Button>
            )}
            {state === 'stopped' && waiting.length > 0 && <Button onClick={resumeRun}>{w.goOn}</Button>}
            {order.way === 'print' && pages.length > 0 && (
              <>
                <Button variant="default" onClick={() => void joined(download)}>
                  {w.downloadAll}
                </Button>
                <Button onClick={() => void joined(bytes => printPdf(bytes) || download(bytes))}>
                  {w.printNow}
                </Button>
              </>
            )}
          </>
        )}
      </Group>
    </Stack>
  )
}

const MOST_SHOWN = 300

function Results({ results }: { results: readonly RunResult[] }) {
  const words = useWords()
  const w = words.aging
  if (results.length === 0) return null
  const outcome = ({ error, recipients, withLink, fileName }: RunResult) => {
    if (error !== null) return errorSentence(error, words)
    return recipients.length > 0 ? w.mailedTo(recipients.join(', '), withLink) : fileName
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <ul className={classes.results} aria-label={w.results} tabIndex={0}>
      {results.slice(0, MOST_SHOWN).map(result => (
        <li key={result.customerId}>
          {result.error === null ? (
            <IconCheck size={15} aria-hidden className={classes.good} />
          ) : (
            <IconAlertTriangle size={15} aria-hidden className={classes.bad} />
          )}
          <span className={classes.who}>{result.name}</span>
          <span className={result.error === null ? classes.outcome : classes.bad}>{outcome(result)}</span>
        </li>
      ))}
    </ul>
  )
}
