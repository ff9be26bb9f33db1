import { type ParsedMail, simpleParser } from 'mailparser'
import { loadFonts } from '../../../resources/fonts/load-fonts.ts'
import { type PagesUnderTest, PUBLIC_URL, startPagesUnderTest } from '../../pages/testing/pages-under-test.ts'
import type { Store } from '../../ports.ts'
import type { DkimKey } from '../dkim-key.ts'
import { createMailTags } from '../mail-tag.ts'
import { createMailSender } from '../send-mail.ts'
import { SmtpInbox } from './smtp-inbox.ts'

export const MAIL_DOMAIN = 'mail.florin.example'
export const MAIL_TAGS = createMailTags(new Uint8Array(32).fill(9))

/** A wholesaler whose relay sends mail to a real SMTP server. */
export interface MailUnderTest {
  pages: PagesUnderTest
  inbox: SmtpInbox
  /** The last message that the server kept. */
  lastMail(): Promise<ParsedMail>
  stop(): Promise<void>
}

/** Starts it on an empty store. */
export async function startMailUnderTest(
  store: Store,
  fonts = loadFonts(),
  options: { answerMs?: number; dkim?: DkimKey; smtpUrl?: string } = {},
): Promise<MailUnderTest> {
  const inbox = await SmtpInbox.listen()
  const pages = await startPagesUnderTest(store, {
    handlers: (test, keys, gatewayOf) => ({
      'mail.send': createMailSender(test.relay, {
        smtp: {
          url: options.smtpUrl ?? inbox.url,
          name: MAIL_DOMAIN,
          connectMs: 3_000,
          answerMs: options.answerMs ?? 3_000,
        },
        mailDomain: MAIL_DOMAIN,
        tags: MAIL_TAGS,
        dkim: options.dkim ?? null,
        publicUrl: PUBLIC_URL,
        keys,
        fonts,
        gatewayOf,
      }),
    }),
  })
  return {
    pages,
    inbox,
    lastMail: () => simpleParser(inbox.messages.at(-1)?.raw ?? ''),
    async stop() {
      await pages.stop()
      await inbox.stop()
    },
  }
}
