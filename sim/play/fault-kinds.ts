/** Everything that may go wrong, by the name that switches it off. */
export const FAULTS = [
  'kill-desktop',
  'kill-node',
  'weather',
  'partition',
  'disk-full',
  'clock',
  'upgrade',
  'mail',
  'reports',
  'rewind',
  'restore',
  'clone',
] as const

export type FaultKind = (typeof FAULTS)[number]

/** Faults after which history may fork or be lost with a disk: what only an unbroken history promises is not asked then. */
export const HISTORY_FAULTS: readonly FaultKind[] = ['rewind', 'restore', 'clone']
