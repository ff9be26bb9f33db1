import type { MailTemplate } from '../../shared/domain/company/company-row.ts'
import { fillTemplate, type TemplateValues } from '../../shared/domain/mail/fill-template.ts'
import type { MailRows } from './mail-rows.ts'

/**
 * Subject and message of a mail: what a person typed for it, else the company's own words for its kind and language, else
 * `florins`. The subject is one line.
 */
export function ownWords(
  { mail, company, customer }: MailRows,
  kind: MailTemplate['kind'],
  values: Pick<TemplateValues, 'number' | 'amount' | 'due'>,
  florins: { subject: string; message: string },
): { subject: string; message: string } {
  const own = company.mailTemplates.find(each => each.kind === kind && each.language === mail.language)
  const fill = (text: string) =>
    fillTemplate(text, { ...values, company: company.name, customer: customer.name })
  return {
    subject:
      mail.subject ||
      fill(own?.subject ?? '')
        .replace(/\s+/gu, ' ')
        .trim() ||
      florins.subject,
    message: mail.message || fill(own?.message ?? '').trim() || florins.message,
  }
}
