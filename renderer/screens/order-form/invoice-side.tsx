import { useState } from 'react'
import type { InvoiceRow } from '../../../shared/domain/invoice/invoice-row.ts'
import { daysBetween } from '../../../shared/lib/dates.ts'
import type { MailSummary, OrderView } from '../../../shared/protocol/document-views.ts'
import type { LinkSummary } from '../../../shared/protocol/link-summary.ts'
import { pathTo } from '../../app/router.ts'
import { formatDate, formatInstant } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import { LinkTag, StatusTag } from '../../parts/status-tag.tsx'
import { useRight, useToday } from '../../store/session.ts'
import { useLanguage } from '../../words/language.ts'
import { mailReason } from '../../words/mail-reason.ts'
import { useWords } from '../../words/use-words.ts'
import { entryPlace } from '../credits/entry-place.ts'
import { PdfDialog } from '../email-dialog/pdf-dialog.tsx'
import classes from './order-form.module.css'
import { RevisionList } from './revision-list.tsx'
import { SideCard, SideFigure } from './side-card.tsx'

/** What became of a confirmed order: its invoice, the money, the mails and the payment link. */
export function InvoiceSide({ view, invoice }: { view: OrderView; invoice: InvoiceRow }) {
  return (
    <>
      <InvoiceCard view={view} invoice={invoice} />
      {invoice.revision > 1 && <RevisionsCard invoiceId={invoice.id} />}
      <LinkCard link={view.link} byPhone={view.linkByPhone} />
      <MailsCard mails={view.mails} />
    </>
  )
}

/** Whether an invoice is open, paid in part, paid or void. */
function paymentState(invoice: InvoiceRow): 'open' | 'part' | 'paid' | 'void' {
  if (invoice.status === 'void') return 'void'
  if (invoice.openCents === 0) return 'paid'
  return invoice.openCents < invoice.totalCents ? 'part' : 'open'
}

function InvoiceCard({ view, invoice }: { view: OrderView; invoice: InvoiceRow }) {
  const { orders: words, listed } = useWords()
  const today = useToday()
  const lateDays = invoice.openCents > 0 ? daysBetween(invoice.dueOn, today) : 0
  return (
    <SideCard
      title={`${words.invoice} ${invoice.number}`}
      beside={<StatusTag status={paymentState(invoice)} />}
    >
      <SideFigure label={words.issued}>{formatDate(invoice.issuedOn)}</SideFigure>
      <SideFigure label={words.due} tone={lateDays > 0 ? 'bad' : undefined}>
        {formatDate(invoice.dueOn)}
        {lateDays > 0 && <> · {words.dueDays(lateDays)}</>}
      </SideFigure>
      <SideFigure label={words.total}>{formatCents(invoice.totalCents)}</SideFigure>
      {view.payments.map(payment => (
        <SideFigure
          key={payment.paymentId}
          label={
            <a href={`#${entryPlace(payment)}`}>
              {formatDate(payment.receivedOn)} · {listed.name(payment.method)}
            </a>
          }
        >
          {formatCents(-payment.amountCents)}
        </SideFigure>
      ))}
      <SideFigure label={words.open} strong>
        {formatCents(invoice.openCents)}
      </SideFigure>
    </SideCard>
  )
}

function RevisionsCard({ invoiceId }: { invoiceId: string }) {
  const words = useWords().orderEntry
  const [pdf, setPdf] = useState<number | null>(null)
  return (
    <SideCard title={words.revisions}>
      <RevisionList invoiceId={invoiceId} onPdf={setPdf} />
      <PdfDialog invoiceId={invoiceId} revision={pdf} opened={pdf !== null} onClose={() => setPdf(null)} />
    </SideCard>
  )
}

/** How far a payment link has come, with its times; what was paid by it and went back is not shown as paid. */
export function LinkCard({ link, byPhone }: { link: LinkSummary | null; byPhone: boolean }) {
  const { orders: words, sending, phone } = useWords()
  const mayOpen = useRight('receivables.view')
  if (!link) {
    return (
      <SideCard title={words.link}>
        <span className="florin-mute">{words.noLink}</span>
      </SideCard>
    )
  }
  // A page for a card by telephone waits to be opened, not to be sent.
  const unsent = byPhone && link.state === 'queued'
  const steps: [string, number | null][] = [
    [words.linkSent, link.sentAt],
    [sending.steps.delivered, link.deliveredAt],
    [words.linkOpened, link.openedAt],
    [words.linkActive, link.paidAt === null ? link.activeUntilAt : null],
    [
      link.tryOutcome === '' || link.tryOutcome === 'paid'
        ? words.linkTried
        : `${words.linkTried}: ${words.tryOutcome[link.tryOutcome]}`,
      link.triedAt === link.paidAt ? null : link.triedAt,
    ],
    [words.linkPaid, link.paidAt],
    [sending.steps.revoked, link.revokedAt],
  ]
  return (
    <SideCard title={byPhone ? phone.action : words.link} beside={!unsent && <LinkTag link={link} />}>
      {steps.map(
        ([label, at]) =>
          at !== null && (
            <SideFigure key={label} label={label}>
              {formatInstant(at)}
            </SideFigure>
          ),
      )}
      {mayOpen && <a href={`#${pathTo('link', { linkId: link.linkId })}`}>{sending.open}</a>}
    </SideCard>
  )
}

/** The mails that went out, each with its state. */
export function MailsCard({ mails }: { mails: MailSummary[] }) {
  const words = useWords().orders
  const language = useLanguage()
  return (
    <SideCard title={words.mails}>
      {mails.length === 0 && <span className="florin-mute">{words.noMails}</span>}
      <ul className={classes.mails}>
        {mails.map(mail => (
          <li key={mail.mailId}>
            <div className={classes.mailHead}>
              <span title={mail.recipient}>{mail.recipient}</span>
              <StatusTag status={mail.state} />
            </div>
            <div className="florin-mute">{formatInstant(mail.sentAt ?? mail.queuedAt)}</div>
            {mail.lastError !== '' && mail.state !== 'sent' && (
              <div className="florin-red">{mailReason(mail.lastError, language)}</div>
            )}
          </li>
        ))}
      </ul>
    </SideCard>
  )
}
