import type { Device } from '../../../shared/protocol/desk.ts'

/** The computers to list: the one that is asked from first, and removed ones, which are history, last and only when asked for. */
export function shownDevices(devices: readonly Device[], withRemoved: boolean): Device[] {
  return devices
    .filter(device => withRemoved || !device.revoked || device.here)
    .toSorted((a, b) => place(a) - place(b))
}

function place({ here, revoked }: Device): number {
  return here ? 0 : revoked ? 2 : 1
}
