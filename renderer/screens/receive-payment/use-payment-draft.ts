import { useEffect, useState } from 'react'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import { sumCents } from '../../../shared/domain/money.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { useIssue } from '../../app/issues.ts'
import { newId } from '../../app/new-id.ts'
import { useRoute } from '../../app/router.ts'
import { formatCents } from '../../parts/format-money.ts'
import { dropDraft, keepDraftIfRoom, readDraft } from '../../store/draft.ts'
import { useToday } from '../../store/session.ts'
import { draftFor, emptyDraft, onDay, type PaymentDraft, withDate } from './payment-draft.ts'

const KEY = 'receive-payment'

/** What is typed into Receive Payment: kept over reloads until it is saved, or taken from where the user came from. */
export function usePaymentDraft() {
  const today = useToday()
  const query = useRoute()?.query
  const issue = useIssue()
  const customerId = query?.get('customer') ?? null
  const chosen = query?.get('invoices')?.split(',') ?? []
  const cameWith = customerId === null ? '' : `customer ${customerId} ${chosen.join()}`
  const cameFrom = () =>
    draftFor(readDraft<PaymentDraft>(KEY), cameWith, () => ({
      ...emptyDraft(newId(), today),
      customerId,
      chosen,
    }))
  const [draft, setDraft] = useState<PaymentDraft>(cameFrom)

  // Coming again with other invoices starts another payment.
  const [started, setStarted] = useState(cameWith)
  if (started !== cameWith) {
    setStarted(cameWith)
    if (cameWith !== '') setDraft(cameFrom)
  }
  const [repairing, setRepairing] = useState<string | null>(null)
  if (issue && issue.id !== repairing) {
    setRepairing(issue.id)
    setDraft(before => draftFor(before, `issue ${issue.id}`, () => draftOfIssue(issue, today)))
  }

  useEffect(() => void keepDraftIfRoom(KEY, draft), [draft])

  return {
    draft: onDay(draft, today),
    setDraft,
    issue,
    clear() {
      dropDraft(KEY)
      setDraft(emptyDraft(newId(), today))
    },
  }
}

function draftOfIssue(issue: SyncIssueRow, today: string): PaymentDraft {
  const empty = emptyDraft(newId(), today)
  if (issue.name !== 'payment.receive') return empty
  const typed = issue.payload as PayloadOf<'payment.receive'>
  return {
    ...withDate(empty, typed.receivedOn),
    customerId: typed.customerId,
    amount: formatCents(typed.totalCents),
    amountFollows: false,
    method: typed.method,
    reference: typed.reference,
    note: typed.note,
    byHand: true,
    discounts: Object.fromEntries(
      typed.applications.flatMap(({ invoiceId, discountCents }) =>
        discountCents ? [[invoiceId, formatCents(discountCents)]] : [],
      ),
    ),
    credits: Object.fromEntries(
      (typed.credits ?? []).map(({ paymentId, applications }) => {
        const amount = formatCents(sumCents(applications.map(each => each.amountCents)))
        const invoiceId = applications.length === 1 ? applications[0]!.invoiceId : null
        return [paymentId, { amount, invoiceId }]
      }),
    ),
    applied: Object.fromEntries(
      typed.applications.map(({ invoiceId, amountCents }) => [invoiceId, formatCents(amountCents)]),
    ),
  }
}
