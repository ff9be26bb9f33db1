import { ask } from '../../app/ask.ts'
import { createRun, type RunSubject } from '../../parts/run/create-run.ts'
import type { LeftOut } from '../../parts/run/run-progress.tsx'
import { rememberAddresses } from './remember-addresses.ts'

/** One customer's mail with a link over their invoices. */
export interface LinkSubject extends RunSubject {
  invoiceIds: readonly string[]
  currency: string
  recipients: readonly string[]
  subject: string
  message: string
  /** The customer's new addresses for invoices, where they are to be saved. */
  remember: string[] | null
}

/** What went out: a mail with one link over so many invoices. */
export interface SentLink {
  recipients: readonly string[]
  invoiceCount: number
  askedCents: number
}

/** The run of payment links of this window. */
export const linksRun = createRun<{ leftOut: readonly LeftOut[] }, LinkSubject, SentLink>(
  async (_order, { id: customerId, invoiceIds, recipients, subject, message, remember }, commandId) => {
    const letter = { recipients: [...recipients], subject, message }
    const sent = await ask('links.send', { commandId, customerId, invoiceIds: [...invoiceIds], ...letter })
    if (remember) await rememberAddresses(customerId, remember)
    return sent
  },
  { atOnce: 8 },
)
