import { Modal } from '@mantine/core'
import type { StatementKind } from '../../../shared/domain/mail/mail-row.ts'
import { giveCommand } from '../../app/give-command.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from '../email-dialog/email-dialog.module.css'
import { MailFields } from '../email-dialog/mail-fields.tsx'
import { mailFormOf } from '../email-dialog/mail-form.ts'
import { PreviewPane } from '../email-dialog/preview-pane.tsx'
import { statementMail } from './statement-mail.ts'
import { StatementPdf } from './statement-pdf.tsx'

interface StatementMailDialogProps {
  customerId: string
  kind: StatementKind
  asOf: string
  /** Whom it goes to at first, instead of the addresses on file, and whether these are to be saved. */
  start?: { addresses: string[]; remember: boolean } | null
  onClose(): void
  onSent?(): void
}

/** Emails one customer's statement, in the same dialog as every document. */
export function StatementMailDialog({
  customerId,
  kind,
  asOf,
  start = null,
  onClose,
  onSent,
}: StatementMailDialogProps) {
  const words = useWords()
  const one = { customerId, asOf, kind }
  const draft = useAsk('statement.mail-draft', one)
  const statement = useAsk('statement.of', one)
  const customer = useAsk('customers.one', { customerId })
  const failed = draft.error ? draft : statement
  const person = customer.data?.customer
  return (
    <Modal
      opened
      onClose={onClose}
      size={980}
      title={words.aging.emailStatementOf(statement.data?.customerName ?? '')}
    >
      {failed.error && <FaultNotice error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed.error && !(draft.data && statement.data && person) && (
        <div className={classes.loading} aria-busy />
      )}
      {draft.data && statement.data && person && (
        <MailFields
          draft={draft.data}
          start={{
            ...mailFormOf(draft.data),
            ...(start && { addresses: start.addresses, remember: start.remember }),
            seenEmails: person.statementEmails,
          }}
          draftKey={`${start ? 'statement-again' : 'statement-mail'}.${customerId} ${kind} ${asOf}`}
          currency={statement.data.currency}
          messageHint={words.aging.messageHint}
          customerId={customerId}
          savedAs="statementEmails"
          give={async letter => {
            await giveCommand('statement.email', {
              customerId,
              statementKind: kind,
              statementOn: asOf,
              ...letter,
            })
            onSent?.()
          }}
          preview={form => (
            <PreviewPane
              mail={statementMail(statement.data, form, draft.data, person.language)}
              document={<StatementPdf {...one} />}
            />
          )}
          onClose={onClose}
        />
      )}
    </Modal>
  )
}
