import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { daysBetween } from '../../../shared/lib/dates.ts'
import type { InvoiceView } from '../../../shared/protocol/document-views.ts'
import { useIssue } from '../../app/issues.ts'
import { pathTo, useRoute } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Facts } from '../../parts/facts.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatDate, formatInstant } from '../../parts/format-date.ts'
import { formatCents, formatMoney } from '../../parts/format-money.ts'
import { Panel, PanelRow, PanelSection } from '../../parts/panel.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { StatusTag } from '../../parts/status-tag.tsx'
import { useRight, useSession, useToday } from '../../store/session.ts'
import { useLanguage } from '../../words/language.ts'
import { mailReason } from '../../words/mail-reason.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { HistorySection } from '../audit/history-section.tsx'
import { entryPlace } from '../credits/entry-place.ts'
import { CustomerLink } from '../customers/customer-link.tsx'
import { EmailDialog } from '../email-dialog/email-dialog.tsx'
import { PdfDialog } from '../email-dialog/pdf-dialog.tsx'
import { RevisionList } from '../order-form/revision-list.tsx'
import { LinkHistory } from './link-history.tsx'

/** One invoice: what it says, what was applied to it, and what became of its mails and links. */
export function InvoicePanel({ invoiceId, onClose }: { invoiceId: string | null; onClose(): void }) {
  const w = useWords().invoices
  const { data, error, refetch } = useAsk(
    'invoices.one',
    { invoiceId: invoiceId ?? '' },
    { enabled: invoiceId !== null },
  )
  const [emailing, setEmailing] = useState(false)
  // Of a mail that came back: the addresses it went to, to be corrected.
  const [again, setAgain] = useState<string[] | null>(null)
  const asked = useIssue()
  const issue = asked && isMailOf(asked, invoiceId) ? asked : null
  const [reopened, setReopened] = useState<string | null>(null)
  // As it was when the dialog opened: someone else closing it must not empty what is being typed.
  const [mended, setMended] = useState<SyncIssueRow | null>(null)
  if (issue && issue.id !== reopened && data) {
    setReopened(issue.id)
    email()
  }
  const wanted = useRoute()?.query.has('email') ?? false
  const [dialogFor, setDialogFor] = useState<string | null>(null)
  if (wanted && data && dialogFor !== invoiceId) {
    setDialogFor(invoiceId)
    email()
  }
  const [revision, setRevision] = useState<number | null | 'closed'>('closed')
  const title = data ? (
    <Group gap={10}>
      {w.panel(data.invoice.number)}
      <StatusTag status={paymentState(data)} />
    </Group>
  ) : (
    ''
  )

  function email() {
    setMended(issue)
    setEmailing(true)
  }

  return (
    <Panel
      opened={invoiceId !== null}
      onClose={onClose}
      title={title}
      actions={data && <InvoiceActions view={data} onEmail={email} onPdf={() => setRevision(null)} />}
    >
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <InvoiceFigures view={data} />
          <InvoiceHistory
            view={data}
            onRevision={setRevision}
            onFixAddress={() => {
              setAgain(addressesMailed(data))
              email()
            }}
          />
          <HistorySection key={data.invoice.id} table="invoices" id={data.invoice.id} />
          <EmailDialog
            invoiceId={data.invoice.id}
            issue={mended}
            start={again && { addresses: again, remember: true }}
            opened={emailing}
            onClose={() => {
              setEmailing(false)
              setAgain(null)
            }}
          />
          <PdfDialog
            invoiceId={data.invoice.id}
            revision={revision === 'closed' ? null : revision}
            opened={revision !== 'closed'}
            onClose={() => setRevision('closed')}
          />
        </>
      )}
    </Panel>
  )
}

/** Whom this invoice was last mailed to, all at once. */
function addressesMailed({ mails }: InvoiceView): string[] {
  const own = mails.filter(mail => mail.kind === 'invoice')
  return [...new Set(own.filter(mail => mail.queuedAt === own[0]?.queuedAt).map(mail => mail.recipient))]
}

function isMailOf({ name, payload }: SyncIssueRow, invoiceId: string | null): boolean {
  return name === 'document.email' && (payload as { invoiceId?: unknown }).invoiceId === invoiceId
}

function paymentState({ invoice }: InvoiceView) {
  if (invoice.status === 'void') return 'void' as const
  if (invoice.openCents === 0) return 'paid' as const
  return invoice.openCents < invoice.totalCents ? ('part' as const) : ('open' as const)
}

function InvoiceActions({ view, onEmail, onPdf }: { view: InvoiceView; onEmail(): void; onPdf(): void }) {
  const w = useWords().invoices
  const whyNot = useWhyNot()
  const { creditIt } = useWords().credits
  const { id, customerId, orderId, status, openCents } = view.invoice
  const due = status === 'open' && openCents > 0
  return (
    <>
      {due && (
        <ReasonButton
          reason={whyNot('payments.receive')}
          href={`#${pathTo('receivePayment', {}, { customer: customerId, invoices: id })}`}
        >
          {w.receivePayment}
        </ReasonButton>
      )}
      {status === 'open' && (
        <ReasonButton reason={whyNot('documents.email')} variant="default" onClick={onEmail}>
          {w.email}
        </ReasonButton>
      )}
      {status === 'open' && (
        <ReasonButton
          reason={whyNot('credits.create')}
          variant="default"
          href={`#${pathTo('newCredit', {}, { customer: customerId, invoice: id })}`}
        >
          {creditIt}
        </ReasonButton>
      )}
      <Button variant="default" onClick={onPdf}>
        {w.viewPdf}
      </Button>
      {orderId !== '' && (
        <Button variant="subtle" component="a" href={`#${pathTo('order', { orderId })}`}>
          {w.openOrder}
        </Button>
      )}
    </>
  )
}

function InvoiceFigures({ view }: { view: InvoiceView }) {
  const { invoices: w, listed } = useWords()
  const today = useToday()
  const terms = useSession(state => state.session?.company?.terms) ?? []
  const { invoice, customerName } = view
  const late = invoice.openCents > 0 ? daysBetween(invoice.dueOn, today) : 0
  return (
    <Facts
      rows={[
        [
          w.columns.customerName,
          <CustomerLink key="c" customerId={invoice.customerId} name={customerName} />,
        ],
        [w.issued, formatDate(invoice.issuedOn, 'long')],
        [
          w.due,
          <span key="d">
            {formatDate(invoice.dueOn, 'long')}
            {late > 0 && <span className="florin-red"> · {w.pastDue(late)}</span>}
          </span>,
        ],
        [
          w.terms,
          listed.name(
            terms.find(candidate => candidate.code === invoice.termsCode)?.name ?? invoice.termsCode,
          ),
        ],
        [w.po, invoice.poNumber],
        [
          w.originalTotal,
          view.originalTotalCents === null ? null : (
            <span key="t">
              {formatMoney(view.originalTotalCents, invoice.currency)}
              <span className="florin-mute">
                {' '}
                · {w.paidBefore(formatCents(view.originalTotalCents - invoice.totalCents))}
              </span>
            </span>
          ),
        ],
        [
          view.originalTotalCents === null ? w.total : w.takenOver,
          formatMoney(invoice.totalCents, invoice.currency),
        ],
        [
          w.applied,
          invoice.status === 'void'
            ? null
            : formatMoney(invoice.totalCents - invoice.openCents, invoice.currency),
        ],
        [w.open, <strong key="o">{formatMoney(invoice.openCents, invoice.currency)}</strong>],
        ['', invoice.voidedOn && w.voidedOn(formatDate(invoice.voidedOn))],
      ]}
    />
  )
}

function InvoiceHistory({
  view,
  onRevision,
  onFixAddress,
}: {
  view: InvoiceView
  onRevision(revision: number): void
  onFixAddress(): void
}) {
  const { invoices: w, credits, sending, listed } = useWords()
  const language = useLanguage()
  const mayEmail = useRight('documents.email')
  const isOpen = view.invoice.status === 'open'
  const muted = (text: string) => <span className="florin-mute">{text}</span>
  return (
    <>
      <PanelSection title={w.payments}>
        {view.applications.length === 0 && muted(w.noPayments)}
        {view.applications.map(entry => (
          <PanelRow
            key={entry.id}
            left={
              <>
                <a href={`#${entryPlace(entry)}`}>{entry.paymentNumber}</a>{' '}
                {muted(`${listed.name(entry.method)} · ${formatDate(entry.appliedOn)}`)}
                {entry.amountCents < 0 && muted(` · ${w.takenOff}`)}
              </>
            }
            right={formatCents(entry.amountCents)}
          />
        ))}
      </PanelSection>
      {view.credits.length > 0 && (
        <PanelSection title={credits.title}>
          {view.credits.map(credit => (
            <PanelRow
              key={credit.id}
              left={
                <>
                  <a href={`#${pathTo('credit', { creditId: credit.id })}`}>{credit.number}</a>{' '}
                  {muted(`${listed.name(credit.reason)} · ${formatDate(credit.creditedOn)}`)}{' '}
                  <StatusTag status={credit.status} />
                </>
              }
              right={formatCents(credit.totalCents)}
            />
          ))}
        </PanelSection>
      )}
      <PanelSection title={w.mails}>
        {view.mails.length === 0 && muted(w.noMails)}
        {view.mails.map(mail => (
          <PanelRow
            key={mail.mailId}
            left={
              <>
                {mail.recipient}{' '}
                {muted(
                  `${sending.mailKinds[mail.kind]} · ${formatInstant(mail.deliveredAt ?? mail.sentAt ?? mail.queuedAt)}`,
                )}
              </>
            }
            right={<StatusTag status={mail.state} />}
            beneath={
              mail.state === 'undelivered' ? (
                <>
                  <span className="florin-red">{mailReason(mail.lastError, language)}</span>{' '}
                  {mayEmail && isOpen && mail.kind === 'invoice' && (
                    <Button size="compact-xs" variant="default" onClick={onFixAddress}>
                      {w.fixAddress}
                    </Button>
                  )}
                </>
              ) : (
                mailReason(mail.lastError, language)
              )
            }
          />
        ))}
      </PanelSection>
      <LinkHistory links={view.links} />
      <PanelSection title={w.revisions}>
        <RevisionList invoiceId={view.invoice.id} onPdf={onRevision} />
      </PanelSection>
    </>
  )
}
