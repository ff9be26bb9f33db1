import type { Hono } from 'hono'
import { assert } from '../../shared/lib/assert.ts'
import { ENROLMENT_CODE_LASTS, newEnrolmentCode } from '../auth/enrolment-code.ts'
import { type Api, deviceOf, mustBeAdmin, userOf } from './api.ts'

/** `POST /v1/enrolment-codes`: an admin lets one more device in. */
export function addEnrolmentCodes(app: Hono, api: Api): void {
  app.post('/v1/enrolment-codes', async c => {
    const device = await deviceOf(api, c)
    const user = await userOf(api, c, device)
    mustBeAdmin(user)
    const { clock, random, store } = api.relay
    const { companyId } = device
    const expiresAt = clock.now() + ENROLMENT_CODE_LASTS
    const code = await store.write(async sql => {
      const company = await sql.one<{ company_key: string }>(
        'SELECT company_key FROM company WHERE company_id = $1',
        [companyId],
      )
      assert(company, 'the company of an enrolled device exists')
      const made = newEnrolmentCode(company.company_key, random)
      await sql.insert(
        'enrolment_code',
        ['company_id', 'code_hash', 'made_by', 'expires_at'],
        [[companyId, made.hash, user.id, expiresAt]],
      )
      return made.code
    })
    return c.json({ code, expiresAt }, 201)
  })
}
