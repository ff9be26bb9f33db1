import { Button, Checkbox, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Language } from '../../../shared/domain/company/company-row.ts'
import type { StatementKind } from '../../../shared/domain/mail/mail-row.ts'
import type { Answers } from '../../../shared/protocol/desk.ts'
import { useAsk } from '../../app/use-ask.ts'
import { focusFirstError } from '../../parts/focus-first-error.ts'
import { formatDate } from '../../parts/format-date.ts'
import { PrintActions } from '../../parts/run/print-actions.tsx'
import { RunProgress } from '../../parts/run/run-progress.tsx'
import { dayDraft } from '../../store/day-draft.ts'
import { useSession } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import mail from '../email-dialog/email-dialog.module.css'
import { useNameCheck } from '../email-dialog/name-notice.tsx'
import layout from '../sending/bulk-dialog.module.css'
import { MailTexts, type TextsByLanguage } from '../sending/mail-texts.tsx'
import { unknownNames } from '../sending/unknown-names.ts'
import classes from './aging.module.css'
import { KindField } from './kind-field.tsx'
import { RunPreview } from './run-preview.tsx'
import { type RunFrom, type RunWay, type StatementCustomer, statementRun } from './statement-run.ts'

interface RunDialogProps {
  /** Whom statements are to be made for; null while nobody asked. */
  customers: readonly StatementCustomer[] | null
  from: RunFrom
  way: RunWay
  asOf: string
  onClose(): void
}

/** Makes statements for many: asks what kind and what to do with them, then shows how it goes. */
export function RunDialog({ customers, from, way, asOf, onClose }: RunDialogProps) {
  const words = useWords()
  const w = words.aging
  const { state, results, waiting, isAway } = statementRun.use()
  const isRun = state !== 'none'
  const count = isRun ? results.length + waiting.length : (customers?.length ?? 0)

  function close() {
    if (state === 'running') statementRun.hide()
    else if (isRun) statementRun.forget()
    onClose()
  }

  return (
    <Modal
      opened={customers !== null || (isRun && !isAway)}
      onClose={close}
      size={isRun ? 620 : 'auto'}
      title={isRun ? w.runTitle(count) : w.choiceTitle[from](count)}
    >
      {isRun ? (
        <Running onClose={close} />
      ) : (
        customers && <Choices customers={customers} way={way} asOf={asOf} onCancel={onClose} />
      )}
    </Modal>
  )
}

/** As many names as someone looks through; the run lists all of them. */
const MOST_NAMED = 100
const WAYS: readonly RunWay[] = ['mail', 'folder', 'print']
const LANGUAGES: readonly Language[] = ['en', 'es']

/** What was typed for a run and not started: kept for its day until it is. */
interface RunDraft {
  texts: TextsByLanguage | null
  folder: string | null
}

const NOTHING_TYPED: RunDraft = { texts: null, folder: null }

interface ChoicesProps {
  customers: readonly StatementCustomer[]
  way: RunWay
  asOf: string
  onCancel(): void
}

function Choices({ customers, way: first, asOf, onCancel }: ChoicesProps) {
  const words = useWords()
  const w = words.aging
  const whyNoMail = useWhyNot()('receivables.send')
  const offline = useSession(state => state.sync?.phase === 'offline' || state.sync?.phase === 'stopped')
  const [way, setWay] = useState<RunWay>(first === 'mail' && whyNoMail ? 'folder' : first)
  const [kind, setKind] = useState<StatementKind>('unpaid')
  const [withLink, setWithLink] = useState(
    useSession(state => state.session?.company?.linkBoxDefault) ?? true,
  )
  const userId = useSession(state => state.session?.user?.id ?? '')
  const kept = dayDraft<RunDraft>('statement-run', [userId, asOf])
  const [draft, setDraft] = useState(() => kept.read() ?? NOTHING_TYPED)
  const { texts: typed, folder: typedFolder } = draft
  const nameCheck = useNameCheck()
  const form = useRef<HTMLDivElement>(null)
  const [language, setLanguage] = useState<Language>('en')
  const [tried, setTried] = useState(false)
  const companys = useAsk('statement.texts', {}, { enabled: whyNoMail === undefined }).data ?? null
  const texts = typed ?? companys
  const unreachable =
    useAsk(
      'statement.unreachable',
      { customerIds: customers.map(each => each.customerId) },
      { enabled: way === 'mail' },
    ).data ?? []
  const suggested = useAsk('statement.folder', { asOf }).data?.folder ?? ''
  const folder = typedFolder ?? suggested
  const unknown = way === 'mail' && texts !== null ? unknownNames(texts, LANGUAGES) : []
  const unknownKeys = unknown.map(each => `${each.language} ${each.name}`)

  function type(changes: Partial<RunDraft>) {
    const changed = { ...draft, ...changes }
    setDraft(changed)
    kept.keep(changed)
  }

  function start() {
    const untitled = way === 'mail' && typed && LANGUAGES.find(each => typed[each].subject.trim() === '')
    if (untitled) {
      setTried(true)
      setLanguage(untitled)
      return
    }
    if (!nameCheck.mayGo(unknownKeys)) {
      if (!unknown.some(each => each.language === language)) setLanguage(unknown[0]!.language)
      return focusFirstError(() => form.current)
    }
    kept.drop()
    statementRun.start(
      { way, kind, asOf, folder: folder.trim(), withLink, texts: typed },
      customers.map(({ customerId: id, name }) => ({ id, name })),
    )
  }

  const fields = (
    <>
      <KindField value={kind} onChange={setKind} beside={`${w.asOf} ${formatDate(asOf, 'long')}`} />
      <Radio.Group label={w.runTo} value={way} onChange={value => setWay(value as RunWay)}>
        <Stack gap={8} mt={4}>
          {WAYS.map(each => {
            const whyNot = each === 'mail' ? whyNoMail : undefined
            const hint = whyNot ?? (each === way && w.wayHints[each])
            return (
              <Radio
                key={each}
                value={each}
                label={w.ways[each]}
                description={hint}
                disabled={whyNot !== undefined}
              />
            )
          })}
        </Stack>
      </Radio.Group>
      {way === 'folder' && (
        <TextInput
          label={w.folder}
          value={folder}
          spellCheck={false}
          onChange={event => type({ folder: event.currentTarget.value })}
        />
      )}
      {way === 'mail' && (
        <Checkbox
          label={w.offerLink}
          checked={withLink}
          onChange={event => setWithLink(event.currentTarget.checked)}
        />
      )}
      {way === 'mail' && texts && (
        <MailTexts
          languages={LANGUAGES}
          shown={language}
          texts={texts}
          kind="statement"
          hint={w.placeholderHint}
          tried={tried}
          isRefused={nameCheck.isRefused(unknownKeys)}
          onShow={setLanguage}
          onChange={changed => type({ texts: changed })}
          onReset={typed && (() => type({ texts: null }))}
        />
      )}
      {way === 'mail' && unreachable.length > 0 && <Unreachable {...{ unreachable }} />}
      {way === 'mail' && offline && <p className={classes.hint}>{w.offline}</p>}
    </>
  )
  const isMail = way === 'mail' && texts !== null
  return (
    // One tree for every way: who changes it keeps the keyboard where it is.
    <div ref={form} className={isMail ? `${layout.sheet} ${classes.mailRun}` : classes.plainRun}>
      <div className={isMail ? layout.columns : undefined}>
        <div className={isMail ? layout.form : classes.fields}>{fields}</div>
        {isMail && (
          <div className={layout.pane}>
            <RunPreview {...{ customers, unreachable, kind, asOf, withLink, texts }} />
          </div>
        )}
      </div>
      <div className={layout.foot}>
        <span />
        <Button variant="default" onClick={onCancel}>
          {words.parts.cancel}
        </Button>
        <Button
          disabled={
            (way === 'folder' && folder.trim() === '') ||
            (way === 'mail' && unreachable.length === customers.length)
          }
          onClick={start}
        >
          {w.start[way](customers.length - (way === 'mail' ? unreachable.length : 0))}
        </Button>
      </div>
    </div>
  )
}

/** Says whom no statement can be mailed to, before a run tells it of each. */
function Unreachable({ unreachable }: { unreachable: Answers['statement.unreachable'] }) {
  const w = useWords().aging
  return (
    <div role="status">
      <span className="florin-amber">{w.unreachable(unreachable.length)}</span>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <ul className={mail.left} tabIndex={0} aria-label={w.unreachable(unreachable.length)}>
        {unreachable.slice(0, MOST_NAMED).map(({ customerId, name, why }) => (
          <li key={customerId}>{why === 'blocked' ? w.blockedOf(name) : name}</li>
        ))}
        {unreachable.length > MOST_NAMED && <li>{w.andMore(unreachable.length - MOST_NAMED)}</li>}
      </ul>
    </div>
  )
}

function Running({ onClose }: { onClose(): void }) {
  const w = useWords().aging
  const { order, results, state } = statementRun.use()
  if (!order) return null
  const pages = results.map(({ made }) => made?.pdf).filter(pdf => pdf != null)

  return (
    <RunProgress
      run={statementRun}
      done={w.done[order.way]}
      outcome={({ recipients, blocked, withLink, fileName }) =>
        recipients.length > 0 ? w.mailedTo(recipients.join(', '), withLink, blocked.join(', ')) : fileName
      }
      note={order.way === 'folder' && <p className={classes.hint}>{order.folder}</p>}
      actions={
        order.way === 'print' &&
        state !== 'running' &&
        pages.length > 0 && <PrintActions pdfs={pages} fileName={`statements-${order.asOf}.pdf`} />
      }
      onClose={onClose}
    />
  )
}
