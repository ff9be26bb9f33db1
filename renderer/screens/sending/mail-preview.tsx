import { IconPaperclip } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Letter } from '../../../shared/documents/letters/letter.ts'
import { letterSender } from '../../../shared/documents/letters/letter-parts.ts'
import { letterHtml } from '../../../shared/documents/letters/mail-letter.ts'
import { isTestAccount } from '../../../shared/domain/company/payments-account.ts'
import { useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './mail-preview.module.css'

/** A mail as its customer will see it; amounts and dates are written out in their language already. */
export interface PreviewedMail
  extends Pick<Letter, 'language' | 'subject' | 'paragraphs' | 'table' | 'facts'> {
  /** On the button; null where the mail carries no link. */
  payAmount: string | null
  attachmentName: string | null
}

/** Stands for the link, which the relay makes when the mail leaves. */
const NO_URL = 'https://…'

/** Draws a mail by the very letter that the relay sends. */
export function MailPreview({ mail }: { mail: PreviewedMail }) {
  const w = useWords()
  const company = useSession(state => state.session?.company ?? null)
  if (company === null) return null
  const { payAmount, attachmentName, ...letter } = mail
  const html = letterHtml({
    ...letter,
    paragraphs: letter.paragraphs.filter(text => text !== ''),
    company: letterSender(company),
    pay: payAmount === null ? null : { url: NO_URL, amount: payAmount, hours: company.linkHours },
    isTest: isTestAccount(company.paymentsAccount),
    unsubscribeUrl: null,
    logoUrl: company.logo === '' ? null : company.logo,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <section className={classes.mail} aria-label={w.sending.preview} tabIndex={0} lang={mail.language}>
      <div className={classes.head}>
        <strong>{mail.subject}</strong>
        <span>{company.name}</span>
      </div>
      <Sheet html={html} />
      {attachmentName !== null && (
        <div className={classes.attachment}>
          <IconPaperclip size={14} aria-hidden />
          {attachmentName}
        </div>
      )}
    </section>
  )
}

/** The letter's own page in a tree of its own: the app's styles end at its edge, and its links lead nowhere. */
function Sheet({ html }: { html: string }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (host.current === null) return
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    const { body } = new DOMParser().parseFromString(html, 'text/html')
    for (const link of body.querySelectorAll('a')) link.removeAttribute('href')
    const page = document.createElement('div')
    page.setAttribute('style', body.getAttribute('style') ?? '')
    page.replaceChildren(...body.childNodes)
    root.replaceChildren(page)
  }, [html])
  return <div ref={host} className={classes.sheet} />
}
