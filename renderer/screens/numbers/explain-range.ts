import type { NumbersAnswer } from '../../../shared/protocol/sync.ts'
import type { Words } from '../../words/use-words.ts'

type Range = NumbersAnswer['ranges'][number]

/** What became of the numbers of a range, as a sentence. */
export function explainRange(
  { kind, deviceId, reason }: Range,
  devices: NumbersAnswer['devices'],
  w: Words['numbers'],
): string {
  const found = devices.find(each => each.deviceId === deviceId)
  const device = !found ? w.someDevice : found.revoked ? w.removed(found.name) : found.name
  switch (kind) {
    case 'used':
      return deviceId === '' ? w.usedFree : w.usedBy(device)
    case 'collided':
      return w.collided
    case 'held':
      return w.held(device)
    case 'passed':
      return w.passed(device)
    case 'dead':
      return w.dead(device)
    case 'gap':
      return reason === 'restore' ? w.gapRestore : w.gap(reason)
    case 'unheld':
      return w.unheld
  }
}

/** `10418`, or `10418–10422`: numbers as they are printed, without separators. */
export function rangeText({ firstNumber, lastNumber }: Pick<Range, 'firstNumber' | 'lastNumber'>): string {
  return firstNumber === lastNumber ? `${firstNumber}` : `${firstNumber}–${lastNumber}`
}
