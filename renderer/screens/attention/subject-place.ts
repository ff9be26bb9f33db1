import type { TaskRow } from '../../../shared/domain/task/task-row.ts'
import { pathTo } from '../../app/router.ts'

/** Where a task's subject (`table:id`) is looked at; null for what has no screen. Mails are mended at their customer. */
export function subjectPlace({
  subject,
  customerId,
}: Pick<TaskRow, 'subject' | 'customerId'>): { table: string; path: string } | null {
  const [table, id = ''] = subject.split(':', 2)
  if (table === 'payments') return { table, path: pathTo('payment', { paymentId: id }) }
  if (table === 'payouts') return { table, path: pathTo('payout', { payoutId: id }) }
  if (table === 'credits') return { table, path: pathTo('credit', { creditId: id }) }
  if (table === 'invoices') return { table, path: pathTo('invoice', { invoiceId: id }) }
  if (table === 'orders') return { table, path: pathTo('order', { orderId: id }) }
  const customer = table === 'customers' ? id : customerId
  if (customer === null) return null
  return { table: 'customers', path: pathTo('customer', { customerId: customer }) }
}
