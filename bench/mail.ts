import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { createCompanyKeys } from '../cloud-relay/links/company-keys.ts'
import { createBounceReader } from '../cloud-relay/mail/bounces/read-maildir.ts'
import { createMailReporter } from '../cloud-relay/mail/bounces/report-mails.ts'
import { deliveryReport } from '../cloud-relay/mail/bounces/testing/delivery-reports.ts'
import {
  MAIL_TAGS,
  type MailUnderTest,
  startMailUnderTest,
} from '../cloud-relay/mail/testing/mail-under-test.ts'
import { SmtpInbox, type TakenMessage } from '../cloud-relay/mail/testing/smtp-inbox.ts'
import { realTimers } from '../cloud-relay/real-timers.ts'
import { openSqlite } from '../cloud-relay/store/sqlite.ts'
import { customerPayload, orderPayload } from '../cloud-relay/testing/payloads.ts'
import type { WireCommand } from '../shared/protocol/sync.ts'
import { drawBare, marksOf } from './bare-pdf.ts'
import { type BenchResult, timed } from './bench-result.ts'

const LINKS = 1_000
const CUSTOMERS = 300
/** Of the bounces one half is turned away at the door, the other comes back as a report. */
const BOUNCES = 100
const LINES = 5
const AT_ONCE = 4
const AIM_MS = 60_000

/**
 * A thousand invoices with links to three hundred customers, a hundred of them to addresses that bounce, from the queue to
 * the mail server over real SMTP, until the last bounce is booked. The floor is what bare pdf-lib draws and bare SMTP sends.
 */
export async function benchMail(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'florin-bench-'))
  const under = await startMailUnderTest(openSqlite(join(folder, 'relay.db')))
  try {
    const wrong = await queue(under)
    const atDoor = wrong.filter((_, nth) => nth % 2 === 0)
    for (const address of atDoor) under.inbox.unknown.add(address)
    const sendMs = await timed(() => sendAll(under))
    const bounceMs = await timed(() => readBounces(under, folder, wrong))
    const ended = await endOf(under)
    const wished = {
      sent: LINKS - BOUNCES,
      undelivered: BOUNCES,
      links: BOUNCES,
      tasks: BOUNCES,
      suppressed: BOUNCES,
    }
    const isRight = JSON.stringify(ended) === JSON.stringify(wished)
    const message = under.inbox.messages[0]!
    const pdfMs = await barePdf(message)
    const smtpMs = await bareSmtp(message)
    const oursMs = sendMs + bounceMs
    const floorMs = pdfMs + smtpMs
    const perMinute = Math.round((LINKS / oursMs) * 60_000)
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
    return {
      name: `${LINKS} links to ${CUSTOMERS} customers, ${BOUNCES} of them bounce`,
      floorMs,
      oursMs,
      ratio: oursMs / floorMs,
      aim: '1,000 links per minute, and exactly the bounced ones undelivered',
      met: oursMs <= AIM_MS && isRight,
      note: `${perMinute}/min; ${ended.sent} sent, ${ended.undelivered} undelivered, ${ended.links} links undelivered, ${ended.tasks} tasks, ${ended.suppressed} addresses suppressed; sending ${seconds(sendMs)}, bounces ${seconds(bounceMs)}; floor: bare pdf-lib ${seconds(pdfMs)}, bare SMTP ${seconds(smtpMs)}; ${Math.round(message.raw.length / 1024)} kB each, SQLite, ${AT_ONCE} at once`,
    }
  } finally {
    await under.stop()
    await under.pages.test.store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Customers, invoices and their mails in the queue; answers the addresses that bounce. */
async function queue({ pages }: MailUnderTest): Promise<string[]> {
  const { device } = pages
  await pages.give('company.change', { changes: { mailsPerMinute: { from: 60, to: 6000 } } })
  const customers = Array.from({ length: CUSTOMERS }, (_, at) => customerPayload(device, `B${at}`))
  await push(customers.map(payload => device.command('customer.add', payload)))
  const orders = Array.from({ length: LINKS }, (_, at) =>
    orderPayload(device, customers[at % CUSTOMERS]!.customerId, String(20_000 + at), LINES),
  )
  await push(orders.map(payload => device.command('order.create', payload)))
  const confirm = { issuedOn: '2026-11-23', expectedTotalCents: 22_800 * LINES }
  await push(orders.map(({ orderId }) => device.command('order.confirm', { orderId, ...confirm })))
  const invoiceIds = (await pages.all('invoices')).map(invoice => invoice.id)
  const wrong: string[] = []
  await push(
    invoiceIds.map((invoiceId, at) => {
      const bounces = at % (LINKS / BOUNCES) === 0
      const address = bounces ? `gone${at}@petal.example` : `pay${at % CUSTOMERS}@petal.example`
      if (bounces) wrong.push(address)
      const recipients = [{ mailId: device.id(), address }]
      const letter = { recipients, subject: 'Your invoice', message: '', linkId: device.id() }
      return device.command('document.email', { invoiceId, ...letter })
    }),
  )
  return wrong

  async function push(commands: WireCommand[]): Promise<void> {
    for (let from = 0; from < commands.length; from += 50) {
      const outcomes = await device.outcomes(...commands.slice(from, from + 50))
      const refused = outcomes.find(each => each.outcome !== 'accepted')
      if (refused) throw new Error(JSON.stringify(refused))
    }
  }
}

async function sendAll({ pages }: MailUnderTest): Promise<void> {
  pages.worker.start()
  const left = () =>
    pages.test.store.read(sql =>
      sql.one<{ left: number }>(
        "SELECT COUNT(*) AS left FROM job WHERE kind = 'mail.send' AND state = 'queued'",
      ),
    )
  while ((await left())!.left > 0) await new Promise(done => setTimeout(done, 50))
}

async function readBounces(
  { pages, inbox }: MailUnderTest,
  folder: string,
  wrong: readonly string[],
): Promise<void> {
  const maildir = join(folder, 'bounces')
  for (const each of ['new', 'cur']) mkdirSync(join(maildir, each), { recursive: true })
  const taken = inbox.messages.filter(message => wrong.includes(message.to[0]!))
  for (const [at, { from, to }] of taken.entries()) {
    const report = deliveryReport(from, { action: 'failed', status: '5.1.1', recipient: to[0]! })
    writeFileSync(join(maildir, 'new', `${1_000_000 + at}.M1.host`), report)
  }
  const { relay } = pages.test
  const report = createMailReporter(relay, createCompanyKeys(relay))
  await createBounceReader(
    { timers: realTimers, log: relay.log },
    { folder: maildir, tags: MAIL_TAGS, report },
  ).readNew()
}

async function endOf({ pages }: MailUnderTest) {
  const mails = await pages.all('mails')
  const count = (state: string) => mails.filter(mail => mail.state === state).length
  const links = (await pages.all('payment_links')).filter(link => link.state === 'undelivered')
  const tasks = (await pages.all('tasks')).filter(task => task.kind === 'mail-undelivered')
  return {
    sent: count('sent'),
    undelivered: count('undelivered'),
    links: links.length,
    tasks: tasks.length,
    suppressed: (await pages.all('suppressed_addresses')).length,
  }
}

/** The same marks as the PDF of a message, drawn by plain pdf-lib calls, as often as links were sent. */
async function barePdf(message: TakenMessage): Promise<number> {
  const { attachments } = await simpleParser(message.raw)
  const marks = await marksOf(new Uint8Array(attachments[0]!.content))
  for (let nth = 0; nth < 20; nth++) await drawBare(marks, null)
  return timed(async () => {
    for (let nth = 0; nth < LINKS; nth++) await drawBare(marks, null)
  })
}

/** The same bytes to the same kind of server over connections that stay open. */
async function bareSmtp({ raw, from }: TakenMessage): Promise<number> {
  const inbox = await SmtpInbox.listen()
  const { hostname: host, port } = new URL(inbox.url)
  const bytes = Buffer.from(raw)
  try {
    return await timed(() =>
      Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          const connection = new SMTPConnection({
            host,
            port: Number(port),
            allowInternalNetworkInterfaces: true,
          })
          // The server is stopped before its goodbye has come.
          connection.on('error', () => {})
          await new Promise<void>((done, fail) => connection.connect(error => (error ? fail(error) : done())))
          for (let nth = 0; nth < LINKS / AT_ONCE; nth++) {
            await new Promise<void>((done, fail) =>
              connection.send({ from, to: ['a@petal.example'] }, bytes, error =>
                error ? fail(error) : done(),
              ),
            )
          }
          connection.quit()
        }),
      ),
    )
  } finally {
    await inbox.stop()
  }
}
