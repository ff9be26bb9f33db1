import { COMPANY_ROW, companyOf } from '../../shared/domain/company/company-of.ts'
import { nextSendingInstant } from '../../shared/domain/mail/sending-hours.ts'
import { type GatheredView, type Read, row } from '../../shared/domain/view.ts'
import { hashId } from '../links/hash-id.ts'
import { lastBlindRestore } from '../mail/mail-attempts.ts'
import type { CompanyTransaction, JobHandler, JobResult, RelayPorts } from '../ports.ts'

const RELAY = { kind: 'relay' } as const

/**
 * The handler of `invoice.automatic` jobs, one per confirmed invoice: mails it at once, or where the customer has it daily at
 * the company's next hour for that. The command's id follows from the invoice: it is decided once.
 */
export function createInvoiceSender(ports: RelayPorts): JobHandler {
  return async ({ companyId, payload: { invoiceId }, enqueuedAt }) => {
    if (invoiceId === undefined) return { failed: 'no invoiceId' }
    return ports.inCompany(companyId, async (tx): Promise<JobResult> => {
      const now = ports.clock.now()
      const dueAt = dueInstant(await tx.gather(invoiceReads(invoiceId)), invoiceId, enqueuedAt)
      if (dueAt > now) return { retryAt: dueAt, error: '' }
      await tx.run({
        id: hashId(companyId, 'invoice.send-automatic', invoiceId),
        name: 'invoice.send-automatic',
        payload: { invoiceId },
        actor: RELAY,
        at: await givenAt(tx, enqueuedAt, now),
      })
      return { done: true }
    })
  }
}

/** The handler of `reminder.send` jobs, one per customer and run. */
export function createReminderSender(ports: RelayPorts): JobHandler {
  return async ({ companyId, payload, enqueuedAt }) => {
    const { customerId = '', remindedOn = '' } = payload
    await ports.inCompany(companyId, async tx =>
      tx.run({
        id: hashId(companyId, 'reminder.send', customerId, remindedOn),
        name: 'reminder.send',
        payload,
        actor: RELAY,
        at: await givenAt(tx, enqueuedAt, ports.clock.now()),
      }),
    )
    return { done: true }
  }
}

function invoiceReads(invoiceId: string): (view: GatheredView) => Read[] {
  return view => {
    const invoice = view.get('invoices', invoiceId)
    return [
      row('companies', COMPANY_ROW),
      row('invoices', invoiceId),
      ...(invoice ? [row('customers', invoice.customerId)] : []),
    ]
  }
}

function dueInstant(view: GatheredView, invoiceId: string, confirmedAt: number): number {
  const company = companyOf(view)
  const invoice = view.get('invoices', invoiceId)
  const customer = invoice && view.get('customers', invoice.customerId)
  if (company === null || customer?.automaticInvoices !== 'daily') return 0
  return nextSendingInstant(company, company.automaticInvoiceHour, confirmedAt)
}

/**
 * When the command counts as given. A job older than a restore from a backup that does not know what was sent since may have
 * run before it: its mails are as old, so that they are told as probably sent, and not sent again.
 */
async function givenAt(
  { sql, companyId }: CompanyTransaction,
  enqueuedAt: number,
  now: number,
): Promise<number> {
  const restoredAt = await lastBlindRestore(sql, companyId)
  return restoredAt !== null && enqueuedAt <= restoredAt ? enqueuedAt : now
}
