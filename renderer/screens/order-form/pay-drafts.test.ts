import { beforeEach, expect, test, vi } from 'vitest'
import {
  forgetIfEnded,
  keepPage,
  keepPlan,
  keepTyped,
  pageOpenedHere,
  typedPayment,
  unfinishedPayment,
} from './pay-drafts.ts'
import type { PayPlan } from './pay-sequence.ts'

const kept = new Map<string, string>()
vi.stubGlobal('window', {
  localStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    removeItem: (key: string) => kept.delete(key),
  },
})

beforeEach(() => {
  kept.clear()
  keepTyped('o1', { method: 'Check', reference: '1007' })
  keepPage('o1', 'l1')
  keepPlan('o1', { orderId: 'o1' } as PayPlan)
})

test.each(['draft', 'pending'] as const)('what was typed for a %s order stays', status => {
  forgetIfEnded({ id: 'o1', status })
  expect(typedPayment('o1')).toEqual({ method: 'Check', reference: '1007' })
  expect(pageOpenedHere('o1')).toBe('l1')
})

test.each(['confirmed', 'voided'] as const)(
  'of an order that is seen %s it is forgotten, but not a payment that was begun',
  status => {
    forgetIfEnded({ id: 'o1', status })
    expect(typedPayment('o1')).toBeNull()
    expect(pageOpenedHere('o1')).toBeNull()
    expect(unfinishedPayment('o1')).toEqual({ orderId: 'o1' })
    keepPlan('o1', null)
    expect(kept.size).toBe(0)
  },
)
