import type { Hono } from 'hono'
import { COMPANY_ROW } from '../../shared/domain/company/company-of.ts'
import { type EnrolAnswer, enrolRequest } from '../../shared/protocol/sync.ts'
import { readEnrolmentCode } from '../auth/enrolment-code.ts'
import { type Api, countTry } from './api.ts'
import { checkDeviceKey, enrolDevice } from './enrol-device.ts'
import { ProblemError } from './problem.ts'
import { readBody } from './read-body.ts'

/** `POST /v1/enrol`: a device joins a company with a code that works once. */
export function addEnrol(app: Hono, api: Api): void {
  app.post('/v1/enrol', async c => {
    const { code, device } = await readBody(c, enrolRequest, 8_192)
    checkDeviceKey(device.publicKey)
    const address = api.addressOf(c)
    countTry(api, address)
    const answer = await enrol(api, code, device)
    if (!answer) {
      throw new ProblemError('wrong-code', 'The code is wrong, used or expired.', { field: 'code' })
    }
    api.tries.byAddress.giveBack(address)
    return c.json(answer, 201)
  })
}

async function enrol(
  api: Api,
  code: string,
  device: { name: string; publicKey: string },
): Promise<EnrolAnswer | null> {
  const { relay } = api
  const { companyKey, hash } = readEnrolmentCode(code)
  return relay.store.write(async sql => {
    const found = await sql.one<{ company_id: string }>(
      'SELECT company_id FROM company_directory WHERE company_key = $1',
      [companyKey],
    )
    if (!found) return null
    const companyId = found.company_id
    const used = await sql.run(
      `UPDATE enrolment_code SET used_by = $3
       WHERE company_id = $1 AND code_hash = $2 AND used_by IS NULL AND expires_at > $4`,
      [companyId, hash, device.name, relay.clock.now()],
    )
    if (used === 0) return null
    const enrolled = await enrolDevice(api, sql, companyId, device)
    const company = await sql.one<{ doc: string }>(
      `SELECT doc FROM entity WHERE company_id = $1 AND tbl = 'companies' AND id = $2`,
      [companyId, COMPANY_ROW],
    )
    const { name } = JSON.parse(company?.doc ?? '{}') as { name?: string }
    return { companyId, companyName: name ?? '', ...enrolled }
  })
}
