import { navigate, pathTo } from '../../app/router.ts'
import { setListFilter } from '../../store/list-filters.ts'

type Chip = 'all' | 'past-due' | 'opened-unpaid'

/** Opens Open Invoices with those of a bucket of the aging, or of a chip. */
export function drillToInvoices(filter: { bucket?: number; chip?: Chip }): void {
  setListFilter('invoices', { chip: filter.chip ?? 'all', search: '', bucket: filter.bucket ?? null })
  navigate(pathTo('invoices'))
}

/** Opens Payment History with what was received between two days. */
export function drillToPayments(from: string, to: string): void {
  setListFilter('payments', { search: '', range: { name: 'dates', from, to } })
  navigate(pathTo('payments'))
}

/** Opens Payment History with a customer's payments that have the same reference. */
export function drillToTwins(reference: string, customerId: string | null): void {
  setListFilter('payments', {
    search: reference,
    kind: 'payment',
    range: { name: 'all', from: null, to: null },
  })
  navigate(pathTo('payments', {}, customerId === null ? {} : { customer: customerId }))
}

/** Opens the payment links that have come so far. */
export function drillToLinks(step: 'sent' | 'opened' | 'paid'): void {
  setListFilter('links', { step, search: '', days: 30 })
  navigate(pathTo('links'))
}

/** Opens the credits that wait for review. */
export function drillToWaitingCredits(): void {
  setListFilter('credits', { chip: 'waiting', search: '' })
  navigate(pathTo('credits'))
}
