import { expect, test, vi } from 'vitest'

const kept = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
})
vi.stubGlobal('window', { localStorage })
const { usePaidNotices } = await import('./paid-notices.ts')
const store = () => usePaidNotices.getState()

test('a payment is told of once, also after a restart', async () => {
  expect(store().take(['a', 'b'])).toEqual(['a', 'b'])
  expect(store().take(['b', 'c'])).toEqual(['c'])
  vi.resetModules()
  const again = await import('./paid-notices.ts')
  expect(again.usePaidNotices.getState().take(['a', 'b', 'c', 'd'])).toEqual(['d'])
})

test('each user switches it off alone', () => {
  store().setOff('elena', true)
  store().setOff('elena', true)
  expect(store().offFor).toEqual(['elena'])
  store().setOff('elena', false)
  expect(store().offFor).toEqual([])
})
