import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { errorLine } from './error-line.ts'
import { createSmtpLines, type SmtpLine, type SmtpServer } from './smtp-lines.ts'

/** One message on its way to one recipient. */
export interface Delivery {
  /** The address bounces go to. */
  envelopeFrom: string
  recipient: string
  /** Names the message in delivery reports. */
  envelopeId: string
  message: Uint8Array
  /**
   * Called when all but the end of the message has been handed over: from then on the server may take it. When it
   * rejects, the message is not sent.
   */
  beforeEnd(): Promise<void>
  signal: AbortSignal
}

/** How a delivery ended. Only `unsure` leaves open whether the server took the message. */
export type DeliveryEnd =
  | { end: 'accepted'; answer: string }
  /** `isRecipient`: it was the recipient that the server did not want. */
  | { end: 'refused'; isPermanent: boolean; isRecipient?: boolean; answer: string }
  | { end: 'not-sent'; answer: string }
  | { end: 'unsure'; answer: string }

/** Hands one message to an SMTP server. Never throws: how it ended is the answer. */
export type Deliver = (server: SmtpServer, delivery: Delivery) => Promise<DeliveryEnd>

/**
 * A deliverer that keeps its connections for the next messages. One that the server has closed meanwhile is replaced
 * without anyone noticing, as long as nothing of the message was handed over.
 */
export function createDeliverer(): Deliver {
  const lines = createSmtpLines()

  return async (server, delivery) => {
    for (;;) {
      const progress = { isBegun: false, isEndSent: false }
      let line: SmtpLine | null = null
      const stop = () => {
        if (!progress.isEndSent) line?.close()
      }
      delivery.signal.addEventListener('abort', stop, { once: true })
      try {
        line = await lines.take(server)
        delivery.signal.throwIfAborted()
        const answer = await line.during(connection => send(connection, delivery, progress))
        lines.giveBack(line)
        return { end: 'accepted', answer: errorLine(answer) }
      } catch (error) {
        const end = endOf(error, progress.isEndSent)
        if (line?.isReused && !progress.isBegun && !delivery.signal.aborted && isLost(error)) {
          line.close()
          continue
        }
        // A server that only did not want this message or recipient is asked for the next one on the same line.
        if (line && end.end === 'refused' && !isLost(error) && !line.isClosed()) lines.reset(line)
        else line?.close()
        return end
      } finally {
        delivery.signal.removeEventListener('abort', stop)
      }
    }
  }
}

function send(
  connection: SMTPConnection,
  delivery: Delivery,
  progress: { isBegun: boolean; isEndSent: boolean },
): Promise<string> {
  const message = Readable.from(inTwo(), { objectMode: false, highWaterMark: 1 })
  return new Promise((resolve, reject) => {
    connection.send(envelopeOf(delivery), message, (error, sent) => {
      if (error || !sent) reject(error ?? new Error('no answer'))
      else resolve(sent.response)
    })
  })

  async function* inTwo(): AsyncGenerator<Uint8Array> {
    progress.isBegun = true
    yield delivery.message.subarray(0, -1)
    await delivery.beforeEnd()
    delivery.signal.throwIfAborted()
    progress.isEndSent = true
    yield delivery.message.subarray(-1)
  }
}

function envelopeOf({ envelopeFrom, recipient, envelopeId, message }: Delivery) {
  return {
    from: envelopeFrom,
    to: [recipient],
    size: message.byteLength,
    dsn: {
      ret: 'HDRS',
      envid: envelopeId,
      notify: ['SUCCESS', 'FAILURE', 'DELAY'],
      orcpt: `rfc822;${recipient}`,
    },
  }
}

interface SmtpError extends Error {
  code?: string
  responseCode?: number
  response?: string
  command?: string
}

/** The commands whose refusal is about this message; a refused greeting or login is about us, and passes. */
const ABOUT_MESSAGE = /^(MAIL FROM|RCPT TO|DATA)$/

function endOf(error: unknown, isEndSent: boolean): DeliveryEnd {
  const { message, code, responseCode, response, command } = error as SmtpError
  const answer = errorLine(response ?? message)
  if (responseCode !== undefined) {
    const isPermanent = responseCode >= 500 && ABOUT_MESSAGE.test(command ?? '')
    return { end: 'refused', isPermanent, isRecipient: command === 'RCPT TO', answer }
  }
  // The server told its limit in its greeting, and the message is larger.
  if (code === 'EMESSAGE' && command === 'MAIL FROM') return { end: 'refused', isPermanent: true, answer }
  return { end: isEndSent ? 'unsure' : 'not-sent', answer }
}

/** The connection is gone, or will be: the server says so with 421. */
function isLost(error: unknown): boolean {
  const { responseCode, code } = error as SmtpError
  return responseCode === 421 || (responseCode === undefined && code !== 'EMESSAGE')
}
