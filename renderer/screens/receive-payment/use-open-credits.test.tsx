// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { UsedCredit } from './credit-use.ts'
import { useOpenCredits } from './use-open-credits.ts'

const refused = new Set<string>()
const given: string[] = []
vi.mock('../../app/use-ask.ts', () => ({ useAsk: () => ({ data: [] }) }))
vi.mock('../../app/give-command.ts', () => ({
  async giveCommand(_name: string, { paymentId }: { paymentId: string }) {
    if (refused.has(paymentId)) throw new Error('refused')
    given.push(paymentId)
  },
}))

let credits: ReturnType<typeof useOpenCredits>
function Form() {
  credits = useOpenCredits('customer', {}, [])
  return null
}

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
beforeEach(async () => {
  refused.clear()
  given.length = 0
  await act(async () => createRoot(document.createElement('div')).render(<Form />))
})

const used = (paymentId: string) =>
  ({
    credit: { paymentId, kind: 'credit', number: paymentId, receivedOn: '2026-11-20', currency: 'USD' },
    applications: [{ invoiceId: 'i', amountCents: 5_00 }],
  }) as unknown as UsedCredit

test('one that is refused keeps none of the others from being applied', async () => {
  refused.add('a')
  expect(await credits.apply('2026-11-25', 'Petal', [used('a'), used('b')])).toBe(true)
  expect(given).toEqual(['b'])
})

test('where all are refused it says so: the form keeps what was chosen', async () => {
  refused.add('a')
  expect(await credits.apply('2026-11-25', 'Petal', [used('a')])).toBe(false)
  expect(given).toEqual([])
})
