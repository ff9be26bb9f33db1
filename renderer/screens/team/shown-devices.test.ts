import { expect, test } from 'vitest'
import type { Device } from '../../../shared/protocol/desk.ts'
import { shownDevices } from './shown-devices.ts'

const device = (name: string, changes: Partial<Device> = {}): Device => ({
  deviceId: name,
  name,
  enrolledAt: 1,
  lastSeenAt: 2,
  revoked: false,
  here: false,
  ...changes,
})

test('this computer comes first, and removed ones are listed last, when they are asked for', () => {
  const all = [device('Demo', { revoked: true }), device('Cooler'), device('Desktop', { here: true })]
  expect(shownDevices(all, false).map(({ name }) => name)).toEqual(['Desktop', 'Cooler'])
  expect(shownDevices(all, true).map(({ name }) => name)).toEqual(['Desktop', 'Cooler', 'Demo'])
})
