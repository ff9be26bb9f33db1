import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

export interface SmtpServer {
  /** `smtp://` or `smtps://`, with user and password where it wants them. */
  url: string
  /** How we introduce ourselves. */
  name: string
  /** Patience in milliseconds: for a connection and its greeting, and for any answer after that. */
  connectMs?: number
  answerMs?: number
}

/** An open connection to a mail server, logged in. */
export interface SmtpLine {
  /** It has carried a message before. */
  isReused: boolean
  /** Runs one exchange; rejects with its error, or the connection's. */
  during<T>(work: (connection: SMTPConnection) => Promise<T>): Promise<T>
  isClosed(): boolean
  close(): void
}

export interface SmtpLines {
  /** An idle connection, or a new one. */
  take(server: SmtpServer): Promise<SmtpLine>
  giveBack(line: SmtpLine): void
  /** Makes a connection ready again after a refusal, and keeps it. */
  reset(line: SmtpLine): void
}

const CONNECT_MS = 20_000
const ANSWER_MS = 120_000
const MOST_MESSAGES = 100
/** Servers close idle connections after some minutes at the earliest; ours is gone long before. */
const IDLE_MS = 5_000

interface KeptLine extends SmtpLine {
  key: string
  messages: number
  connection: SMTPConnection
  stopIdling(): void
}

/** Connections that are kept between messages, as many as messages are sent at once. */
export function createSmtpLines(): SmtpLines {
  const idle: KeptLine[] = []

  async function take(server: SmtpServer): Promise<SmtpLine> {
    const key = `${server.url} ${server.name}`
    for (let at = idle.length - 1; at >= 0; at--) {
      const line = idle[at]!
      if (line.key !== key) continue
      idle.splice(at, 1)
      line.stopIdling()
      if (line.isClosed()) continue
      line.isReused = true
      return line
    }
    return openLine(server, key)
  }

  function giveBack(line: SmtpLine): void {
    const kept = line as KeptLine
    kept.messages++
    if (kept.isClosed()) return
    if (kept.messages >= MOST_MESSAGES) {
      kept.connection.quit()
      return
    }
    const timer = setTimeout(() => {
      idle.splice(idle.indexOf(kept), 1)
      kept.connection.quit()
    }, IDLE_MS)
    timer.unref()
    kept.stopIdling = () => clearTimeout(timer)
    idle.push(kept)
  }

  return {
    take,
    giveBack,
    reset(line) {
      const kept = line as KeptLine
      kept
        .during(connection => settled(done => connection.reset(done)))
        .then(
          () => giveBack(kept),
          () => kept.close(),
        )
    },
  }
}

async function openLine(server: SmtpServer, key: string): Promise<KeptLine> {
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
  let isClosed = false
  // Errors after the answer is known have nobody to tell.
  let fail: (error: Error) => void = () => {}
  connection.on('error', error => fail(error))
  connection.on('end', () => {
    isClosed = true
    fail(new Error('the connection was closed'))
  })
  const line: KeptLine = {
    key,
    messages: 0,
    isReused: false,
    connection,
    stopIdling: () => {},
    isClosed: () => isClosed,
    close: () => connection.close(),
    async during(work) {
      try {
        return await new Promise((resolve, reject) => {
          fail = reject
          work(connection).then(resolve, reject)
        })
      } finally {
        fail = () => {}
      }
    },
  }
  const { auth } = options
  try {
    await line.during(() => settled(done => connection.connect(done)))
    if (auth) await line.during(() => settled(done => connection.login({ credentials: auth }, done)))
    return line
  } catch (error) {
    connection.close()
    throw error
  }
}

function settled(begin: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => begin(error => (error ? reject(error) : resolve())))
}
