import type { Refusal } from '../../../shared/domain/rejections.ts'
import { formatCents, parseCents } from '../../parts/format-money.ts'
import type { Words } from '../../words/use-words.ts'
import { appliedCents, type OpenInvoice, type PaymentDraft, problemsOf } from './payment-draft.ts'

/** The sentences of a draft's problems, by field. */
export function sentencesOf(
  draft: PaymentDraft,
  invoices: readonly OpenInvoice[],
  today: string,
  w: Words['payments'],
): Record<string, string> {
  const sentences: Record<string, string> = {}
  for (const [field, problem] of Object.entries(problemsOf(draft, invoices, today))) {
    if (problem === 'appliedOverOpen') {
      const invoice = invoices.find(({ invoiceId }) => field === `applied.${invoiceId}`)
      sentences[field] = w.problems.appliedOverOpen(formatCents(invoice?.openCents ?? 0))
    } else if (problem === 'appliedOverReceived') {
      const received = formatCents(parseCents(draft.amount) ?? 0)
      sentences[field] = w.problems.appliedOverReceived(formatCents(appliedCents(draft)), received)
    } else sentences[field] = w.problems[problem]
  }
  return sentences
}

/** The form's field a refusal belongs to; null when it is about the whole. */
export function fieldOfRefusal(
  { field }: Refusal,
  applications: readonly { invoiceId: string }[],
): string | null {
  const at = /^applications\.(\d+)/.exec(field)?.[1]
  if (at !== undefined) {
    const invoiceId = applications[Number(at)]?.invoiceId
    return invoiceId === undefined ? null : `applied.${invoiceId}`
  }
  if (field === 'totalCents') return 'amount'
  return ['customerId', 'receivedOn', 'method', 'reference', 'note'].includes(field) ? field : null
}
