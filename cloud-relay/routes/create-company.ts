import type { Hono } from 'hono'
import { STARTER_SETTINGS } from '../../shared/domain/company/starter-settings.ts'
import { assert } from '../../shared/lib/assert.ts'
import { newId } from '../../shared/lib/ids.ts'
import {
  type CreateCompanyRequest,
  createCompanyRequest,
  type EnrolAnswer,
} from '../../shared/protocol/sync.ts'
import { hashPassword } from '../auth/passwords.ts'
import { readableCode, sameSecret } from '../auth/secret-text.ts'
import { lockCompany } from '../ledger/in-company.ts'
import { startSeries } from '../ledger/number-series.ts'
import type { Sql } from '../ports.ts'
import { type Api, countTry } from './api.ts'
import { checkDeviceKey, enrolDevice } from './enrol-device.ts'
import { ProblemError } from './problem.ts'
import { readBody } from './read-body.ts'

const RELAY = { kind: 'relay' } as const
const COMPANY = ['company_id', 'company_key', 'head', 'tag', 'epoch', 'durable_rev', 'created_at']

/** `POST /v1/companies`: a company, its first admin and the device they sit at, in one transaction. */
export function addCreateCompany(app: Hono, api: Api): void {
  app.post('/v1/companies', async c => {
    const request = await readBody(c, createCompanyRequest, 32_768)
    const address = api.addressOf(c)
    countTry(api, address)
    if (!sameSecret(request.setupToken, api.setupToken)) {
      throw new ProblemError('wrong-setup-token', 'The setup token is wrong.', { field: 'setupToken' })
    }
    api.tries.byAddress.giveBack(address)
    checkDeviceKey(request.device.publicKey)
    const passwordHash = await hashPassword(request.admin.password)
    const answer = await api.relay.store.write(sql => createCompany(api, sql, request, passwordHash))
    return c.json(answer, 201)
  })
}

async function createCompany(
  api: Api,
  sql: Sql,
  { company, admin, device }: CreateCompanyRequest,
  passwordHash: string,
): Promise<EnrolAnswer> {
  const { relay } = api
  const { clock, random } = relay
  const now = clock.now()
  const companyId = newId(clock, random)
  const companyKey = readableCode(random, 8)
  await sql.insert('company', COMPANY, [[companyId, companyKey, 0, '', 1, 0, now]])
  await sql.insert('company_directory', ['company_key', 'company_id'], [[companyKey, companyId]])
  await startSeries(sql, companyId)

  const locked = await lockCompany(relay, sql, companyId)
  const settings = { ...company, addressLines: [], phone: '', ...STARTER_SETTINGS }
  const created = await locked.run({
    id: newId(clock, random),
    name: 'company.create',
    payload: settings,
    actor: RELAY,
    at: now,
  })
  assert(created.outcome === 'accepted', `company.create: ${JSON.stringify(created)}`)

  const userId = newId(clock, random)
  const first = { name: admin.name, login: admin.login, language: company.language }
  const added = await locked.run({
    id: newId(clock, random),
    name: 'user.add',
    payload: { userId, ...first, roles: ['admin'], manageOwnCustomers: false },
    actor: RELAY,
    at: now,
  })
  assert(added.outcome === 'accepted', `user.add: ${JSON.stringify(added)}`)
  const member = [companyId, userId, passwordHash, now]
  await sql.insert('member', ['company_id', 'user_id', 'password_hash', 'password_set_at'], [member])

  await locked.enqueue({ kind: 'robot.look', key: 'robot:first', payload: {} }, now)

  const enrolled = await enrolDevice(api, sql, companyId, device)
  return { companyId, companyName: company.name, ...enrolled }
}
