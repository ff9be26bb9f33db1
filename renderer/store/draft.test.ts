// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepDraftIfRoom, readDraft } from './draft.ts'

beforeEach(() => window.localStorage.clear())
afterEach(() => vi.restoreAllMocks())

test('where the window has no room left, typing goes on, and what was kept before stays', () => {
  expect(keepDraftIfRoom('receive-payment', { amount: '10' })).toBe(true)
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(keepDraftIfRoom('receive-payment', { amount: '105' })).toBe(false)
  expect(readDraft('receive-payment')).toEqual({ amount: '10' })
})
