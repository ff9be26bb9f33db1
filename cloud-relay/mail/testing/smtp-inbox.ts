import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A message as the server took it. */
export interface TakenMessage {
  from: string
  to: string[]
  raw: string
  /** The wishes about delivery reports. */
  reports: { returned: unknown; envelopeId: unknown; notify: unknown; originalRecipient: unknown }
}

/** What the server does with the next messages. */
export type SmtpMood =
  | 'accept'
  /** Says 450 or 550 to the recipient. */
  | 'defer-recipient'
  | 'reject-recipient'
  /** Reads the message, then says 452 or 554. */
  | 'defer-message'
  | 'reject-message'
  /** Reads the whole message and cuts the line without a word, having kept it or not. */
  | 'keep-and-vanish'
  /** Cuts the line before any message. */
  | 'vanish-early'
  | 'slow'
  /** Answers the recipient, or the end of the message, only after everyone has lost patience. */
  | 'stall-early'
  | 'stall-late'
  /** Says 550 with the status of a mailbox that does not exist. */
  | 'no-such-user'
  /** Reads the message, then says 552. */
  | 'too-big'
  /** Takes the message and says goodbye on its own account. */
  | 'hang-up-after'

/** A real SMTP server on loopback. */
export class SmtpInbox {
  readonly messages: TakenMessage[] = []
  mood: SmtpMood = 'accept'
  /** Recipients that do not exist here, whatever the mood. */
  readonly unknown = new Set<string>()
  /** How many connections were made. */
  connections = 0
  readonly #server: SMTPServer
  readonly #sockets = new Set<Socket>()

  private constructor(server: (inbox: SmtpInbox) => SMTPServer) {
    this.#server = server(this)
    this.#server.server.on('connection', (socket: Socket) => {
      this.connections++
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    this.#server.on('error', () => {})
  }

  static async listen(): Promise<SmtpInbox> {
    const inbox = new SmtpInbox(makeServer)
    await new Promise<void>(done => inbox.#server.listen(0, '127.0.0.1', done))
    return inbox
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`
  }

  vanish(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async stop(): Promise<void> {
    this.vanish()
    await new Promise<void>(done => this.#server.close(done))
  }
}

function makeServer(inbox: SmtpInbox): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    hideDSN: false,
    closeTimeout: 100,
    onRcptTo({ address }, _session, done) {
      if (inbox.mood === 'vanish-early') inbox.vanish()
      else if (inbox.mood === 'stall-early') return
      else if (inbox.mood === 'no-such-user' || inbox.unknown.has(address))
        done(refusal(550, '5.1.1 no such user here'))
      else if (inbox.mood === 'defer-recipient') done(refusal(450, 'mailbox busy,\r\n try later'))
      else if (inbox.mood === 'reject-recipient') done(refusal(550, 'no such user here'))
      else done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const keep = () => {
          const { mailFrom, rcptTo } = session.envelope
          inbox.messages.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(each => each.address),
            raw: Buffer.concat(chunks).toString('utf8'),
            reports: reportsOf(session.envelope),
          })
        }
        if (inbox.mood === 'defer-message') return done(refusal(452, 'out of space'))
        if (inbox.mood === 'too-big') return done(refusal(552, '5.3.4 message too big'))
        if (inbox.mood === 'reject-message') return done(refusal(554, 'this looks like spam'))
        keep()
        if (inbox.mood === 'keep-and-vanish') return inbox.vanish()
        if (inbox.mood === 'stall-late') return undefined
        if (inbox.mood === 'hang-up-after') setTimeout(() => inbox.vanish(), 20)
        if (inbox.mood === 'slow') return setTimeout(done, 300)
        return done()
      })
    },
  })
}

function reportsOf(envelope: object): TakenMessage['reports'] {
  const { dsn, rcptTo } = envelope as {
    dsn?: { ret?: string; envid?: string }
    rcptTo: { dsn?: { notify?: string[]; orcpt?: string } }[]
  }
  return {
    returned: dsn?.ret,
    envelopeId: dsn?.envid,
    notify: rcptTo[0]?.dsn?.notify,
    originalRecipient: rcptTo[0]?.dsn?.orcpt,
  }
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
