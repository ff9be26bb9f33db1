import type { RecoverRequest, Series } from '../../shared/protocol/sync.ts'
import { SERIES } from '../../shared/protocol/sync.ts'
import type { DeviceClaim, UserClaim } from '../auth/tokens.ts'
import type { LockedCompany } from './in-company.ts'
import { BELIEVABLE } from './number-leases.ts'
import { moveSeriesPast } from './number-series.ts'
import { forked } from './take-push.ts'

/** Desktops get to send what they kept first, so that captured money finds the links it was paid on. */
const COMPARE_AFTER_MS = 120_000

const INCARNATION = ['company_id', 'incarnation_id', 'device_id', 'last_seq', 'first_seen_at']

/**
 * Takes a device's new incarnation in, with what a relay put back to a backup may have forgotten: who logged in on it,
 * and the numbers it was leased. The old incarnation stays open: a copy of the desktop may rightly go on with it. Throws
 * forked when the new one belongs to another device. Asking again changes nothing.
 */
export async function beginRecovery(
  company: LockedCompany,
  { deviceId }: DeviceClaim,
  { reason, from, to, highestNumbers }: RecoverRequest,
  logins: readonly UserClaim[],
): Promise<void> {
  const { held, sql, companyId } = company
  const now = held.clock.now()
  await sql.insert(
    'incarnation',
    INCARNATION,
    [[companyId, to, deviceId, 0, now]],
    'ON CONFLICT (company_id, incarnation_id) DO NOTHING',
  )
  const stored = await sql.one<{ device_id: string }>(
    'SELECT device_id FROM incarnation WHERE company_id = $1 AND incarnation_id = $2',
    [companyId, to],
  )
  if (stored?.device_id !== deviceId) throw forked()
  for (const series of SERIES) await moveBelievably(sql, companyId, series, highestNumbers[series])
  for (const login of logins) {
    const isHere = login.deviceId === deviceId || reason === 'joined-again'
    if (login.companyId !== companyId || !isHere) continue
    const member = await sql.one<{ password_set_at: number }>(
      'SELECT password_set_at FROM member WHERE company_id = $1 AND user_id = $2',
      [companyId, login.userId],
    )
    // A new password ended the logins made with the old one.
    if (member && member.password_set_at > login.issuedAt) continue
    await sql.insert(
      'device_user',
      ['company_id', 'device_id', 'user_id', 'bound_at'],
      [[companyId, deviceId, login.userId, now]],
      'ON CONFLICT (company_id, device_id, user_id) DO NOTHING',
    )
  }
  if (reason === 'relay-put-back' || reason === 'gap' || reason === 'joined-again') {
    // What customers paid since the backup is known to the gateway alone.
    const compare = {
      kind: 'gateway.reconcile',
      key: `compare:recovery:${to}`,
      payload: { compare: 'recovery' },
    } as const
    await company.enqueue(compare, now + COMPARE_AFTER_MS)
  }
  held.log.warn({ companyId, deviceId, reason, from, to }, 'a desktop recovers')
}

// A desktop cannot make a series jump to where nobody could ever have been.
async function moveBelievably(
  sql: LockedCompany['sql'],
  companyId: string,
  series: Series,
  highestNumber: number,
): Promise<void> {
  const found = await sql.one<{ next_number: number }>(
    'SELECT next_number FROM number_series WHERE company_id = $1 AND series = $2',
    [companyId, series],
  )
  if (!found || highestNumber >= found.next_number + BELIEVABLE) return
  await moveSeriesPast(sql, companyId, series, highestNumber)
}
