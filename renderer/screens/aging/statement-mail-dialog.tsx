import { Modal } from '@mantine/core'
import { documentFormats } from '../../../shared/documents/document-formats.ts'
import type { Language } from '../../../shared/domain/company/company-row.ts'
import type { StatementKind } from '../../../shared/domain/mail/mail-row.ts'
import type { StatementView } from '../../../shared/protocol/aging-asks.ts'
import type { MailDraft } from '../../../shared/protocol/send-asks.ts'
import { giveCommand } from '../../app/give-command.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { mailPreview } from '../../words/mail-preview.ts'
import { useWords } from '../../words/use-words.ts'
import classes from '../email-dialog/email-dialog.module.css'
import { MailFields } from '../email-dialog/mail-fields.tsx'
import { type MailForm, mailFormOf } from '../email-dialog/mail-form.ts'
import { PdfPaper } from '../email-dialog/pdf-paper.tsx'
import { PreviewPane } from '../email-dialog/preview-pane.tsx'
import type { PreviewedMail } from '../sending/mail-preview.tsx'

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
      closeButtonProps={{ 'aria-label': words.parts.close }}
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

function StatementPdf(one: { customerId: string; asOf: string; kind: StatementKind }) {
  const w = useWords().email
  const pdf = useAsk('statement.pdf', one)
  return <PdfPaper pdf={pdf} title={w.preview} />
}

/** A statement's mail as its customer will see it. */
function statementMail(
  { statement, currency }: StatementView,
  form: MailForm,
  draft: MailDraft & { creditCents: number },
  language: Language,
): PreviewedMail {
  const words = mailPreview[language]
  const formats = documentFormats(language, currency)
  const { netCents, openCents, openCreditsCents, pastDueCents } = statement.aging
  const withLink = form.link && draft.noLinkReason === null
  const askedCents = withLink ? draft.askedCents : netCents
  const inFavor = netCents < 0 && !withLink ? words.inYourFavor(formats.money(-netCents)) : ''
  return {
    language,
    subject: form.subject,
    paragraphs: [
      form.message || words.statementIntro(formats.date(statement.on)),
      netCents === 0 && !withLink ? words.nothingDue : inFavor,
      withLink && draft.creditCents > 0 ? words.creditTaken(formats.money(draft.creditCents)) : '',
    ],
    table: null,
    facts: [
      { name: words.open, value: formats.money(openCents) },
      ...(pastDueCents > 0 ? [{ name: words.pastDue, value: formats.money(pastDueCents) }] : []),
      ...(openCreditsCents > 0 ? [{ name: words.openCredits, value: formats.money(-openCreditsCents) }] : []),
      ...(askedCents === netCents
        ? []
        : [{ name: words.owedOn(formats.date(statement.on)), value: formats.money(netCents) }]),
      askedCents < 0
        ? { name: words.credit, value: formats.money(-netCents) }
        : { name: words.toPay, value: formats.money(askedCents) },
    ],
    payAmount: withLink ? formats.money(draft.askedCents) : null,
    attachmentName: draft.attachmentName,
  }
}
