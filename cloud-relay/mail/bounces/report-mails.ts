import type { MAIL_REPORTS } from '../../../shared/domain/mail/report-mail.ts'
import { suppressionKey } from '../../../shared/domain/mail/suppressed-addresses.ts'
import { row } from '../../../shared/domain/view.ts'
import type { CompanyKeys } from '../../links/company-keys.ts'
import { hashId } from '../../links/hash-id.ts'
import type { CompanyTransaction, RelayPorts } from '../../ports.ts'
import { errorLine } from '../error-line.ts'
import type { TaggedMail } from '../mail-tag.ts'
import { isDeadAddress } from './bounce-kind.ts'

/** What the recipient's side said of one mail. */
export interface MailReport extends TaggedMail {
  report: (typeof MAIL_REPORTS)[number]
  /** Whom the report is about, as its server writes it; empty where it does not say. */
  recipient: string
  /** The enhanced status code, such as `5.1.1`; empty where there is none. */
  status: string
  /** The server's words. */
  error: string
}

/** Takes reports to the ledger; told twice they change nothing. Reports about companies or mails nobody knows are dropped. */
export type ReportMails = (reports: readonly MailReport[]) => Promise<void>

const LATEST_MS = 30 * 24 * 3_600_000

/** Reports later than a month after the mail come from no mail server's queue, and change nothing. */
export function createMailReporter(ports: RelayPorts, keys: CompanyKeys): ReportMails {
  return async reports => {
    for (const report of reports) {
      const companyId = await keys.companyOf(report.companyKey)
      if (companyId !== null)
        await ports.inCompany(companyId, tx => reportMail(tx, report, ports.clock.now()))
    }
  }
}

/** Tells the staff what the recipient's side said. `at` in epoch ms. */
export async function reportMail(
  tx: CompanyTransaction,
  { mailId, report, recipient, status, error }: Omit<MailReport, 'companyKey'>,
  at: number,
): Promise<void> {
  const mail = (await tx.gather(() => [row('mails', mailId)])).get('mails', mailId)
  if (mail === null || at - mail.queuedAt > LATEST_MS) return
  // Where a mail was forwarded, the address it was forwarded to may be dead, and ours is not.
  const isOurs = recipient === '' || suppressionKey(recipient) === suppressionKey(mail.recipient)
  const isAddressDead = report === 'bounced' && isOurs && isDeadAddress(status)
  await tx.run({
    id: hashId(tx.companyId, 'mail.report', mailId, report, String(isAddressDead), errorLine(error)),
    name: 'mail.report',
    payload: { mailId, report, isAddressDead, error: errorLine(error), at },
    actor: { kind: 'relay' },
    at,
  })
}
