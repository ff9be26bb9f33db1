import { type ParsedMail, simpleParser } from 'mailparser'
import { loadFonts } from '../../../resources/fonts/load-fonts.ts'
import {
  PAGES_SECRET,
  type PagesUnderTest,
  PUBLIC_URL,
  startPagesUnderTest,
} from '../../pages/testing/pages-under-test.ts'
import type { Store } from '../../ports.ts'
import { robotHandlers } from '../../robot/robot-handlers.ts'
import { createMailSender } from '../send-mail.ts'
import { createUnsubscribing } from '../unsubscribing.ts'
import { SmtpInbox } from './smtp-inbox.ts'

export const MAIL_DOMAIN = 'mail.florin.example'

/** A wholesaler whose relay sends mail to a real SMTP server. */
export interface MailUnderTest {
  pages: PagesUnderTest
  inbox: SmtpInbox
  /** The last message that the server kept. */
  lastMail(): Promise<ParsedMail>
  stop(): Promise<void>
}

/** Starts it on an empty store. */
export async function startMailUnderTest(store: Store, fonts = loadFonts()): Promise<MailUnderTest> {
  const inbox = await SmtpInbox.listen()
  const pages = await startPagesUnderTest(store, {
    handlers: (test, keys, gatewayOf) =>
      robotHandlers(
        test.relay,
        createMailSender(test.relay, {
          smtp: { url: inbox.url, name: MAIL_DOMAIN, connectMs: 3_000, answerMs: 3_000 },
          mailDomain: MAIL_DOMAIN,
          publicUrl: PUBLIC_URL,
          keys,
          fonts,
          gatewayOf,
          unsubscribing: createUnsubscribing(PAGES_SECRET),
        }),
      ),
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
