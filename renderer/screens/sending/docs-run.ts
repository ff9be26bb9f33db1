import { ask } from '../../app/ask.ts'
import { createRun, type RunSubject } from '../../parts/run/create-run.ts'
import type { LeftOut } from '../../parts/run/run-progress.tsx'
import { rememberAddresses } from './remember-addresses.ts'

/** One order's invoice, or a pending order, to be mailed as PDF. */
export interface DocSubject extends RunSubject {
  /** null: it is a pending order, the subject's own id. */
  invoiceId: string | null
  customerId: string
  withLink: boolean
  recipients: readonly string[]
  subject: string
  message: string
  /** The customer's new addresses for invoices, where they are to be saved. */
  remember: string[] | null
}

/** Whom a mail went to, and whether with a link. */
export interface SentDoc {
  recipients: readonly string[]
  withLink: boolean
}

/** The run of emailed invoices of this window. */
export const docsRun = createRun<{ leftOut: readonly LeftOut[] }, DocSubject, SentDoc>(
  async (
    _order,
    { id, invoiceId, customerId, withLink, recipients, subject, message, remember },
    commandId,
  ) => {
    const letter = { recipients: [...recipients], subject, message }
    const sent =
      invoiceId === null
        ? await ask('orders.send', { commandId, orderId: id, withLink, ...letter })
        : await ask('documents.send', { commandId, invoiceId, withLink, ...letter })
    if (remember) await rememberAddresses(customerId, remember)
    return sent
  },
  { atOnce: 8 },
)
