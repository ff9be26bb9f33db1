import { Readable } from 'node:stream'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

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
  | { end: 'refused'; isPermanent: boolean; answer: string }
  | { end: 'not-sent'; answer: string }
  | { end: 'unsure'; answer: string }

export interface SmtpServer {
  /** `smtp://` or `smtps://`, with user and password where it wants them. */
  url: string
  /** How we introduce ourselves. */
  name: string
  /** Patience in milliseconds: for a connection and its greeting, and for any answer after that. */
  connectMs?: number
  answerMs?: number
}

const CONNECT_MS = 20_000
const ANSWER_MS = 120_000

/** Hands one message to an SMTP server over a connection of its own. Never throws: how it ended is the answer. */
export async function deliverMessage(server: SmtpServer, delivery: Delivery): Promise<DeliveryEnd> {
  const options = parseConnectionUrl(server.url)
  const isLocal = /^(localhost|127\.[\d.]+|::1)$/.test(options.host ?? '')
  const connectMs = server.connectMs ?? CONNECT_MS
  const connection = new SMTPConnection({
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.port === undefined ? {} : { port: options.port }),
    secure: options.secure ?? false,
    // A password never crosses a network in the clear.
    requireTLS: options.auth !== undefined && !isLocal && options.secure !== true,
    name: server.name,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: server.answerMs ?? ANSWER_MS,
    allowInternalNetworkInterfaces: true,
  })
  // Errors after the answer is known have nobody to tell.
  connection.on('error', () => {})
  let isEndSent = false
  const stop = () => {
    if (!isEndSent) connection.close()
  }
  delivery.signal.addEventListener('abort', stop, { once: true })
  try {
    await connect(connection)
    const { auth } = options
    if (auth) await settled(done => connection.login({ credentials: auth }, done))
    delivery.signal.throwIfAborted()
    const message = Readable.from(inTwo(delivery), { objectMode: false, highWaterMark: 1 })
    const info = await new Promise<{ response: string }>((resolve, reject) => {
      connection.once('error', reject)
      connection.send(envelopeOf(delivery), message, (error, sent) => {
        if (error || !sent) reject(error ?? new Error('no answer'))
        else resolve(sent)
      })
    })
    connection.quit()
    return { end: 'accepted', answer: oneLine(info.response) }
  } catch (error) {
    connection.close()
    return endOf(error, isEndSent)
  } finally {
    delivery.signal.removeEventListener('abort', stop)
  }

  async function* inTwo({ message, beforeEnd }: Delivery): AsyncGenerator<Uint8Array> {
    yield message.subarray(0, -1)
    await beforeEnd()
    delivery.signal.throwIfAborted()
    isEndSent = true
    yield message.subarray(-1)
  }
}

/** A server's words as one printable line of at most 300 characters. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed()
}

function envelopeOf({ envelopeFrom, recipient, envelopeId, message }: Delivery) {
  return {
    from: envelopeFrom,
    to: [recipient],
    size: message.byteLength,
    dsn: { ret: 'HDRS', envid: envelopeId, notify: ['FAILURE', 'DELAY'], orcpt: `rfc822;${recipient}` },
  }
}

function connect(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject)
    connection.connect(error => (error ? reject(error) : resolve()))
  })
}

function settled(begin: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => begin(error => (error ? reject(error) : resolve())))
}

/** The commands whose refusal is about this message; a refused greeting or login is about us, and passes. */
const ABOUT_MESSAGE = /^(MAIL FROM|RCPT TO|DATA)$/

function endOf(error: unknown, isEndSent: boolean): DeliveryEnd {
  const { message, responseCode, response, command } = error as Error & {
    responseCode?: number
    response?: string
    command?: string
  }
  const answer = oneLine(response ?? message)
  if (responseCode !== undefined) {
    const isPermanent = responseCode >= 500 && ABOUT_MESSAGE.test(command ?? '')
    return { end: 'refused', isPermanent, answer }
  }
  return { end: isEndSent ? 'unsure' : 'not-sent', answer }
}
