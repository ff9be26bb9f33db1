import { documentFormats } from '../../../shared/documents/document-formats.ts'
import { statementParts } from '../../../shared/documents/letters/letter-parts.ts'
import type { Language } from '../../../shared/domain/company/company-row.ts'
import type { StatementView } from '../../../shared/protocol/aging-asks.ts'
import type { MailDraft } from '../../../shared/protocol/send-asks.ts'
import type { MailForm } from '../email-dialog/mail-form.ts'
import type { PreviewedMail } from '../sending/mail-preview.tsx'

/** A statement's mail as its customer will see it. */
export function statementMail(
  { statement, currency }: Pick<StatementView, 'statement' | 'currency'>,
  form: Pick<MailForm, 'subject' | 'message' | 'link'>,
  draft: Pick<MailDraft, 'noLinkReason' | 'askedCents' | 'attachmentName'> & { creditCents: number },
  language: Language,
): PreviewedMail {
  const formats = documentFormats(language, currency)
  const link =
    form.link && draft.noLinkReason === null
      ? { dueCents: draft.askedCents, creditCents: draft.creditCents }
      : null
  return {
    language,
    subject: form.subject,
    ...statementParts(statement, form.message, link, language, formats),
    table: null,
    payAmount: link ? formats.money(link.dueCents) : null,
    attachmentName: draft.attachmentName,
  }
}
