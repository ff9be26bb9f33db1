import type { DocumentFonts } from '../../shared/documents/document-fonts.ts'
import { isTestAccount } from '../../shared/domain/company/payments-account.ts'
import type { CompanyKeys } from '../links/company-keys.ts'
import { issueToken } from '../links/issue-token.ts'
import { linkUrl } from '../links/tokens.ts'
import type { CompanyTransaction, JobHandler, JobResult, RelayPorts } from '../ports.ts'
import { type ComposedMail, composeMail } from './compose-mail.ts'
import { type DeliveryEnd, deliverMessage, type SmtpServer } from './deliver-message.ts'
import { beginAttempt, endAttempt, lastAttempt, lastBlindRestore, markHandingOver } from './mail-attempts.ts'
import { type MailRows, mailReads, mailRowsOf } from './mail-rows.ts'
import { type MailResult, recordMail } from './record-mail.ts'

/** What sending mail needs besides the relay's ports. */
export interface MailParts {
  smtp: SmtpServer
  /** The domain we send from: ours, so that its mail can be signed and its bounces come back. */
  mailDomain: string
  publicUrl: string
  keys: CompanyKeys
  fonts: DocumentFonts
  /** Writes the message; a simulated world has a shorter way. */
  compose?: typeof composeMail
  /** Hands it over; a simulated world plays the server. */
  deliver?: typeof deliverMessage
}

/** A try to send that has begun: its token exists, its row is written, nothing was handed over. */
interface Begun {
  nth: number
  rows: MailRows
  token: string | null
  tokenLast4: string
}

const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 3_600_000
const PATIENCE_MS = 48 * 3_600_000
const MAX_MESSAGE_BYTES = 10 * 1024 * 1024
const TOO_LARGE = { end: 'refused', isPermanent: true, answer: 'the message is larger than 10 MB' } as const
const PUT_BACK = 'the relay was put back to a backup: this mail may have gone out before'
const NOT_COMPOSED = { end: 'not-sent', answer: 'the relay could not compose the message' } as const

/**
 * The handler of `mail.send` jobs. A mail is never sent twice knowingly: what may have been handed over before a crash is
 * recorded as probably sent. Servers that are away or say 4xx are asked again for 48 hours.
 */
export function createMailSender(ports: RelayPorts, parts: MailParts): JobHandler {
  const { clock, log } = ports
  const { compose: writeMessage = composeMail, deliver: handOver = deliverMessage } = parts

  return async job => {
    const { mailId } = job.payload
    if (mailId === undefined) return { failed: 'no mailId' }
    const { companyId } = job
    const companyKey = await parts.keys.keyOf(companyId)
    const begun = await ports.inCompany(companyId, tx => begin(tx, mailId))
    if (begun === null) return { done: true }
    const { nth, tokenLast4 } = begun
    const composed = await compose(begun, companyId, companyKey)
    const end = composed === null ? NOT_COMPOSED : await deliver(begun, composed, job)
    const state = stateAfter(end, clock.now() - job.enqueuedAt)
    await ports.inCompany(companyId, async tx => {
      await endAttempt(tx.sql, companyId, mailId, { nth, at: clock.now(), answer: end.answer })
      const error = end.end === 'accepted' ? '' : end.answer
      await record(tx, mailId, { state, attempts: nth, error, tokenLast4 })
    })
    return state === 'waiting' ? again(nth, end.answer) : { done: true }
  }

  /** Checks that the mail is still to be sent, makes its token and writes the try down; null when nothing is to be sent. */
  async function begin(tx: CompanyTransaction, mailId: string): Promise<Begun | null> {
    const { sql, companyId } = tx
    const rows = mailRowsOf(mailId, await tx.gather(mailReads(mailId)), clock.now())
    if (rows === null || (rows.mail.state !== 'queued' && rows.mail.state !== 'waiting')) return null
    const last = await lastAttempt(sql, companyId, mailId)
    if (last?.state === 'handing-over') {
      const error = 'the connection was lost while the message was handed over'
      await endAttempt(sql, companyId, mailId, { nth: last.nth, at: clock.now(), answer: error })
      const { nth: attempts, tokenLast4 } = last
      await record(tx, mailId, { state: 'probably-sent', attempts, error, tokenLast4 })
      return null
    }
    const nth = (last?.nth ?? 0) + 1
    if (last?.state === 'sent' || last?.state === 'probably-sent') {
      const { nth: attempts, state, tokenLast4 } = last
      await record(tx, mailId, { state, attempts, error: state === 'sent' ? '' : PUT_BACK, tokenLast4 })
      return null
    }
    const blindAt = await lastBlindRestore(sql, companyId)
    if (blindAt !== null && rows.mail.queuedAt <= blindAt && (last?.beganAt ?? 0) <= blindAt) {
      const { nth: attempts = 0, tokenLast4 = '' } = last ?? {}
      await record(tx, mailId, { state: 'probably-sent', attempts, error: PUT_BACK, tokenLast4 })
      return null
    }
    // These mails are about their link: without one they have nothing to say.
    if ((rows.mail.kind === 'renewal' || rows.mail.kind === 'links') && rows.link === null) {
      const error = 'nothing is due any more'
      await record(tx, mailId, { state: 'canceled', attempts: nth - 1, error, tokenLast4: '' })
      return null
    }
    const token =
      rows.link === null
        ? null
        : await issueToken(sql, companyId, { linkId: rows.link.row.id, mailId }, ports)
    const tokenLast4 = token?.last4 ?? ''
    await beginAttempt(sql, companyId, mailId, { nth, tokenLast4, at: clock.now() })
    return { nth, rows, token: token?.token ?? null, tokenLast4 }
  }

  /** Null when it can't be composed: that is told to the staff in time, as any other reason not to send. */
  async function compose(
    { rows, token }: Begun,
    companyId: string,
    companyKey: string,
  ): Promise<ComposedMail | null> {
    const payUrl = token === null ? null : linkUrl(parts.publicUrl, companyKey, token)
    try {
      return await writeMessage(rows, payUrl, {
        mailDomain: parts.mailDomain,
        companyKey,
        fonts: parts.fonts,
        isTest: isTestAccount(rows.company.paymentsAccount),
        now: clock.now(),
      })
    } catch (error) {
      const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
      const safe = token === null ? trace : trace.replaceAll(token, '…')
      log.error({ alert: true, companyId, mailId: rows.mail.id, trace: safe }, 'a mail could not be composed')
      return null
    }
  }

  async function deliver(
    { rows, nth }: Begun,
    { message, envelopeFrom }: ComposedMail,
    job: Parameters<JobHandler>[0],
  ): Promise<DeliveryEnd> {
    if (message.byteLength > MAX_MESSAGE_BYTES) return TOO_LARGE
    const { id: mailId, recipient } = rows.mail
    return handOver(parts.smtp, {
      envelopeFrom,
      recipient,
      envelopeId: mailId,
      message,
      signal: job.signal,
      async beforeEnd() {
        const isOurs = await ports.store.write(sql => markHandingOver(sql, job.companyId, mailId, nth))
        if (!isOurs) throw new Error('another try has taken over')
      },
    })
  }

  function record(tx: CompanyTransaction, mailId: string, result: MailResult): Promise<void> {
    return recordMail(tx, mailId, result, clock.now())
  }

  /** Twice as long after each try, up to an hour, spread so that a server that is back is not stormed. */
  function again(nth: number, error: string): JobResult {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(nth - 1, 10))
    const spread = 0.8 + (0.4 * ports.random.bytes(1)[0]!) / 255
    return { retryAt: clock.now() + Math.round(wait * spread), error }
  }
}

function stateAfter(end: DeliveryEnd, ageMs: number): MailResult['state'] {
  if (end.end === 'accepted') return 'sent'
  if (end.end === 'unsure') return 'probably-sent'
  if (end.end === 'refused' && end.isPermanent) return 'undelivered'
  return ageMs >= PATIENCE_MS ? 'undelivered' : 'waiting'
}
