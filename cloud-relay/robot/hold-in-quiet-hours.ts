import { COMPANY_ROW, companyOf } from '../../shared/domain/company/company-of.ts'
import { quietUntil } from '../../shared/domain/mail/sending-hours.ts'
import { row } from '../../shared/domain/view.ts'
import type { JobHandler, RelayPorts } from '../ports.ts'

/** Sends mails as `send` does, but those of the relay's own only outside of the company's quiet hours: they wait for their end. */
export function holdInQuietHours(ports: RelayPorts, send: JobHandler): JobHandler {
  return async job => {
    if (job.payload.cause === undefined) return send(job)
    const company = companyOf(await ports.gatherIn(job.companyId, () => [row('companies', COMPANY_ROW)]))
    const until = company && quietUntil(company, ports.clock.now())
    return until === null ? send(job) : { retryAt: until, error: '' }
  }
}
