import { type ParsedMail, simpleParser } from 'mailparser'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { MailUnderTest } from '../../mail/testing/mail-under-test.ts'

const HOUR = 3_600_000

/** Lets the relay run by itself up to an instant, looking for jobs every hour, as a relay that is always on does. */
export async function runUntil({ pages }: MailUnderTest, instant: string): Promise<void> {
  const until = Date.parse(instant)
  for (;;) {
    const left = until - pages.test.clock.now()
    await pages.pass(Math.min(left, HOUR))
    if (left <= HOUR) return
  }
}

/** The relay is away up to an instant, then there again. */
export async function awayUntil({ pages }: MailUnderTest, instant: string): Promise<void> {
  await pages.pass(Date.parse(instant) - pages.test.clock.now())
}

/** Changes settings of the company. */
export async function setUp({ pages }: MailUnderTest, to: Partial<CompanyRow>): Promise<void> {
  const company = await pages.get('companies', 'company')
  const changes = Object.fromEntries(
    Object.entries(to).map(([field, value]) => [
      field,
      { from: company[field as keyof CompanyRow], to: value },
    ]),
  )
  await pages.give('company.change', { changes } as never)
}

/** Every message the server took, with who it went to. */
export async function taken({ inbox }: MailUnderTest): Promise<{ to: string; mail: ParsedMail }[]> {
  return Promise.all(
    inbox.messages.map(async message => ({ to: message.to.join(), mail: await simpleParser(message.raw) })),
  )
}

/** The address of the payment link in a mail; empty where there is none. */
export function linkIn(mail: ParsedMail): string {
  return /http:\S+\/l\/\S+/.exec(mail.text ?? '')?.[0] ?? ''
}
