import type { Hono } from 'hono'
import { fold } from '../../shared/domain/fold.ts'
import { claim, row } from '../../shared/domain/view.ts'
import { loginRequest } from '../../shared/protocol/sync.ts'
import { passwordFits } from '../auth/passwords.ts'
import { type Api, countTry, deviceOf, tooManyTries } from './api.ts'
import { ProblemError } from './problem.ts'
import { readBody } from './read-body.ts'

/** `POST /v1/login`: someone's password, at a device; from then on their commands are taken from this device. */
export function addLogin(app: Hono, api: Api): void {
  app.post('/v1/login', async c => {
    const { companyId, deviceId } = await deviceOf(api, c)
    const { login, password } = await readBody(c, loginRequest, 4_096)
    const { relay, tokens, tries } = api
    const address = api.addressOf(c)
    const key = `${deviceId} ${fold(login)}`
    countTry(api, address)
    if (!tries.byLogin.take(key)) throw tooManyTries()

    const name = `user.login:${fold(login)}`
    const view = await relay.gatherIn(companyId, seen => {
      const holderId = seen.holder(name)
      return [claim(name), ...(holderId === null ? [] : [row('users', holderId)])]
    })
    const userId = view.holder(name)
    const user = userId === null ? null : view.get('users', userId)
    const member = await relay.store.read(sql =>
      sql.one<{ password_hash: string }>(
        'SELECT password_hash FROM member WHERE company_id = $1 AND user_id = $2',
        [companyId, userId ?? ''],
      ),
    )
    const fits = await passwordFits(password, member?.password_hash ?? null)
    if (!fits || !user?.active) throw new ProblemError('wrong-login', 'The login or the password is wrong.')

    const now = relay.clock.now()
    await relay.store.write(sql =>
      sql.insert(
        'device_user',
        ['company_id', 'device_id', 'user_id', 'bound_at'],
        [[companyId, deviceId, user.id, now]],
        'ON CONFLICT (company_id, device_id, user_id) DO NOTHING',
      ),
    )
    tries.byAddress.giveBack(address)
    tries.byLogin.giveBack(key)
    const { token, expiresAt } = tokens.issueUser({ companyId, deviceId, userId: user.id }, now)
    return c.json({ userId: user.id, userToken: token, expiresAt })
  })
}
