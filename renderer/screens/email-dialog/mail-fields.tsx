import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPaperclip } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import { namesInBraces } from '../../../shared/domain/mail/unknown-placeholders.ts'
import type { MailDraft } from '../../../shared/protocol/send-asks.ts'
import { AskRefused } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import { closeIssue } from '../../app/issues.ts'
import { newId } from '../../app/new-id.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { focusFirstError } from '../../parts/focus-first-error.ts'
import { formatInstant } from '../../parts/format-date.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { onRecordKey } from '../../parts/record-key.ts'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { dropDraft, keepDraft, readDraft } from '../../store/draft.ts'
import { useRight, useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './email-dialog.module.css'
import {
  carriesLink,
  forgetAsked,
  type Letter,
  letterOf,
  MAX_RECIPIENTS,
  type MailForm,
  mailProblems,
  recipientsOf,
  withAsked,
} from './mail-form.ts'
import { nameNotice, useNameCheck } from './name-notice.tsx'
import { RecipientsField } from './recipients-field.tsx'

interface MailFieldsProps {
  draft: MailDraft
  start: MailForm
  /** What is typed is kept under this name until it is sent. */
  draftKey: string
  currency: string
  messageHint?: string
  /** What the link asks for; the open balance unless told. */
  linkAsks?(amount: string): string
  /** Whose addresses may be remembered, and as what. */
  customerId: string
  savedAs: 'invoiceEmails' | 'statementEmails'
  /** The refused request that this mail makes good. */
  issueId?: string | null
  give(letter: Letter): Promise<unknown>
  preview(form: MailForm): ReactNode
  onClose(): void
}

/** The dialog's fields and the mail as its customer will see it, the same for every document that is sent. */
export function MailFields(props: MailFieldsProps) {
  const { draft, start, draftKey, currency, customerId, savedAs, issueId = null, onClose } = props
  const words = useWords()
  const [form, setForm] = useState<MailForm>(() => ({ ...start, ...readDraft<MailForm>(draftKey) }))
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const offline = useSession(state => state.sync?.phase === 'offline' || state.sync?.phase === 'stopped')
  const mayRemember = useRight('customers.edit')
  // One mail's words are filled in before they are shown: what stands in braces now goes out in braces.
  const names = namesInBraces(form.subject, form.message)
  const nameCheck = useNameCheck()
  const fields = useRef<HTMLDivElement>(null)
  const noticeOf = (text: string, hint?: string) =>
    nameNotice(namesInBraces(text), {
      isRefused: nameCheck.isRefused(names),
      says: words.sending.notFilledIn,
      refusal: words.sending.sendAgain,
      hint,
    })
  const subjectNotice = noticeOf(form.subject)
  const messageNotice = noticeOf(form.message, props.messageHint)
  const problems = tried ? mailProblems(form, draft.ccMe) : []
  const refusedField = error instanceof AskRefused ? (error.refusal.field.split('.')[0] ?? '') : ''

  function change(edit: Partial<MailForm>) {
    const changed = { ...(wasSent(error) ? forgetAsked(form) : form), ...edit }
    setForm(changed)
    keepDraft(draftKey, changed)
    setError(null)
  }

  async function send() {
    setTried(true)
    if (sending || mailProblems(form, draft.ccMe).length > 0) return
    if (!nameCheck.mayGo(names)) return focusFirstError(() => fields.current)
    setSending(true)
    try {
      const letter = letterOf(form, draft, newId)
      const asked = withAsked(form, letter)
      setForm(asked)
      keepDraft(draftKey, asked)
      await props.give(letter)
      dropDraft(draftKey)
      const count = letter.recipients.length
      notifications.show({ message: offline ? words.email.queuedOffline(count) : words.email.queued(count) })
      onClose()
      if (issueId !== null) await close(issueId)
      if (form.remember && form.seenEmails) await remember(form.seenEmails)
    } catch (failure) {
      if (wasSent(failure)) dropDraft(draftKey)
      setError(failure)
    } finally {
      setSending(false)
    }
  }

  // The mail is on its way: from here on nothing may invite to send it once more.
  async function close(id: string) {
    try {
      await closeIssue(id)
    } catch (failure) {
      const message = words.email.notClosed(errorSentence(failure, words))
      notifications.show({ color: 'red', message })
    }
  }

  async function remember(from: string[]) {
    try {
      const to = recipientsOf({ ...form, ccMe: false }, '')
      await giveCommand('customer.change', { customerId, changes: { [savedAs]: { from, to } } })
    } catch (failure) {
      const message = words.email.notRemembered(errorSentence(failure, words))
      notifications.show({ color: 'red', message })
    }
  }

  function problemAt(field: 'to' | 'subject'): string | null {
    const found = problems.find(problem => problem.field === field)
    if (!found) return null
    if (found.problem === 'none') return words.email.none
    if (found.problem === 'invalid') return words.email.invalid(found.addresses.join(', '))
    return found.problem === 'too-many' ? words.email.tooMany(MAX_RECIPIENTS) : words.email.subjectMissing
  }

  const refusedAt = (field: string) => (refusedField === field ? errorSentence(error, words) : null)
  const changedRecipients = recipientsOf({ ...form, ccMe: false }, '').join() !== draft.recipients.join()
  const atNoField = error !== null && !['recipients', 'subject', 'message', 'linkId'].includes(refusedField)
  return (
    <div className={classes.columns}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter sends from any of its fields */}
      <div ref={fields} className={classes.form} onKeyDown={event => onRecordKey(event, () => void send())}>
        <RecipientsField
          label={words.email.to}
          description={carriesLink(form, draft) ? words.email.toHelp : words.email.toHelpNoLink}
          autoFocus
          addresses={form.addresses}
          text={form.text}
          onChange={(addresses, text) => change({ addresses, text })}
          error={problemAt('to') ?? refusedAt('recipients')}
        />
        {draft.ccMe !== '' && (
          <Checkbox
            label={words.email.ccMe(draft.ccMe)}
            checked={form.ccMe}
            onChange={event => change({ ccMe: event.currentTarget.checked })}
          />
        )}
        {changedRecipients && mayRemember && form.seenEmails && (
          <Checkbox
            label={words.email.remember}
            checked={form.remember}
            onChange={event => change({ remember: event.currentTarget.checked })}
          />
        )}
        <TextInput
          label={words.email.subject}
          maxLength={200}
          value={form.subject}
          {...subjectNotice}
          error={problemAt('subject') ?? refusedAt('subject') ?? subjectNotice.error}
          onChange={event => change({ subject: event.currentTarget.value })}
        />
        <Textarea
          label={words.email.message}
          autosize
          {...messageNotice}
          minRows={5}
          maxRows={10}
          maxLength={4000}
          value={form.message}
          error={refusedAt('message') ?? messageNotice.error}
          onChange={event => change({ message: event.currentTarget.value })}
        />
        <div className={classes.link}>
          {draft.noLinkReason === null ? (
            <Checkbox
              label={words.email.link}
              description={(props.linkAsks ?? words.email.linkAsks)(formatMoney(draft.askedCents, currency))}
              checked={form.link}
              error={refusedAt('linkId')}
              onChange={event => change({ link: event.currentTarget.checked })}
            />
          ) : (
            <p className="florin-mute">{words.email.noLink[draft.noLinkReason]}</p>
          )}
        </div>
        <div className={classes.attachment}>
          <IconPaperclip size={15} aria-label={words.email.attachment} />
          {draft.attachmentName}
        </div>
        {atNoField && <FaultNotice error={error} />}
        <div className={classes.end}>
          <span className="florin-mute">
            {draft.lastSentAt !== null && words.email.lastSent(formatInstant(draft.lastSentAt))}
          </span>
          <Button variant="default" onClick={onClose}>
            {words.parts.cancel}
          </Button>
          <Button onClick={() => void send()} loading={sending}>
            {words.email.send}
          </Button>
        </div>
      </div>
      {props.preview(form)}
    </div>
  )
}

/** True when the mail turned out to be queued before, its answer lost. */
function wasSent(error: unknown): boolean {
  return error instanceof AskRefused && error.refusal.code === 'already-exists'
}
