import { expect, test, vi } from 'vitest'

vi.stubGlobal('window', { localStorage: { getItem: () => null, setItem: () => undefined } })
const { withNewest } = await import('./recent.ts')

const order = (id: string, label = id) => ({ kind: 'order' as const, id, label })

test('what was looked at last is first, once, by its newest name, and eight are kept', () => {
  let records: ReturnType<typeof withNewest> = []
  for (let n = 1; n <= 9; n++) records = withNewest(records, order(String(n)))
  records = withNewest(records, order('3', 'three'))
  expect(records.map(({ label }) => label)).toEqual(['three', '9', '8', '7', '6', '5', '4', '2'])
  expect(
    withNewest(records, { ...order('3'), kind: 'invoice' })
      .slice(0, 2)
      .map(({ id }) => id),
  ).toEqual(['3', '3'])
})
