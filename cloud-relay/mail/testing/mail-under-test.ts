import { type ParsedMail, simpleParser } from 'mailparser'
import { loadFonts } from '../../../resources/fonts/load-fonts.ts'
import { createJobWorker, type JobWorker } from '../../jobs/job-worker.ts'
import { createRelay, type Relay } from '../../ledger/create-relay.ts'
import { createCompanyKeys } from '../../links/company-keys.ts'
import {
  PAGES_SECRET,
  type PagesUnderTest,
  PUBLIC_URL,
  startPagesUnderTest,
} from '../../pages/testing/pages-under-test.ts'
import type { Store } from '../../ports.ts'
import { realTimers } from '../../real-timers.ts'
import { robotHandlers } from '../../robot/robot-handlers.ts'
import { testRandom } from '../../testing/each-engine.ts'
import type { DkimKey } from '../dkim-key.ts'
import { createMailTags } from '../mail-tag.ts'
import { createMailSender } from '../send-mail.ts'
import { createUnsubscribing } from '../unsubscribing.ts'
import { SmtpInbox } from './smtp-inbox.ts'

export const MAIL_DOMAIN = 'mail.florin.example'
export const MAIL_TAGS = createMailTags(new Uint8Array(32).fill(9))

/** A wholesaler whose relay sends mail to a real SMTP server. */
export interface MailUnderTest {
  pages: PagesUnderTest
  inbox: SmtpInbox
  /** The last message that the server kept. */
  lastMail(): Promise<ParsedMail>
  /** The last one to this address: mails of one pass arrive in any order. */
  mailTo(address: string): Promise<ParsedMail>
  /** The worker of one more node on another connection to the same database. */
  node(store: Store): JobWorker
  stop(): Promise<void>
}

/** Starts it on an empty store. */
export async function startMailUnderTest(
  store: Store,
  fonts = loadFonts(),
  options: { answerMs?: number; dkim?: DkimKey; smtpUrl?: string } = {},
): Promise<MailUnderTest> {
  const inbox = await SmtpInbox.listen()
  const handlersOf = (relay: Relay) =>
    robotHandlers(
      relay,
      createMailSender(relay, {
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
        keys: createCompanyKeys(relay),
        fonts,
        unsubscribing: createUnsubscribing(PAGES_SECRET),
      }),
    )
  const pages = await startPagesUnderTest(store, {
    handlers: test => handlersOf(test.relay),
  })
  return {
    pages,
    inbox,
    lastMail: () => simpleParser(inbox.messages.at(-1)?.raw ?? ''),
    mailTo: address => simpleParser(inbox.messages.findLast(({ to }) => to.includes(address))?.raw ?? ''),
    node(other) {
      const { clock, log } = pages.test.relay
      const relay = createRelay({ store: other, clock, log, random: testRandom, timers: realTimers })
      return createJobWorker(relay, handlersOf(relay))
    },
    async stop() {
      await pages.stop()
      await inbox.stop()
    },
  }
}
