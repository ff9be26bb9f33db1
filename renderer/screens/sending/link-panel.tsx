import { useState } from 'react'
import type { LinkView } from '../../../shared/protocol/send-asks.ts'
import { pathTo, useRoute } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Facts } from '../../parts/facts.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { formatCents, formatMoney } from '../../parts/format-money.ts'
import { Panel, PanelRow, PanelSection } from '../../parts/panel.tsx'
import { LinkTag, StatusTag } from '../../parts/status-tag.tsx'
import { useLanguage } from '../../words/language.ts'
import { mailReason } from '../../words/mail-reason.ts'
import { useWords } from '../../words/use-words.ts'
import { CustomerLink } from '../customers/customer-link.tsx'
import { LinkActions } from './link-actions.tsx'
import classes from './link-panel.module.css'
import { type LinkStep, linkSteps } from './link-steps.ts'
import { ResendDialog } from './resend-dialog.tsx'

/** One payment link: what it asks for, what happened to it and when, and what can be done about it. */
export function LinkPanel({ linkId, onClose }: { linkId: string | null; onClose(): void }) {
  const w = useWords().sending
  const { data, error, refetch } = useAsk('links.one', { linkId: linkId ?? '' }, { enabled: linkId !== null })
  const [resending, setResending] = useState<LinkView | null>(null)
  // Needs attention leads here to send a link again whose mail came back.
  const wanted = useRoute()?.query.has('again') ?? false
  const [openedFor, setOpenedFor] = useState<string | null>(null)
  if (wanted && data && openedFor !== linkId) {
    setOpenedFor(linkId)
    setResending(data)
  }
  return (
    <>
      <Panel
        opened={linkId !== null}
        onClose={onClose}
        title={data ? w.linkOf(data.customerName) : ''}
        actions={data && <LinkActions view={data} onResend={() => setResending(data)} />}
      >
        {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
        {data && <LinkBody view={data} />}
      </Panel>
      {resending && <ResendDialog view={resending} onClose={() => setResending(null)} />}
    </>
  )
}

/** What is still to come. */
const AHEAD: readonly LinkStep[] = ['queued', 'activeUntil', 'unopenedUntil']

function LinkBody({ view }: { view: LinkView }) {
  const { sending: w, orderMail, phone } = useWords()
  const language = useLanguage()
  const { link, summary } = view
  return (
    <>
      <Facts
        rows={[
          [w.customer, <CustomerLink key="c" customerId={link.customerId} name={view.customerName} />],
          [w.sentWith, w.linkKinds[link.kind]],
          [w.asked, formatMoney(link.askedCents, link.currency)],
          [w.cameIn, summary.paidCents > 0 ? formatMoney(summary.paidCents, link.currency) : ''],
          [w.openNow, <strong key="o">{formatMoney(view.openCents, link.currency)}</strong>],
          [w.sentTo, link.sentTo.join(', ') || phone.byPhone],
          [w.sentBy, view.createdByName || w.byRelay],
          [w.ending, link.tokenLast4 && `…${link.tokenLast4}`],
        ]}
      />
      <PanelSection title={w.timeline}>
        <LinkTag link={summary} />
        <ol className={classes.steps}>
          {linkSteps(view).map(({ step, at, about, isBad }) => (
            <li
              key={`${step} ${about} ${at}`}
              className={isBad ? classes.bad : AHEAD.includes(step) ? classes.ahead : undefined}
            >
              <span>
                {w.steps[step]}
                {step === 'revoked' && view.revokedByName && ` · ${view.revokedByName}`}
                {about !== '' && <span className="florin-mute"> · {about}</span>}
              </span>
              <time>{at === null ? '' : formatInstant(at)}</time>
            </li>
          ))}
        </ol>
      </PanelSection>
      <PanelSection title={w.mails}>
        {view.mails.map(mail => (
          <PanelRow
            key={mail.mailId}
            left={
              <>
                {mail.recipient} <span className="florin-mute">{w.mailKinds[mail.kind]}</span>
              </>
            }
            right={<StatusTag status={mail.state} />}
            beneath={
              mail.lastError && <span className="florin-red">{mailReason(mail.lastError, language)}</span>
            }
          />
        ))}
      </PanelSection>
      <PanelSection title={w.invoicesOf}>
        {view.order && (
          <PanelRow
            left={
              <a href={`#${pathTo('order', { orderId: view.order.orderId })}`}>
                {orderMail.orderDue(view.order.number)}
              </a>
            }
            right={
              view.order.isVoid ? (
                <StatusTag status="void" />
              ) : view.order.openCents === 0 ? (
                <StatusTag status="paid" />
              ) : (
                formatCents(view.order.openCents)
              )
            }
          />
        )}
        {view.invoices.map(invoice => (
          <PanelRow
            key={invoice.invoiceId}
            left={<a href={`#${pathTo('invoice', { invoiceId: invoice.invoiceId })}`}>{invoice.number}</a>}
            right={
              invoice.isVoid ? (
                <StatusTag status="void" />
              ) : invoice.openCents === 0 ? (
                <StatusTag status="paid" />
              ) : (
                formatCents(invoice.openCents)
              )
            }
            beneath={
              invoice.newerLinkId !== null && (
                <a href={`#${pathTo('link', { linkId: invoice.newerLinkId })}`}>{w.newerLink}</a>
              )
            }
          />
        ))}
      </PanelSection>
    </>
  )
}
