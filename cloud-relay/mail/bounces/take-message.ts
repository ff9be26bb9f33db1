import type { Logger } from 'pino'
import type { MailTags } from '../mail-tag.ts'
import { readDeliveryReport } from './read-delivery-report.ts'
import type { ReportMails } from './report-mails.ts'

/** Reports are small; what a server returns of the message beyond this many bytes is not needed. */
export const MOST_BYTES = 1024 * 1024

/** How messages of a mailbox for bounces get to the ledger. */
export interface BounceParts {
  tags: MailTags
  report: ReportMails
}

/**
 * Takes one message among the bounces to the ledger. False where a person should look at it; throws when the ledger can't
 * take it, and then it must be read again. `name` is what the log calls it.
 */
export async function takeMessage(
  log: Logger,
  { tags, report }: BounceParts,
  source: Uint8Array,
  name: string,
): Promise<boolean> {
  const read = await readDeliveryReport(source, tags.find).catch(error => {
    log.warn({ err: error, name }, 'a bounce could not be parsed')
    return { reports: null, why: 'not-understood' as const }
  })
  if (read.reports !== null) await report(read.reports)
  else if (read.why !== 'automatic') log.warn({ name, why: read.why }, 'a message among the bounces is none')
  return read.reports !== null || read.why === 'automatic'
}
