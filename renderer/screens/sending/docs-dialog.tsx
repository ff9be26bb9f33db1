import { Modal } from '@mantine/core'
import { useState } from 'react'
import { documentFileName } from '../../../shared/documents/document-file-name.ts'
import { documentFormats } from '../../../shared/documents/document-formats.ts'
import { mailWords } from '../../../shared/documents/letters/mail-words.ts'
import { fillTemplate } from '../../../shared/domain/mail/fill-template.ts'
import type { NoLinkReason } from '../../../shared/domain/payment-link/link-offer.ts'
import type { DocumentPlan, DocumentPlanRow } from '../../../shared/protocol/send-asks.ts'
import { ask } from '../../app/ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { RunProgress } from '../../parts/run/run-progress.tsx'
import { useSession } from '../../store/session.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import classes from '../email-dialog/email-dialog.module.css'
import type { BulkForm, BulkRow, ReadyMail } from './bulk-form.ts'
import { BULK_WIDTH, BulkMail } from './bulk-mail.tsx'
import { bulkTitle } from './bulk-title.ts'
import { docsRun } from './docs-run.ts'
import { invoiceMail } from './invoice-mail.ts'
import { MailPreview } from './mail-preview.tsx'
import { orderMailPreview } from './order-mail.ts'
import { usePlan } from './use-plan.ts'

interface DocsDialogProps {
  /** The orders whose invoices are to be mailed; null while nobody asked. */
  orderIds: readonly string[] | null
  onClose(): void
}

/** Emails the invoices of many orders, one mail each, with its PDF and, where something is due, a link. Then shows how it goes. */
export function DocsDialog({ orderIds, onClose }: DocsDialogProps) {
  const words = useWords()
  const w = words.sending
  const { state, order, isAway } = docsRun.use()
  // A run that ended out of sight makes room for what is asked for now; one under way is shown first.
  const isRun = state !== 'none' && !(state === 'done' && isAway && orderIds !== null)
  const [readyCount, setReadyCount] = useState<number | null>(null)
  const { plan, error, retry } = usePlan(isRun ? null : (orderIds?.join() ?? null), () =>
    ask('documents.plan', { orderIds: [...(orderIds ?? [])] }),
  )

  const count = orderIds?.length ?? 0

  function close() {
    if (state === 'running') docsRun.hide()
    else if (isRun) docsRun.forget()
    onClose()
  }

  return (
    <Modal
      opened={orderIds !== null || (isRun && !isAway)}
      onClose={close}
      size={isRun ? 680 : BULK_WIDTH}
      title={isRun ? w.docsRunTitle : bulkTitle(w.docsTitle(count), count, plan && readyCount, w)}
    >
      {isRun && (
        <RunProgress
          run={docsRun}
          done={w.docsDone}
          outcome={({ recipients, withLink }) => w.docSent(recipients.join(', '), withLink)}
          leftOut={order?.leftOut ?? []}
          onClose={close}
        />
      )}
      {!isRun && error !== null && <FaultNotice error={error} onRetry={retry} />}
      {!isRun && error === null && !plan && <div className={classes.loading} aria-busy />}
      {!isRun && plan && (
        <BulkMail
          draftKey="documents-mail"
          kind="invoice"
          rows={plan.rows.map(row => rowOf(row, words))}
          texts={plan.texts}
          ccMe={plan.ccMe}
          toHelp={words.email.toHelp}
          textHint={w.placeholderHint}
          linkBox={noneOffered(plan) === null ? plan.linkBox : null}
          {...noteOf(noneOffered(plan), words)}
          total={ready => w.totalDocs(ready.length)}
          preview={(row, form) => <DocPreview plan={plan} row={planRow(plan, row)} form={form} />}
          onSend={(ready, leftOut, form) => start(plan, ready, leftOut, form)}
          onReady={setReadyCount}
          onClose={close}
        />
      )}
    </Modal>
  )
}

/** Why no mail of the plan is offered a link; null where one is. */
function noneOffered({ rows }: DocumentPlan): NoLinkReason | null {
  const reasons = rows.filter(row => row.invoice !== null || row.order !== null).map(row => row.noLinkReason)
  return reasons.includes(null) ? null : (reasons[0] ?? null)
}

function noteOf(reason: NoLinkReason | null, { email }: Words): { linkNote?: string } {
  return reason === null ? {} : { linkNote: email.noLink[reason] }
}

function planRow(plan: DocumentPlan, row: Pick<BulkRow, 'id'>): DocumentPlanRow {
  return plan.rows.find(each => each.orderId === row.id)!
}

function rowOf(row: DocumentPlanRow, { sending: w, orderMail }: Words): BulkRow {
  const { invoice, order } = row
  const barred = row.isVoid ? w.voided : invoice || order ? null : orderMail.draft
  return {
    id: row.orderId,
    name: row.customerName,
    about: invoice ? w.invoice(invoice.number) : w.order(row.orderNumber),
    amount: invoice || order ? formatCents((invoice ?? order)!.totalCents) : '',
    customerId: row.customerId,
    language: row.language,
    recipients: row.recipients,
    barred,
    left: [],
    hints: [],
  }
}

function start(
  plan: DocumentPlan,
  ready: readonly ReadyMail[],
  leftOut: readonly { row: BulkRow; why: string }[],
  { link: withLink }: BulkForm,
) {
  docsRun.start(
    { leftOut: leftOut.map(({ row, why }) => ({ id: row.id, name: `${row.name} · ${row.about}`, why })) },
    ready.map(({ row, recipients, subject, message, remember }) => {
      const planned = planRow(plan, row)
      const invoiceId = planned.invoice?.id ?? null
      const name = `${row.name} · ${row.about}`
      const { id, customerId } = row
      const letter = letterOf(plan, planned, { subject, message })
      return { id, name, invoiceId, customerId, withLink, recipients, ...letter, remember }
    }),
  )
}

/** What a mail says: of a pending order in its own words, unless a person typed others for all of them. */
function letterOf(
  plan: DocumentPlan,
  { order, language }: DocumentPlanRow,
  typed: { subject: string; message: string },
): { subject: string; message: string } {
  if (order === null) return typed
  const start = plan.texts[language]
  return {
    subject: typed.subject === start.subject ? order.subject : typed.subject,
    message: typed.message === start.message ? order.message : typed.message,
  }
}

/** One order's mail as its customer will see it. */
function DocPreview({ plan, row, form }: { plan: DocumentPlan; row: DocumentPlanRow; form: BulkForm }) {
  const company = useSession(state => state.session?.company?.name) ?? ''
  const { invoice, order, values, language, currency, noLinkReason } = row
  const { subject, message } = letterOf(plan, row, form.texts[language])
  if (order && values) {
    return (
      <MailPreview
        mail={orderMailPreview(order, {
          language,
          formats: documentFormats(language, currency),
          subject: fillTemplate(subject, values),
          message: fillTemplate(message, values),
          askedCents: order.askedCents,
          withLink: form.link && noLinkReason === null,
          attachmentName: documentFileName(company, mailWords(language).order, order.number),
        })}
      />
    )
  }
  if (!invoice || !values) return <div />
  return (
    <MailPreview
      mail={invoiceMail(invoice, {
        language,
        formats: documentFormats(language, currency),
        subject: fillTemplate(subject, values),
        message: fillTemplate(message, values),
        withLink: form.link && noLinkReason === null,
        attachmentName: documentFileName(company, mailWords(language).invoice, invoice.number),
      })}
    />
  )
}
