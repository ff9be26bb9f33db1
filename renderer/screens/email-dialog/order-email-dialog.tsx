import { Modal } from '@mantine/core'
import { documentFormats } from '../../../shared/documents/document-formats.ts'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { giveCommand } from '../../app/give-command.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { useWords } from '../../words/use-words.ts'
import { orderMailPreview } from '../sending/order-mail.ts'
import classes from './email-dialog.module.css'
import { MailFields } from './mail-fields.tsx'
import { mailFormOf, mailFormOfRefused } from './mail-form.ts'
import { PdfPaper } from './pdf-paper.tsx'
import { PreviewPane } from './preview-pane.tsx'

interface OrderEmailDialogProps {
  orderId: string
  /** Whom it goes to at first, instead of the addresses on file, and whether these are to be saved. */
  start?: { addresses: string[]; remember: boolean } | null
  /** A refused mail of this order to send after all: it starts as typed, and sending closes the request. */
  issue?: SyncIssueRow | null
  onClose(): void
}

/** Emails a pending order as a confirmation, with a link to pay it in advance where one is offered. */
export function OrderEmailDialog({ orderId, start = null, issue = null, onClose }: OrderEmailDialogProps) {
  const { orderMail: words, parts } = useWords()
  const { data: draft, error, refetch } = useAsk('orders.mail-draft', { orderId })
  return (
    <Modal
      opened
      onClose={onClose}
      size={980}
      closeButtonProps={{ 'aria-label': parts.close }}
      title={draft ? words.title(draft.order.number) : words.titleLoading}
    >
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {!error && !draft && <div className={classes.loading} aria-busy />}
      {draft && (
        <MailFields
          draft={draft}
          start={{
            ...(issue
              ? mailFormOfRefused(issue.payload as PayloadOf<'order.email'>, draft)
              : mailFormOf(draft)),
            ...(start && { addresses: start.addresses, remember: start.remember }),
            seenEmails: draft.order.invoiceEmails,
          }}
          draftKey={`${start ? 'order-mail-again' : 'order-mail'}.${issue?.id ?? orderId}`}
          currency={draft.order.currency}
          linkAsks={words.linkAsks}
          customerId={draft.order.customerId}
          savedAs="invoiceEmails"
          issueId={issue?.id ?? null}
          give={letter => giveCommand('order.email', { orderId, ...letter })}
          preview={form => (
            <PreviewPane
              mail={orderMailPreview(draft.order, {
                language: draft.order.language,
                formats: documentFormats(draft.order.language, draft.order.currency),
                subject: form.subject,
                message: form.message,
                askedCents: draft.askedCents,
                withLink: form.link && draft.noLinkReason === null,
                attachmentName: draft.attachmentName,
              })}
              document={<OrderPdf orderId={orderId} />}
            />
          )}
          onClose={onClose}
        />
      )}
    </Modal>
  )
}

function OrderPdf({ orderId }: { orderId: string }) {
  const words = useWords().email
  const pdf = useAsk('orders.confirmation-pdf', { orderId })
  return <PdfPaper pdf={pdf} title={words.preview} />
}
