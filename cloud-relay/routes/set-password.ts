import type { Hono } from 'hono'
import { row } from '../../shared/domain/view.ts'
import { id } from '../../shared/lib/parse.ts'
import { setPasswordRequest } from '../../shared/protocol/sync.ts'
import { hashPassword } from '../auth/passwords.ts'
import { type Api, deviceOf, mustBeAdmin, userOf } from './api.ts'
import { ProblemError } from './problem.ts'
import { parse, readBody } from './read-body.ts'

/** `POST /v1/users/{userId}/password`: an admin for anyone, everyone for themselves. */
export function addSetPassword(app: Hono, api: Api): void {
  app.post('/v1/users/:userId/password', async c => {
    const device = await deviceOf(api, c)
    const user = await userOf(api, c, device)
    const userId = parse(id, c.req.param('userId'))
    if (userId !== user.id) mustBeAdmin(user)
    const { password } = await readBody(c, setPasswordRequest, 4_096)
    const { companyId } = device
    const view = await api.relay.gatherIn(companyId, () => [row('users', userId)])
    if (!view.get('users', userId)) throw new ProblemError('not-found', 'There is no such user.')
    const passwordHash = await hashPassword(password)
    await api.relay.store.write(sql =>
      sql.insert(
        'member',
        ['company_id', 'user_id', 'password_hash', 'password_set_at'],
        [[companyId, userId, passwordHash, api.relay.clock.now()]],
        `ON CONFLICT (company_id, user_id) DO UPDATE
         SET password_hash = excluded.password_hash, password_set_at = excluded.password_set_at`,
      ),
    )
    return c.body(null, 204)
  })
}
