import { Button, Checkbox } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Language, MailTemplate } from '../../../shared/domain/company/company-row.ts'
import { focusFirstError } from '../../parts/focus-first-error.ts'
import { onRecordKey } from '../../parts/record-key.ts'
import { dayDraft } from '../../store/day-draft.ts'
import { useRight, useSession, useToday } from '../../store/session.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import classes from '../email-dialog/email-dialog.module.css'
import { useNameCheck } from '../email-dialog/name-notice.tsx'
import { RecipientsField } from '../email-dialog/recipients-field.tsx'
import { useBlocked } from '../suppressed/use-blocked.ts'
import layout from './bulk-dialog.module.css'
import {
  addressesOf,
  type BulkForm,
  type BulkRow,
  bulkDraftOf,
  bulkFormOf,
  enteredAddresses,
  languagesOf,
  type ReadyMail,
  type RowProblem,
  readyMails,
  rowProblem,
} from './bulk-form.ts'
import { BulkRows } from './bulk-rows.tsx'
import { MailTexts } from './mail-texts.tsx'
import { unknownNames } from './unknown-names.ts'

interface BulkMailProps {
  rows: readonly BulkRow[]
  /** What is typed is kept under this name for whoever typed it and the day, until it is sent. */
  draftKey: string
  /** What mails they are: what their words can name. */
  kind: MailTemplate['kind']
  texts: Record<Language, { subject: string; message: string }>
  ccMe: string
  toHelp: string
  textHint?: string
  /** Addresses to start with instead of those on file. */
  addresses?: BulkForm['addresses']
  /** How the Payment link box stands at first; null where every mail has a link. */
  linkBox: boolean | null
  /** Why no mail has a link, where none is offered. */
  linkNote?: string
  /** What those that go come to. */
  total(ready: readonly ReadyMail[]): string
  preview(row: BulkRow, form: BulkForm): ReactNode
  onSend(ready: ReadyMail[], leftOut: { row: BulkRow; why: string }[], form: BulkForm): void
  /** How many can go as it stands. */
  onReady?(count: number): void
  onClose(): void
}

/** How wide its dialog is: three columns beside each other. */
export const BULK_WIDTH = 1152

/** The dialog that sends mails to many: whom, in which words, what of it can't go and why, and how each will look. */
export function BulkMail(props: BulkMailProps) {
  const { rows, ccMe, linkBox } = props
  const words = useWords()
  const w = words.sending
  const userId = useSession(state => state.session?.user?.id ?? '')
  const typedOf = [userId, useToday(), ...Object.keys(props.addresses ?? {})]
  const draft = dayDraft<Partial<BulkForm>>(props.draftKey, typedOf)
  const started = bulkFormOf(props.texts, linkBox ?? true, props.addresses)
  const [form, setForm] = useState<BulkForm>(() => ({ ...started, ...draft.read() }))
  const nameCheck = useNameCheck()
  const sheet = useRef<HTMLDivElement>(null)
  const firstReady = rows.find(row => rowProblem(row, form) === null) ?? rows[0]
  const [chosenId, setChosenId] = useState(firstReady?.id ?? '')
  const [tried, setTried] = useState(false)
  const offline = useSession(state => state.sync?.phase === 'offline' || state.sync?.phase === 'stopped')
  const chosen = rows.find(row => row.id === chosenId) ?? rows[0]
  const languages = languagesOf(rows)
  const [language, setLanguage] = useState<Language>(firstReady?.language ?? 'en')
  const shownLanguage = languages.includes(language) ? language : (languages[0] ?? 'en')
  const ready = readyMails(rows, form, ccMe)
  const untitled = languages.find(each => form.texts[each].subject.trim() === '')
  const unknown = unknownNames(form.texts, languages)
  const unknownKeys = unknown.map(each => `${each.language} ${each.name}`)
  function change(edit: Partial<BulkForm>) {
    const changed = { ...form, ...edit }
    setForm(changed)
    draft.keep(bulkDraftOf(changed, started))
  }

  const isBlocked = useBlocked(rows.flatMap(row => enteredAddresses(row, form)))
  function warningOf(row: BulkRow): string | null {
    const blocked = addressesOf(row, form).filter(isBlocked)
    return blocked.length === 0 ? null : words.suppressed.notice(blocked.join(', '))
  }

  const { onReady } = props
  useEffect(() => onReady?.(ready.length), [onReady, ready.length])

  function send() {
    setTried(true)
    if (untitled !== undefined) setLanguage(untitled)
    if (untitled !== undefined || ready.length === 0) return
    if (!nameCheck.mayGo(unknownKeys)) {
      if (!unknown.some(each => each.language === shownLanguage)) setLanguage(unknown[0]!.language)
      return focusFirstError(() => sheet.current)
    }
    const leftOut = rows.flatMap(row => {
      const problem = rowProblem(row, form)
      return problem === null ? [] : [{ row, why: problemText(problem, words) }]
    })
    draft.drop()
    props.onSend(ready, leftOut, form)
  }

  if (!chosen) return null
  // With a single one there is no row to say them in.
  const ofOnly = rows.length === 1 ? chosen.hints : []
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter sends from any of its fields
    <div ref={sheet} className={layout.sheet} onKeyDown={event => onRecordKey(event, send)}>
      <div className={rows.length > 1 ? `${layout.columns} ${layout.withList}` : layout.columns}>
        {rows.length > 1 && (
          <BulkRows
            rows={rows}
            chosenId={chosen.id}
            note={row => {
              const problem = rowProblem(row, form)
              if (problem !== null) return { text: problemText(problem, words), isBad: true }
              const left = row.left.length > 0 ? ` · ${w.left(row.left.length)}` : ''
              return { text: addressesOf(row, form).join(', ') + left, isBad: false }
            }}
            warning={warningOf}
            onChoose={row => {
              setChosenId(row.id)
              setLanguage(row.language)
            }}
          />
        )}
        <div className={layout.form}>
          <RowFields
            key={chosen.id}
            row={chosen}
            form={form}
            many={rows.length > 1}
            toHelp={props.toHelp}
            onChange={change}
          />
          {ccMe !== '' && (
            <Checkbox
              label={words.email.ccMe(ccMe)}
              checked={form.ccMe}
              onChange={event => change({ ccMe: event.currentTarget.checked })}
            />
          )}
          <MailTexts
            languages={languages}
            shown={shownLanguage}
            texts={form.texts}
            kind={props.kind}
            {...(props.textHint && { hint: props.textHint })}
            tried={tried}
            isRefused={nameCheck.isRefused(unknownKeys)}
            onShow={setLanguage}
            onChange={texts => change({ texts })}
            onReset={'texts' in bulkDraftOf(form, started) ? () => change({ texts: props.texts }) : null}
          />
          {linkBox !== null && (
            <div className={classes.link}>
              <Checkbox
                label={w.linkBox}
                checked={form.link}
                onChange={event => change({ link: event.currentTarget.checked })}
              />
            </div>
          )}
          {props.linkNote && <p className="florin-mute">{props.linkNote}</p>}
          {offline && <p className="florin-mute">{words.aging.offline}</p>}
        </div>
        <div className={layout.pane}>{props.preview(chosen, form)}</div>
      </div>
      <div className={layout.foot}>
        <span className="florin-mute" role="status">
          {ready.length === 0 ? w.noneGoes : [props.total(ready), ...ofOnly].join(' · ')}
        </span>
        <Button variant="default" onClick={props.onClose}>
          {words.parts.cancel}
        </Button>
        <Button disabled={ready.length === 0} onClick={send}>
          {w.send(ready.length)}
        </Button>
      </div>
    </div>
  )
}

interface RowFieldsProps {
  row: BulkRow
  form: BulkForm
  many: boolean
  toHelp: string
  onChange(edit: Partial<BulkForm>): void
}

/** Whom one mail goes to, and what of it is left out. */
function RowFields({ row, form, many, toHelp, onChange }: RowFieldsProps) {
  const words = useWords()
  const w = words.sending
  const mayRemember = useRight('customers.edit')
  const problem = rowProblem(row, form)
  const isEdited = addressesOf(row, form).join() !== row.recipients.join()
  if (problem?.problem === 'barred' && row.left.length === 0)
    return <p className="florin-red">{problem.why}</p>
  return (
    <>
      {problem?.problem !== 'barred' && (
        <RecipientsField
          label={many ? w.toOf(row.name) : words.email.to}
          description={toHelp}
          autoFocus={!many}
          addresses={[...(form.addresses[row.id] ?? row.recipients)]}
          text={form.typed[row.id] ?? ''}
          onChange={(addresses, text) =>
            onChange({
              addresses: { ...form.addresses, [row.id]: addresses },
              typed: { ...form.typed, [row.id]: text },
            })
          }
          error={problem && problemText(problem, words)}
        />
      )}
      {isEdited && mayRemember && problem === null && (
        <Checkbox
          label={words.email.remember}
          checked={form.remember[row.id] ?? false}
          onChange={event =>
            onChange({ remember: { ...form.remember, [row.id]: event.currentTarget.checked } })
          }
        />
      )}
      {row.left.length > 0 && (
        <div>
          <strong>{w.leftTitle}</strong>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
          <ul className={classes.left} tabIndex={0} aria-label={w.leftTitle}>
            {row.left.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** Why a row does not go, in words. */
function problemText(problem: RowProblem, { sending: w }: Words): string {
  if (problem.problem === 'barred') return problem.why
  if (problem.problem === 'no-address') return w.noAddress
  return problem.problem === 'too-many' ? w.tooManyAddresses : w.badAddress(problem.addresses.join(', '))
}
