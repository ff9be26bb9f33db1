import type { Context } from 'hono'
import { grantFor } from '../../shared/domain/permissions.ts'
import type { UserRow } from '../../shared/domain/user/user-row.ts'
import { row } from '../../shared/domain/view.ts'
import type { DeviceClaim, Tokens } from '../auth/tokens.ts'
import type { TryLimit } from '../auth/try-limit.ts'
import type { Relay } from '../ledger/create-relay.ts'
import { movedAway } from '../ledger/in-company.ts'
import { ProblemError } from './problem.ts'

/** What the routes of the API are given. */
export interface Api {
  relay: Relay
  tokens: Tokens
  setupToken: string
  /** The oldest protocol whose desktops can still store what a pull brings. */
  oldestPull: number
  /** Where a request comes from, for limits. */
  addressOf(c: Context): string
  tries: {
    /** Setup tokens, enrolment codes and passwords, by address. */
    byAddress: TryLimit
    /** Passwords, by login and device. */
    byLogin: TryLimit
  }
  /** Aborted when the relay stops. */
  stopping: AbortSignal
}

/** The device that asks. Throws unauthorized, device-revoked, or busy where its company was moved away. */
export async function deviceOf(api: Api, c: Context): Promise<DeviceClaim> {
  const [scheme, token] = (c.req.header('authorization') ?? '').split(' ')
  const claim =
    scheme?.toLowerCase() === 'bearer' && token ? api.tokens.readAccess(token, api.relay.clock.now()) : null
  if (!claim) throw new ProblemError('unauthorized', 'The access token is missing or no longer good.')
  const device = await api.relay.store.read(sql =>
    sql.one<{ revoked_at: number | null; moved_to: string }>(
      `SELECT d.revoked_at, c.moved_to FROM device d JOIN company c ON c.company_id = d.company_id
       WHERE d.company_id = $1 AND d.device_id = $2`,
      [claim.companyId, claim.deviceId],
    ),
  )
  if (!device) throw new ProblemError('unauthorized', 'The access token is missing or no longer good.')
  if (device.moved_to !== '') throw movedAway()
  if (device.revoked_at !== null) throw new ProblemError('device-revoked', 'This device was switched off.')
  return claim
}

/** The person at the device, by the token of their login there. Throws unauthorized. */
export async function userOf(api: Api, c: Context, device: DeviceClaim): Promise<UserRow> {
  const claim = api.tokens.readUser(c.req.header('x-florin-user') ?? '', api.relay.clock.now())
  const refused = new ProblemError('unauthorized', 'The login is missing or no longer good.', {
    field: 'x-florin-user',
  })
  if (!claim || claim.companyId !== device.companyId || claim.deviceId !== device.deviceId) throw refused
  const { companyId, userId } = claim
  const member = await api.relay.store.read(sql =>
    sql.one<{ password_set_at: number }>(
      'SELECT password_set_at FROM member WHERE company_id = $1 AND user_id = $2',
      [companyId, userId],
    ),
  )
  const view = await api.relay.gatherIn(companyId, () => [row('users', userId)])
  const user = view.get('users', userId)
  // A new password ends the logins made with the old one.
  if (!user?.active || !member || member.password_set_at > claim.issuedAt) throw refused
  return user
}

/** Throws not-allowed unless the user may set the company up. */
export function mustBeAdmin(user: UserRow): void {
  if (grantFor(user, 'setup') === null) throw new ProblemError('not-allowed', 'Only an admin may do this.')
}

/** Counts a try from this address. Throws too-many-tries. */
export function countTry(api: Api, address: string): void {
  if (!api.tries.byAddress.take(address)) throw tooManyTries()
}

/** Too many tries: said the same way everywhere. */
export function tooManyTries(): ProblemError {
  return new ProblemError('too-many-tries', 'Too many tries. Wait 15 minutes and try again.')
}
