import type { Job } from '../command.ts'
import type { CustomerRow } from '../customer/customer-row.ts'

/** The job by which the relay mails a new invoice by itself, once whatever is revised later; none where the customer has that off. */
export function automaticJobs(customer: Pick<CustomerRow, 'automaticInvoices'>, invoiceId: string): Job[] {
  if (customer.automaticInvoices === 'off') return []
  return [{ kind: 'invoice.automatic', key: `automatic:${invoiceId}`, payload: { invoiceId } }]
}
