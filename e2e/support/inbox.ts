import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  from: string
  to: string[]
  mail: ParsedMail
}

/** A real SMTP server that keeps what it is given. Stop it to be a mail server that is down. */
export async function startInbox(port = 0) {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    // Nobody lives at `nobody@…`.
    onRcptTo({ address }, _session, done) {
      const unknown = Object.assign(new Error('no such user'), { responseCode: 550 })
      done(address.startsWith('nobody@') ? unknown : null)
    },
    onData(stream, session, done) {
      simpleParser(stream).then(mail => {
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
        received.push({ from, to: session.envelope.rcptTo.map(recipient => recipient.address), mail })
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    /** The first mail that fits, now or within a minute. */
    async mail(fits: (received: ReceivedMail) => boolean): Promise<ReceivedMail> {
      const deadline = Date.now() + 60_000
      for (;;) {
        const found = received.find(fits)
        if (found) return found
        if (Date.now() > deadline) throw new Error(`no such mail among ${received.length}`)
        await new Promise(resolve => setTimeout(resolve, 50))
      }
    },
    stop: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}
