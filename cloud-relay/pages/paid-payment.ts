import { tolerant } from '../../shared/domain/gather.ts'
import { row, rows } from '../../shared/domain/view.ts'
import type { RelayPorts } from '../ports.ts'
import type { OpenVisit } from './open-visit.ts'
import type { PaidPayment } from './state-pages.ts'

/** The payment that a page's request made, with every invoice that it was ever applied to; null where it made none. */
export async function paidPayment(
  ports: Pick<RelayPorts, 'gatherIn'>,
  { page, visit }: OpenVisit,
): Promise<Pick<PaidPayment, 'payment' | 'applications' | 'invoices'> | null> {
  const paymentId = page.request?.paymentId
  if (!paymentId) return null
  const view = await ports.gatherIn(visit.companyId, soFar => [
    row('payments', paymentId),
    rows('applications', 'paymentId', paymentId),
    ...tolerant(soFar)
      .list('applications', 'paymentId', paymentId)
      .map(({ invoiceId }) => row('invoices', invoiceId)),
  ])
  const payment = view.get('payments', paymentId)
  const applications = view.list('applications', 'paymentId', paymentId)
  const invoiceIds = [...new Set(applications.map(({ invoiceId }) => invoiceId))]
  const invoices = invoiceIds.map(id => view.get('invoices', id)).filter(invoice => invoice !== null)
  return payment && { payment, applications, invoices }
}
