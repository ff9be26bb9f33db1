import { creditIdOf } from '../../../shared/domain/attachment/attachment-subject.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { pathTo } from '../../app/router.ts'

/** The form in which a refused request can be typed again, with its values; null where none takes it. */
export function repairPlace(issue: Pick<SyncIssueRow, 'id' | 'name' | 'payload'>): string | null {
  const query = { issue: issue.id }
  const ids = issue.payload as Record<string, unknown>
  const idOf = (key: string) => (typeof ids[key] === 'string' ? ids[key] : '')
  const noun = issue.name.split('.')[0]
  if (issue.name === 'order.create') return pathTo('newOrder', {}, query)
  if (issue.name === 'payment.receive') return pathTo('receivePayment', {}, query)
  if (issue.name === 'credit.create') return pathTo('newCredit', {}, query)
  if (issue.name === 'credit.resubmit') return pathTo('newCredit', {}, { ...query, credit: idOf('creditId') })
  if (noun === 'credit') return pathTo('credit', { creditId: idOf('creditId') }, query)
  if (issue.name === 'attachment.add')
    return pathTo('credit', { creditId: creditIdOf(idOf('subject')) }, query)
  if (issue.name === 'customer.add') return pathTo('customers', {}, query)
  if (noun === 'order') return pathTo('order', { orderId: idOf('orderId') }, query)
  if (issue.name === 'payment.cancel-refund') return pathTo('payment', { paymentId: idOf('refundId') }, query)
  if (noun === 'credit' && idOf('orderId') !== '') return pathTo('order', { orderId: idOf('orderId') })
  if (noun === 'payment') return pathTo('payment', { paymentId: idOf('paymentId') }, query)
  if (issue.name === 'customer.merge') return pathTo('customer', { customerId: idOf('fromId') })
  if (noun === 'customer') return pathTo('customer', { customerId: idOf('customerId') }, query)
  if (noun === 'document') return pathTo('invoice', { invoiceId: idOf('invoiceId') }, query)
  if (noun === 'links') return pathTo('invoices', {}, query)
  if (noun === 'link') return pathTo('link', { linkId: idOf('linkId') })
  if (noun === 'statement') return pathTo('aging', {}, { customer: idOf('customerId') })
  if (noun === 'product') return pathTo('products', {}, query)
  if (noun === 'period' || noun === 'finance-charge') return pathTo('periods')
  if (noun === 'company') return pathTo('settings', {}, query)
  return noun === 'user' ? pathTo('team', {}, query) : null
}
