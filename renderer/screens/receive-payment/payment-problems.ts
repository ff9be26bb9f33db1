import type { Refusal } from '../../../shared/domain/rejections.ts'
import { amountSentence } from '../../parts/amount-problem.ts'
import { formatCents, parseCents } from '../../parts/format-money.ts'
import type { Words } from '../../words/use-words.ts'
import {
  appliedCents,
  isSaidAtOnce,
  type OpenInvoice,
  type PaymentDraft,
  problemsOf,
} from './payment-draft.ts'

/** The sentences of a draft's problems, by field; while it is being typed only what is said at once. */
export function sentencesOf(
  draft: PaymentDraft,
  invoices: readonly OpenInvoice[],
  today: string,
  w: Words['payments'],
  isTyping = false,
): Record<string, string> {
  const sentences: Record<string, string> = {}
  for (const [field, problem] of Object.entries(problemsOf(draft, invoices, today))) {
    if (isTyping && !isSaidAtOnce(problem)) continue
    if (problem === 'appliedOverOpen' || problem === 'discountOverOpen') {
      const invoiceId = field.slice(field.indexOf('.') + 1)
      const openCents = invoices.find(each => each.invoiceId === invoiceId)?.openCents ?? 0
      const offCents = parseCents(draft.discounts?.[invoiceId] ?? '') ?? 0
      sentences[field] =
        problem === 'appliedOverOpen' && offCents > 0
          ? w.problems.appliedBesideDiscount(formatCents(openCents - offCents))
          : w.problems.appliedOverOpen(formatCents(openCents))
    } else if (problem === 'amountMost') sentences[field] = amountSentence(draft.amount, w) ?? ''
    else if (problem === 'appliedOverReceived') {
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
  const [, at, part] = /^applications\.(\d+)(?:\.(\w+))?/.exec(field) ?? []
  if (at !== undefined) {
    const invoiceId = applications[Number(at)]?.invoiceId
    if (invoiceId === undefined) return null
    return part === 'discountCents' ? `discount.${invoiceId}` : `applied.${invoiceId}`
  }
  if (field === 'totalCents') return 'amount'
  return ['customerId', 'receivedOn', 'method', 'reference', 'note'].includes(field) ? field : null
}
