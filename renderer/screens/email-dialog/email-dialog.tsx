import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import type { InvoiceView, MailDraft } from '../../../shared/protocol/document-views.ts'
import { AskRefused } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import { closeIssue } from '../../app/issues.ts'
import { newId } from '../../app/new-id.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { dropDraft, keepDraft, readDraft } from '../../store/draft.ts'
import { useRight, useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { AddressesField } from './addresses-field.tsx'
import classes from './email-dialog.module.css'
import {
  forgetAsked,
  MAX_RECIPIENTS,
  type MailForm,
  mailCommand,
  mailFormOf,
  mailFormOfRefused,
  mailProblems,
  recipientsOf,
  withAsked,
} from './mail-form.ts'
import { PdfView } from './pdf-view.tsx'

interface EmailDialogProps {
  invoiceId: string
  /** A refused mail of this invoice to send after all: it starts as typed, and sending closes the request. */
  issue?: SyncIssueRow | null
  opened: boolean
  onClose(): void
}

/** Emails an invoice, with a payment link where one is offered. Closing keeps what was typed. */
export function EmailDialog({ invoiceId, issue = null, opened, onClose }: EmailDialogProps) {
  const { email: words, parts } = useWords()
  const draft = useAsk('invoices.mail-draft', { invoiceId }, { enabled: opened })
  const invoice = useAsk('invoices.one', { invoiceId }, { enabled: opened })
  const customerId = invoice.data?.invoice.customerId
  const customer = useAsk(
    'customers.one',
    { customerId: customerId ?? '' },
    { enabled: opened && customerId !== undefined },
  )
  const ready = customer.data !== undefined || customer.error !== null
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={980}
      closeButtonProps={{ 'aria-label': parts.close }}
      title={invoice.data ? words.title(invoice.data.invoice.number) : words.titleLoading}
    >
      {draft.error && <FaultNotice error={draft.error} onRetry={() => void draft.refetch()} />}
      {!draft.error && !(draft.data && invoice.data && ready) && (
        <div className={classes.loading} aria-busy />
      )}
      {draft.data && invoice.data && ready && (
        <MailFields
          key={issue?.id ?? invoiceId}
          draft={draft.data}
          view={invoice.data}
          invoiceEmails={customer.data?.customer.invoiceEmails ?? null}
          issue={issue}
          onClose={onClose}
        />
      )}
    </Modal>
  )
}

interface MailFieldsProps {
  draft: MailDraft
  view: InvoiceView
  invoiceEmails: string[] | null
  issue: SyncIssueRow | null
  onClose(): void
}

function MailFields({ draft, view, invoiceEmails, issue, onClose }: MailFieldsProps) {
  const words = useWords()
  const { id: invoiceId, customerId, currency } = view.invoice
  const draftKey = `mail.${issue?.id ?? invoiceId}`
  const [form, setForm] = useState<MailForm>(() => ({
    ...(issue ? mailFormOfRefused(issue.payload as PayloadOf<'document.email'>, draft) : mailFormOf(draft)),
    seenEmails: invoiceEmails,
    ...readDraft<MailForm>(draftKey),
  }))
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const offline = useSession(state => state.sync?.phase === 'offline' || state.sync?.phase === 'stopped')
  const mayRemember = useRight('customers.edit')
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
    setSending(true)
    try {
      const command = mailCommand(invoiceId, form, draft, newId)
      const asked = withAsked(form, command)
      setForm(asked)
      keepDraft(draftKey, asked)
      await giveCommand('document.email', command)
      dropDraft(draftKey)
      const count = command.recipients.length
      notifications.show({ message: offline ? words.email.queuedOffline(count) : words.email.queued(count) })
      onClose()
      if (issue) await close(issue.id)
      if (form.remember && form.seenEmails) await remember(form.seenEmails)
    } catch (failure) {
      if (wasSent(failure)) dropDraft(draftKey)
      setError(failure)
    } finally {
      setSending(false)
    }
  }

  // The mail is on its way: from here on nothing may invite to send it once more.
  async function close(issueId: string) {
    try {
      await closeIssue(issueId)
    } catch (failure) {
      const message = words.email.notClosed(errorSentence(failure, words))
      notifications.show({ color: 'red', message })
    }
  }

  async function remember(from: string[]) {
    try {
      const to = recipientsOf({ ...form, ccMe: false }, '')
      await giveCommand('customer.change', { customerId, changes: { invoiceEmails: { from, to } } })
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
      <div
        className={classes.form}
        onKeyDown={event => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.stopPropagation()
          void send()
        }}
      >
        <AddressesField
          label={words.email.to}
          description={words.email.toHelp}
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
          error={problemAt('subject') ?? refusedAt('subject')}
          onChange={event => change({ subject: event.currentTarget.value })}
        />
        <Textarea
          label={words.email.message}
          autosize
          minRows={5}
          maxRows={10}
          maxLength={4000}
          value={form.message}
          error={refusedAt('message')}
          onChange={event => change({ message: event.currentTarget.value })}
        />
        <div className={classes.link}>
          <Checkbox
            label={words.email.link}
            description={
              draft.noLinkReason === null
                ? words.email.linkAsks(formatMoney(draft.askedCents, currency))
                : words.email.noLink[draft.noLinkReason]
            }
            disabled={draft.noLinkReason !== null}
            checked={form.link && draft.noLinkReason === null}
            error={refusedAt('linkId')}
            onChange={event => change({ link: event.currentTarget.checked })}
          />
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
      <PdfView invoiceId={invoiceId} />
    </div>
  )
}

/** True when the mail turned out to be queued before, its answer lost. */
function wasSent(error: unknown): boolean {
  return error instanceof AskRefused && error.refusal.code === 'already-exists'
}
