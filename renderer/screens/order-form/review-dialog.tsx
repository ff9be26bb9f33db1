import { Checkbox, Modal } from '@mantine/core'
import { useState } from 'react'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import { isUnchanged, revisionDifferences } from '../../../shared/domain/order/revision-differences.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { AskRefused } from '../../app/ask-client.ts'
import { giveCommand } from '../../app/give-command.ts'
import { useAsk } from '../../app/use-ask.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatDate } from '../../parts/format-date.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { notify } from '../../parts/notify.ts'
import { useRight, useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { countsFrom } from './counts-from.ts'
import { CreditHelp } from './credit-help.tsx'
import type { RevisionBook } from './revision-book.ts'
import { RevisionChanges } from './revision-changes.tsx'
import { nextContent, revisePayload } from './revision-content.ts'

interface ReviewDialogProps {
  book: RevisionBook
  /** The order as it is issued now. */
  view: OrderView
  company: CompanyRow
  users: readonly UserRow[]
  onIssued(): void
  onClose(): void
}

/** Shows what a change of a confirmed order comes to, then issues it as the next revision. */
export function ReviewDialog({ book, view, company, users, onIssued, onClose }: ReviewDialogProps) {
  const words = useWords()
  const w = words.orderEntry
  const today = useToday()
  const mayRelease = useRight('payments.reverse')
  const [release, setRelease] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const { invoice } = view
  const revisions = useAsk(
    'invoices.revisions',
    { invoiceId: invoice?.id ?? '' },
    { enabled: invoice !== null },
  )
  const draft = book.draft()
  const short = shortOf(failure)
  const { data: credit } = useAsk('orders.credit', { orderId: view.order.id }, { enabled: short !== null })
  const issued = revisions.data?.find(one => one.revision === draft.expectedRevision)
  const last = issued?.content
  const differences = last ? revisionDifferences(last, nextContent(draft, view, company, users, last)) : null
  const revision = draft.expectedRevision + 1
  const from = invoice && issued ? countsFrom(invoice.issuedOn, issued.effectiveOn, today, company) : null
  const appliedCents = invoice ? invoice.totalCents - invoice.openCents : 0
  const excessCents = Math.max(0, appliedCents - draft.order.totalCents)
  const excess = formatMoney(excessCents, draft.order.currency)
  const isSame =
    differences !== null && isUnchanged(differences) && draft.order.warehouseNote === view.order.warehouseNote

  async function issue() {
    if (isSame) return onClose()
    setFailure(null)
    try {
      const payload = revisePayload(draft, today, release && excessCents > 0)
      await giveCommand('order.revise', payload, book.deedOf(payload))
      notify(w.issued(revision))
      onIssued()
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Modal opened onClose={onClose} size={620} title={w.reviewTitle(invoice?.number ?? '', revision)}>
      {differences && <RevisionChanges differences={differences} />}
      {from !== null && !isSame && <p>{w.countsFrom(formatDate(company.closedThrough), formatDate(from))}</p>}
      {excessCents > 0 &&
        (mayRelease ? (
          <Checkbox
            mt={14}
            label={w.release(excess)}
            checked={release}
            onChange={event => setRelease(event.currentTarget.checked)}
          />
        ) : (
          <p>{w.releaseHint(excess)}</p>
        ))}
      {revisions.error && <FaultNotice error={revisions.error} onRetry={() => void revisions.refetch()} />}
      {failure !== null && <FaultNotice error={failure} />}
      {short !== null && credit && (
        <CreditHelp order={view.order} customer={view.customer} credit={credit} shortCents={short} />
      )}
      <DialogButtons
        focused
        confirm={isSame ? w.close : w.issue(revision)}
        onConfirm={issue}
        onCancel={onClose}
      />
    </Modal>
  )
}

/** What an override for this change must come to; null where credit is not what refused it. */
function shortOf(failure: unknown): number | null {
  if (!(failure instanceof AskRefused)) return null
  const { code, params } = failure.refusal
  if (code === 'credit-hold') return 0
  return code === 'over-credit-limit' ? Number(params.shortCents) + Number(params.overrideCents) : null
}
