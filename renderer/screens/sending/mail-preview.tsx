import { IconPaperclip } from '@tabler/icons-react'
import type { Language } from '../../../shared/domain/company/company-row.ts'
import { useSession } from '../../store/session.ts'
import { mailPreview } from '../../words/mail-preview.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './mail-preview.module.css'

/** A mail as its customer will see it; amounts and dates are written out in their language already. */
export interface PreviewedMail {
  language: Language
  subject: string
  paragraphs: readonly string[]
  table: { heads: readonly string[]; rows: readonly (readonly string[])[]; more: number } | null
  /** The last one is the sum. */
  facts: readonly { name: string; value: string }[]
  /** On the button; null where the mail carries no link. */
  payAmount: string | null
  attachmentName: string | null
}

/** Draws a mail as the relay writes it. */
export function MailPreview({ mail }: { mail: PreviewedMail }) {
  const w = useWords()
  const company = useSession(state => state.session?.company ?? null)
  const words = mailPreview[mail.language]
  const sender = company ? [...company.addressLines, company.phone, company.email].filter(Boolean) : []
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <section className={classes.mail} aria-label={w.sending.preview} tabIndex={0} lang={mail.language}>
      <div className={classes.head}>
        <strong>{mail.subject}</strong>
        <span>{company?.name}</span>
      </div>
      <div className={classes.sheet}>
        <p className={classes.company}>{company?.name}</p>
        {mail.paragraphs
          .filter(text => text !== '')
          .map(text => (
            <p key={text}>{text}</p>
          ))}
        {mail.table && <Table table={mail.table} more={w.sending.run.more} />}
        {mail.facts.length > 0 && (
          <dl className={classes.facts}>
            {mail.facts.map(({ name, value }) => [
              <dt key={`${name} name`}>{name}</dt>,
              <dd key={`${name} value`}>{value}</dd>,
            ])}
          </dl>
        )}
        {mail.payAmount !== null && <div className={classes.pay}>{words.viewAndPay(mail.payAmount)}</div>}
        <div className={classes.foot}>
          {words.answer}
          {[company?.name ?? '', ...sender].map(line => (
            <div key={line}>{line}</div>
          ))}
        </div>
      </div>
      {mail.attachmentName !== null && (
        <div className={classes.attachment}>
          <IconPaperclip size={14} aria-hidden />
          {mail.attachmentName}
        </div>
      )}
    </section>
  )
}

function Table({
  table: { heads, rows, more },
  more: moreText,
}: {
  table: NonNullable<PreviewedMail['table']>
  more(n: number): string
}) {
  const amounts = heads.length - 2
  const side = (at: number) => (at >= amounts ? classes.number : undefined)
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {heads.map((head, at) => (
            <th key={head} scope="col" className={side(at)}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row[0]}>
            {row.map((text, at) => (
              <td key={heads[at]} className={side(at)}>
                {text}
              </td>
            ))}
          </tr>
        ))}
        {more > 0 && (
          <tr>
            <td colSpan={heads.length}>{moreText(more)}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
