import { documentFormats } from '../../../shared/documents/document-formats.ts'
import type { CompanyRow, Language, MailTemplate } from '../../../shared/domain/company/company-row.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../shared/domain/invoice/invoice-row.ts'
import { fillTemplate, type TemplateValues } from '../../../shared/domain/mail/fill-template.ts'
import { mailTemplateOf } from '../../../shared/domain/mail/template-words.ts'

type Wording = Pick<MailTemplate, 'subject' | 'message'>
type Kind = MailTemplate['kind']

const SHOWN_NUMBERS = 3

/** The subject and message that a mail starts with, in the company's words for its kind; people change them freely. */
export function mailStart(
  company: CompanyRow,
  kind: Kind,
  language: Language,
  values: TemplateValues,
): Wording {
  const { subject, message } = mailTemplateOf(company, kind, language)
  return { subject: fillTemplate(subject, values), message: fillTemplate(message, values) }
}

/** The same for many mails at once, in each language: what differs between them stays a placeholder. */
export function mailStarts(company: CompanyRow, kind: Kind): Record<Language, Wording> {
  const values: TemplateValues = {
    company: company.name,
    customer: '{customer}',
    number: '{number}',
    amount: '{amount}',
    due: '{due}',
  }
  return { en: mailStart(company, kind, 'en', values), es: mailStart(company, kind, 'es', values) }
}

/** What stands for the placeholders in an invoice's mail; `contact`, the buyer, is who Florin's words greet. */
export function invoiceMailValues(
  company: CompanyRow,
  customer: CustomerRow,
  invoice: Pick<InvoiceRow, 'number' | 'dueOn' | 'openCents' | 'status'>,
  contact = '',
): TemplateValues {
  const formats = documentFormats(customer.language, customer.currency)
  const isOwn = company.mailTemplates.some(
    ({ kind, language }) => kind === 'invoice' && language === customer.language,
  )
  return {
    company: company.name,
    customer: isOwn || contact === '' ? customer.name : contact,
    number: invoice.number,
    amount: formats.money(invoice.status === 'void' ? 0 : invoice.openCents),
    due: formats.date(invoice.dueOn),
  }
}

/** What stands for them in a mail with one link over these invoices, oldest due first; the date is the first one's. */
export function linksMailValues(
  company: CompanyRow,
  customer: CustomerRow,
  invoices: readonly Pick<InvoiceRow, 'number' | 'dueOn'>[],
  askedCents: number,
): TemplateValues {
  const formats = documentFormats(customer.language, customer.currency)
  const numbers = invoices.slice(0, SHOWN_NUMBERS).map(({ number }) => number)
  return {
    company: company.name,
    customer: customer.name,
    number: numbers.join(', ') + (invoices.length > SHOWN_NUMBERS ? ' …' : ''),
    amount: formats.money(askedCents),
    due: formats.date(invoices[0]?.dueOn ?? ''),
  }
}

/** What stands for them in a statement's mail. `on` is its end date. */
export function statementMailValues(
  company: CompanyRow,
  customer: CustomerRow,
  on: string,
  netCents: number,
): TemplateValues {
  const formats = documentFormats(customer.language, customer.currency)
  const date = formats.date(on)
  return {
    company: company.name,
    customer: customer.name,
    number: date,
    amount: formats.money(netCents),
    due: date,
  }
}

/** The subject and message that a statement's mail starts with. `on` is its end date. */
export function statementMailStart(
  company: CompanyRow,
  customer: CustomerRow,
  on: string,
  netCents: number,
): Wording {
  const values = statementMailValues(company, customer, on, netCents)
  return mailStart(company, 'statement', customer.language, values)
}
