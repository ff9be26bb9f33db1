import { Modal } from '@mantine/core'
import { useState } from 'react'
import { documentFileName } from '../../../shared/documents/document-file-name.ts'
import { documentFormats } from '../../../shared/documents/document-formats.ts'
import { documentWords } from '../../../shared/documents/document-words.ts'
import { invoiceTable } from '../../../shared/documents/letters/letter-parts.ts'
import { mailWords } from '../../../shared/documents/letters/mail-words.ts'
import { fillTemplate } from '../../../shared/domain/mail/fill-template.ts'
import { sumCents } from '../../../shared/domain/money.ts'
import type { LinkGroup, LinkPlan } from '../../../shared/protocol/send-asks.ts'
import { ask } from '../../app/ask.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant, isToday } from '../../parts/format-date.ts'
import { formatCents, formatMoney } from '../../parts/format-money.ts'
import { RunProgress } from '../../parts/run/run-progress.tsx'
import { useSession } from '../../store/session.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import classes from '../email-dialog/email-dialog.module.css'
import { PdfView } from '../email-dialog/pdf-view.tsx'
import { PreviewPane } from '../email-dialog/preview-pane.tsx'
import type { BulkForm, BulkRow, ReadyMail } from './bulk-form.ts'
import { BULK_WIDTH, BulkMail } from './bulk-mail.tsx'
import { bulkTitle } from './bulk-title.ts'
import { linksRun } from './links-run.ts'
import { MailPreview, type PreviewedMail } from './mail-preview.tsx'
import { usePlan } from './use-plan.ts'

/** How the invoices were chosen: ticked, all that the list shows, or those of one deed. */
export type LinksFrom = 'selection' | 'list' | 'one'

interface LinksDialogProps {
  /** The invoices to ask for, of any customers; null while nobody asked. */
  invoiceIds: readonly string[] | null
  from?: LinksFrom
  /** Whom the mail of a customer goes to at first, instead of the addresses on file. */
  addresses?: Readonly<Record<string, string[]>>
  onClose(): void
}

/** Sends payment links: one mail and one link per customer, for the sum of the invoices chosen. Then shows how it goes. */
export function LinksDialog({ invoiceIds, from = 'one', addresses, onClose }: LinksDialogProps) {
  const words = useWords()
  const w = words.sending
  const { state, order, isAway } = linksRun.use()
  // A run that ended out of sight makes room for what is asked for now; one under way is shown first.
  const isRun = state !== 'none' && !(state === 'done' && isAway && invoiceIds !== null)
  const { plan, error, retry } = usePlan(isRun ? null : (invoiceIds?.join() ?? null), () =>
    ask('links.plan', { invoiceIds: [...(invoiceIds ?? [])] }),
  )

  const [readyCount, setReadyCount] = useState<number | null>(null)
  const count = plan?.groups.length ?? 0
  const title = plan ? w.linksTitle[from](count, invoiceIds?.length ?? 0) : w.sendLinks

  function close() {
    if (state === 'running') linksRun.hide()
    else if (isRun) linksRun.forget()
    onClose()
  }

  return (
    <Modal
      opened={invoiceIds !== null || (isRun && !isAway)}
      onClose={close}
      size={isRun ? 680 : BULK_WIDTH}
      title={isRun ? w.linksRunTitle : bulkTitle(title, count, plan && readyCount, w)}
    >
      {isRun && (
        <RunProgress
          run={linksRun}
          done={w.linksDone}
          outcome={({ recipients, invoiceCount, askedCents }, { currency }) =>
            w.linkSent(recipients.join(', '), w.invoices(invoiceCount), formatMoney(askedCents, currency))
          }
          leftOut={order?.leftOut ?? []}
          onClose={close}
        />
      )}
      {!isRun && error !== null && <FaultNotice error={error} onRetry={retry} />}
      {!isRun && error === null && !plan && <div className={classes.loading} aria-busy />}
      {!isRun && plan && (
        <BulkMail
          draftKey={addresses ? 'links-again' : 'links-mail'}
          kind="links"
          rows={plan.groups.map(group => rowOf(group, words))}
          texts={plan.texts}
          ccMe={plan.ccMe}
          toHelp={w.toHelpLinks}
          textHint={w.placeholderHint}
          {...(addresses && { addresses })}
          linkBox={null}
          total={ready => totalText(ready, plan, words)}
          preview={(row, form) => <LinksPreview group={groupOf(plan, row)} form={form} />}
          onSend={(ready, leftOut) => start(plan, ready, leftOut, words)}
          onReady={setReadyCount}
          onClose={close}
        />
      )}
    </Modal>
  )
}

function groupOf(plan: LinkPlan, row: Pick<BulkRow, 'id'>): LinkGroup {
  return plan.groups.find(group => group.customerId === row.id)!
}

function rowOf(group: LinkGroup, { sending: w }: Words): BulkRow {
  const none = group.invoiceIds.length === 0
  return {
    id: group.customerId,
    name: group.name,
    about: w.invoices(group.invoiceIds.length),
    amount: formatCents(group.askedCents),
    customerId: group.customerId,
    language: group.language,
    recipients: group.recipients,
    barred: none ? w.reasons[group.left[0]?.reason ?? 'nothing-due'] : null,
    left: group.left.map(({ invoiceId: id, number, reason }) => ({
      id,
      text: w.leftInvoice(number, w.reasons[reason]),
    })),
    hints: none ? [] : hintsOf(group, w),
  }
}

/** What of a customer's invoices makes one think before asking for them. */
function hintsOf(
  { recentLinkAt, notDueCount, invoiceIds, openCreditsCents }: LinkGroup,
  w: Words['sending'],
): string[] {
  const hints: string[] = []
  if (recentLinkAt !== null) {
    const when = formatInstant(recentLinkAt)
    hints.push(isToday(recentLinkAt) ? w.linkSentToday(when) : w.linkSentOn(when))
  }
  if (notDueCount > 0) hints.push(w.notDue(notDueCount, invoiceIds.length))
  if (openCreditsCents > 0) hints.push(w.creditsNotUsed(formatCents(openCreditsCents)))
  return hints
}

function totalText(ready: readonly ReadyMail[], plan: LinkPlan, { sending: w }: Words): string {
  const cents = sumCents(ready.map(({ row }) => groupOf(plan, row).askedCents))
  const currency = ready[0] ? groupOf(plan, ready[0].row).currency : 'USD'
  const left = plan.groups.reduce((sum, group) => sum + group.left.length, 0)
  return w.total(ready.length, formatMoney(cents, currency)) + (left > 0 ? ` · ${w.left(left)}` : '')
}

function start(
  plan: LinkPlan,
  ready: readonly ReadyMail[],
  leftOut: readonly { row: BulkRow; why: string }[],
  { sending: w }: Words,
) {
  const behind = leftOut
    .filter(({ row }) => row.left.length === 0 || groupOf(plan, row).invoiceIds.length > 0)
    .map(({ row, why }) => ({ id: row.id, name: row.name, why }))
  const invoices = plan.groups.flatMap(group =>
    group.left.map(({ invoiceId: id, number, reason }) => ({
      id,
      name: group.name,
      why: w.leftInvoice(number, w.reasons[reason]),
    })),
  )
  linksRun.start(
    { leftOut: [...behind, ...invoices] },
    ready.map(({ row, recipients, subject, message, remember }) => {
      const { invoiceIds, currency } = groupOf(plan, row)
      return { id: row.id, name: row.name, invoiceIds, currency, recipients, subject, message, remember }
    }),
  )
}

/** One customer's mail: the table of what is asked for, the sum, and the button; with a single invoice comes its PDF. */
function LinksPreview({ group, form }: { group: LinkGroup; form: BulkForm }) {
  const { customerId, invoiceIds, language, currency, askedCents, values } = group
  const none = invoiceIds.length === 0
  const listed = useAsk('links.listed', { customerId, invoiceIds }, { enabled: !none })
  const company = useSession(state => state.session?.company?.name) ?? ''
  const words = mailWords(language)
  const formats = documentFormats(language, currency)
  const { subject, message } = form.texts[language]
  if (none) return <div />
  const only = invoiceIds.length === 1 ? listed.data?.[0] : undefined
  const mail: PreviewedMail = {
    language,
    subject: fillTemplate(subject, values),
    paragraphs: [fillTemplate(message, values)],
    table: invoiceTable(listed.data ?? [], language, formats),
    facts: [{ name: words.toPay, value: formats.money(askedCents) }],
    payAmount: formats.money(askedCents),
    attachmentName: only ? documentFileName(company, documentWords[language].invoice, only.number) : null,
  }
  if (!only) return <MailPreview mail={mail} />
  return <PreviewPane mail={mail} document={<PdfView invoiceId={invoiceIds[0]!} />} />
}
