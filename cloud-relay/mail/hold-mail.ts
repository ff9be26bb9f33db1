import { row } from '../../shared/domain/view.ts'
import type { JobHandler, RelayPorts } from '../ports.ts'
import { recordMail } from './record-mail.ts'

const HOUR_MS = 3_600_000
const NO_SERVER = 'no mail server is set up at the relay'

/** The handler of `mail.send` jobs where there is no mail server: tells the staff why, once, and keeps the mail. */
export function createMailHolder(ports: RelayPorts): JobHandler {
  return async ({ companyId, payload: { mailId } }) => {
    if (mailId === undefined) return { failed: 'no mailId' }
    const isHeld = await ports.inCompany(companyId, async tx => {
      const mail = (await tx.gather(() => [row('mails', mailId)])).get('mails', mailId)
      if (!mail || (mail.state !== 'queued' && mail.state !== 'waiting')) return false
      if (mail.state === 'queued' || mail.lastError !== NO_SERVER) {
        const { attempts } = mail
        const result = { state: 'waiting', attempts, error: NO_SERVER, tokenLast4: '' } as const
        await recordMail(tx, mailId, result, ports.clock.now())
      }
      return true
    })
    return isHeld ? { retryAt: ports.clock.now() + HOUR_MS, error: NO_SERVER } : { done: true }
  }
}
