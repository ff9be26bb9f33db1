import { Button, Checkbox, Group, Textarea, TextInput } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import type { ReceiptDraft } from '../../../shared/protocol/payment-asks.ts'
import { giveCommand } from '../../app/give-command.ts'
import { newId } from '../../app/new-id.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from '../email-dialog/email-dialog.module.css'
import { MAX_RECIPIENTS } from '../email-dialog/mail-form.ts'
import { PdfPaper } from '../email-dialog/pdf-paper.tsx'
import { RecipientsField } from '../email-dialog/recipients-field.tsx'
import { invalidAddresses, splitAddresses, withAddresses } from '../email-dialog/split-addresses.ts'
import { typedIn, useDeed } from './use-deed.ts'

interface ReceiptDialogProps {
  payment: PaymentRow
  issue: SyncIssueRow | null
  onClose(): void
}

/** The receipt of a payment, to email. */
export function ReceiptDialog({ payment, issue, onClose }: ReceiptDialogProps) {
  const words = useWords()
  const w = words.paymentActions
  const draft = useAsk('payments.receipt-draft', { paymentId: payment.id })
  const pdf = useAsk('payments.receipt-pdf', { paymentId: payment.id })
  return (
    <Dialog onClose={onClose} size={980} title={w.receiptTitle(payment.number)}>
      <div className={classes.columns}>
        {draft.error && <FaultNotice error={draft.error} onRetry={() => void draft.refetch()} />}
        {!draft.error && !draft.data && <div className={classes.loading} aria-busy />}
        {draft.data && <ReceiptFields draft={draft.data} payment={payment} issue={issue} onClose={onClose} />}
        <PdfPaper pdf={pdf} title={w.receiptPreview} />
      </div>
    </Dialog>
  )
}

/** The receipt of a payment, to look at, print or keep. */
export function ReceiptPaperDialog({ payment, onClose }: { payment: PaymentRow; onClose(): void }) {
  const words = useWords()
  const pdf = useAsk('payments.receipt-pdf', { paymentId: payment.id })
  return (
    <Dialog onClose={onClose} size={860} title={words.paymentActions.receiptPreview}>
      <PdfPaper pdf={pdf} title={words.paymentActions.receiptPreview} className={classes.dialogPaper} />
    </Dialog>
  )
}

function ReceiptFields({ draft, payment, issue, onClose }: ReceiptDialogProps & { draft: ReceiptDraft }) {
  const { email: words, paymentActions: w, parts } = useWords()
  const typed = typedIn<PayloadOf<'payment.email-receipt'>>(issue, 'payment.email-receipt')
  const [addresses, setAddresses] = useState(
    typed?.recipients.map(({ address }) => address) ?? draft.recipients,
  )
  const [text, setText] = useState('')
  const [ccMe, setCcMe] = useState(false)
  const [subject, setSubject] = useState(typed?.subject ?? draft.subject)
  const [message, setMessage] = useState(typed?.message ?? draft.message)
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState(false)
  const deed = useDeed(['recipients', 'subject', 'message'], issue, onClose)
  const all = withAddresses(
    withAddresses(addresses, splitAddresses(text)),
    ccMe && draft.ccMe !== '' ? [draft.ccMe] : [],
  )
  const invalid = invalidAddresses(all)
  const toProblem =
    all.length === 0
      ? words.none
      : invalid.length > 0
        ? words.invalid(invalid.join(', '))
        : all.length > MAX_RECIPIENTS
          ? words.tooMany(MAX_RECIPIENTS)
          : undefined
  const subjectProblem = subject.trim() === '' ? words.subjectMissing : undefined

  async function send() {
    setTried(true)
    if (sending || toProblem || subjectProblem) return
    setSending(true)
    const recipients = all.map(address => ({ mailId: newId(), address }))
    const payload = { paymentId: payment.id, recipients, subject, message, language: null }
    await deed.give(
      commandId => giveCommand('payment.email-receipt', payload, commandId),
      w.receiptSent(all.length),
    )
    setSending(false)
  }

  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      <RecipientsField
        label={words.to}
        description={w.receiptTo}
        autoFocus
        addresses={addresses}
        text={text}
        onChange={(chips, rest) => {
          setAddresses(chips)
          setText(rest)
        }}
        error={deed.refusedAt('recipients') ?? (tried ? toProblem : undefined)}
      />
      {draft.ccMe !== '' && (
        <Checkbox
          label={words.ccMe(draft.ccMe)}
          checked={ccMe}
          onChange={event => setCcMe(event.currentTarget.checked)}
        />
      )}
      <TextInput
        label={words.subject}
        maxLength={200}
        value={subject}
        error={deed.refusedAt('subject') ?? (tried ? subjectProblem : undefined)}
        onChange={event => setSubject(event.currentTarget.value)}
      />
      <Textarea
        label={words.message}
        autosize
        minRows={5}
        maxRows={10}
        maxLength={4000}
        value={message}
        error={deed.refusedAt('message')}
        onChange={event => setMessage(event.currentTarget.value)}
      />
      <div className={classes.attachment}>
        <IconPaperclip size={15} aria-label={words.attachment} />
        {draft.attachmentName}
      </div>
      {deed.failure !== null && <FaultNotice error={deed.failure} />}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {parts.cancel}
        </Button>
        <Button type="submit" loading={sending}>
          {words.send}
        </Button>
      </Group>
    </form>
  )
}
