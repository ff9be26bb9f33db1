import { beforeEach, expect, test } from 'vitest'
import type { SessionState } from '../../shared/protocol/desk.ts'
import { useSession } from '../store/session.ts'
import { formatAgo, formatDate, formatInstant } from './format-date.ts'

const at = (text: string) => Date.parse(text)

beforeEach(() => {
  const company = { timeZone: 'America/New_York', language: 'en' }
  useSession.setState({ session: { today: '2026-11-22', company, user: null } as unknown as SessionState })
})

test('a date says its year only where it is another one', () => {
  expect(formatDate('2026-08-30')).toBe('Aug 30')
  expect(formatDate('2025-12-10')).toBe('Dec 10 ’25')
  expect(formatDate('2026-11-25', 'long')).toBe('Wed, Nov 25, 2026')
  expect(formatDate(null)).toBe('')
})

test('a long date is as short in Spanish as in English', () => {
  useSession.setState({ session: { company: { language: 'es' }, user: null } as unknown as SessionState })
  expect(formatDate('2026-11-25', 'long')).toBe('mié, 25 nov 2026')
})

test('an instant is told by the company’s clock', () => {
  expect(formatInstant(at('2026-11-22T14:12:00Z'))).toMatch(/^9:12\sAM$/)
  expect(formatInstant(at('2026-11-22T04:59:00Z'))).toMatch(/^Nov 21, 11:59\sPM$/)
  expect(formatInstant(null)).toBe('')
})

test('how long ago is told in the fewest words', () => {
  const now = at('2026-11-22T20:00:00Z')
  expect(formatAgo(now - 30_000, now)).toBe('just now')
  expect(formatAgo(now - 5 * 60_000, now)).toBe('5 min ago')
  expect(formatAgo(now - 2 * 3_600_000, now)).toBe('2 h ago')
  expect(formatAgo(now - 24 * 3_600_000, now)).toBe('yesterday')
  expect(formatAgo(now - 72 * 3_600_000, now)).toBe('Nov 19')
})
