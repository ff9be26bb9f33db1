import { newId } from '../../shared/lib/ids.ts'
import { parseDeviceKey } from '../auth/device-key.ts'
import type { Sql } from '../ports.ts'
import type { Api } from './api.ts'
import { ProblemError } from './problem.ts'

const DEVICE = [
  'company_id',
  'device_id',
  'name',
  'public_key',
  'refresh_hash',
  'previous_refresh_hash',
  'enrolled_at',
]

/** Throws invalid unless the key is an Ed25519 public key. */
export function checkDeviceKey(publicKey: string): void {
  if (!parseDeviceKey(publicKey)) {
    throw new ProblemError('invalid', 'device.publicKey: not an Ed25519 public key', {
      field: 'device.publicKey',
    })
  }
}

/** Makes a device of the company; its first refresh token is told here. */
export async function enrolDevice(
  { relay, tokens }: Pick<Api, 'relay' | 'tokens'>,
  sql: Sql,
  companyId: string,
  device: { name: string; publicKey: string },
): Promise<{ deviceId: string; refreshToken: string }> {
  const { clock, random } = relay
  const deviceId = newId(clock, random)
  const row = [companyId, deviceId, device.name, device.publicKey, '', '', clock.now()]
  await sql.insert('device', DEVICE, [row])
  return { deviceId, refreshToken: tokens.refreshToken(companyId, deviceId, 0) }
}
