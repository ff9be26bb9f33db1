import { expect, test } from 'vitest'
import type { LinkSummary } from '../../shared/protocol/link-summary.ts'
import { parts } from '../words/parts.ts'
import { linkMark } from './status-mark.ts'

const OPENED: LinkSummary = {
  linkId: 'l',
  state: 'opened',
  sentAt: 1,
  openedAt: 2,
  activeUntilAt: 3,
  triedAt: null,
  tryOutcome: '',
  paidAt: null,
  paidCents: 0,
  wentBack: '',
  deliveredAt: null,
  revokedAt: null,
}
const shown = (changes: Partial<LinkSummary>) => linkMark(parts.en, { ...OPENED, ...changes }).text

test('a link says what came in by it and what went back', () => {
  expect(shown({})).toMatch(/^Opened /)
  expect(shown({ paidCents: 500_00 })).toBe('Part paid')
  expect(shown({ paidCents: 500_00, state: 'expired' })).toBe('Part paid')
  // Another try over the rest.
  expect(shown({ paidCents: 500_00, tryOutcome: 'declined' })).toBe('Part paid')
  expect(shown({ paidCents: 500_00, tryOutcome: 'processing' })).toBe('Paying now')
  const paid = { state: 'paid', tryOutcome: 'paid' } as const
  expect(shown({ ...paid, paidCents: 500_00, paidAt: 4 })).toMatch(/^Paid ./)
  expect(shown({ ...paid, paidCents: 400_00, paidAt: 4, wentBack: 'part-refunded' })).toBe('Partly refunded')
  expect(shown({ ...paid, paidAt: 4, wentBack: 'bounced' })).toBe(parts.en.tag.bounced)
  // Paid in part by it, and the rest another way.
  expect(shown({ ...paid, paidCents: 400_00 })).toBe('Paid')
  // What became of the link itself comes first where it can't be paid any more.
  expect(shown({ state: 'revoked', paidCents: 400_00 })).toBe('Taken back')
})
