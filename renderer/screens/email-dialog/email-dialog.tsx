import { Modal } from '@mantine/core'
import { documentFormats } from '../../../shared/documents/document-formats.ts'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { Language } from '../../../shared/domain/company/company-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import type { InvoiceView } from '../../../shared/protocol/document-views.ts'
import type { MailDraft } from '../../../shared/protocol/send-asks.ts'
import { giveCommand } from '../../app/give-command.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { useWords } from '../../words/use-words.ts'
import { invoiceMail } from '../sending/invoice-mail.ts'
import classes from './email-dialog.module.css'
import { MailFields } from './mail-fields.tsx'
import { type MailForm, mailFormOf, mailFormOfRefused } from './mail-form.ts'
import { PdfView } from './pdf-view.tsx'
import { PreviewPane } from './preview-pane.tsx'

interface EmailDialogProps {
  invoiceId: string
  /** A refused mail of this invoice to send after all: it starts as typed, and sending closes the request. */
  issue?: SyncIssueRow | null
  /** Whom it goes to at first, instead of the addresses on file, and whether these are to be saved. */
  start?: { addresses: string[]; remember: boolean } | null
  opened: boolean
  onClose(): void
}

/** Emails an invoice, with a payment link where one is offered. Closing keeps what was typed. */
export function EmailDialog({ invoiceId, issue = null, start = null, opened, onClose }: EmailDialogProps) {
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
          key={`${issue?.id ?? invoiceId} ${opened}`}
          draft={draft.data}
          start={{
            ...(issue
              ? mailFormOfRefused(issue.payload as PayloadOf<'document.email'>, draft.data)
              : mailFormOf(draft.data)),
            ...(start && { addresses: start.addresses, remember: start.remember }),
            seenEmails: customer.data?.customer.invoiceEmails ?? null,
          }}
          draftKey={`${start ? 'mail-again' : 'mail'}.${issue?.id ?? invoiceId}`}
          currency={invoice.data.invoice.currency}
          customerId={invoice.data.invoice.customerId}
          savedAs="invoiceEmails"
          issueId={issue?.id ?? null}
          give={letter => giveCommand('document.email', { invoiceId, ...letter })}
          preview={form => (
            <PreviewPane
              mail={previewOf(invoice.data, form, draft.data, customer.data?.customer.language ?? 'en')}
              document={<PdfView invoiceId={invoiceId} />}
            />
          )}
          onClose={onClose}
        />
      )}
    </Modal>
  )
}

function previewOf({ invoice }: InvoiceView, form: MailForm, draft: MailDraft, language: Language) {
  return invoiceMail(invoice, {
    language,
    formats: documentFormats(language, invoice.currency),
    subject: form.subject,
    message: form.message,
    withLink: form.link && draft.noLinkReason === null,
    attachmentName: draft.attachmentName,
  })
}
