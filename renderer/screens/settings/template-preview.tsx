import { documentFormats } from '../../../shared/documents/document-formats.ts'
import type { Language, MailTemplate } from '../../../shared/domain/company/company-row.ts'
import { fillTemplate } from '../../../shared/domain/mail/fill-template.ts'
import { emptyPlaceholdersOf } from '../../../shared/domain/mail/placeholders-of.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useSession } from '../../store/session.ts'
import { gettingPaidSettings } from '../../words/getting-paid-settings.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'

/** Mails whose link stands below the words. */
const WITH_BUTTON: readonly MailTemplate['kind'][] = ['invoice', 'statement', 'links', 'reminder', 'renewal']

interface TemplatePreviewProps {
  kind: MailTemplate['kind']
  language: Language
  wording: Pick<MailTemplate, 'subject' | 'message'>
}

/** How a mail reads to a customer, with the company's oldest open invoice as the sample. */
export function TemplatePreview({ kind, language, wording }: TemplatePreviewProps) {
  const w = useWords().settings
  const { form } = useSettingsFields()
  const today = useSession(state => state.session?.today ?? '')
  const { data } = useAsk('invoices.open', { limit: 1 })
  const invoice = data?.rows[0]
  const formats = documentFormats(language, form.row.currency)
  const isStatement = kind === 'statement'
  const hasDate = emptyPlaceholdersOf(kind).length === 0
  const date = hasDate ? formats.date(isStatement ? today : (invoice?.dueOn ?? today)) : ''
  const values = {
    company: form.shown('name').trim() || form.row.name,
    customer: invoice?.customerName ?? 'Petal & Stem',
    number: isStatement ? date : (invoice?.number ?? '10418'),
    amount: formats.money(invoice?.openCents ?? 22_800),
    due: date,
  }
  const logo = form.shown('logo')
  const isLinked = WITH_BUTTON.includes(kind) && form.row.paymentsAccount?.status === 'active'
  return (
    <figure className={classes.preview} aria-label={w.preview}>
      <figcaption className={classes.unit}>
        {invoice ? w.previewOf(invoice.number, invoice.customerName) : w.previewInvented}
      </figcaption>
      <div className={classes.mail} lang={language}>
        <p className={classes.mailFrom}>
          {w.from} {values.company}
        </p>
        <p className={classes.mailSubject}>{fillTemplate(wording.subject, values)}</p>
        {logo !== '' && <img className={classes.mailLogo} src={logo} alt="" />}
        <p className={classes.mailText}>{fillTemplate(wording.message, values)}</p>
        {isLinked && (
          <span className={classes.mailButton}>
            {gettingPaidSettings[language].previewButton(values.amount)}
          </span>
        )}
      </div>
    </figure>
  )
}
