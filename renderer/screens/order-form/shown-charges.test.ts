import { expect, test } from 'vitest'
import type { OrderCharge } from '../../../shared/domain/order/order-row.ts'
import type { ChargeField } from './charge-text.ts'
import { chargeKey } from './order-draft.ts'
import { shownCharges } from './shown-charges.ts'

const fixed: OrderCharge = {
  id: 'c',
  label: 'Delivery',
  kind: 'fixed',
  rateBps: 0,
  amountCents: 25_00,
  frozen: false,
}
const percent: OrderCharge = { ...fixed, label: 'Handling', kind: 'percent', rateBps: 200, amountCents: 4_56 }

function shown(charge: OrderCharge, typed: Partial<Record<ChargeField, string>>): OrderCharge {
  const edits = Object.entries(typed).map(([field, text]) => [
    chargeKey(charge.id, field as ChargeField),
    { from: charge[field as ChargeField], text, trouble: null },
  ])
  return shownCharges([charge], Object.fromEntries(edits))[0]!
}

test('what is typed into a charge counts at once', () => {
  expect(shown(fixed, { amountCents: '50', label: 'Rush' })).toEqual({
    ...fixed,
    label: 'Rush',
    amountCents: 50_00,
  })
})

test('an amount typed by hand is frozen, another rate follows the order again', () => {
  expect(shown(percent, { amountCents: '1' })).toMatchObject({ amountCents: 1_00, frozen: true })
  const frozen = { ...percent, frozen: true }
  expect(shown(frozen, { rateBps: '3 %' })).toMatchObject({ rateBps: 300, frozen: false })
  expect(shown(frozen, { label: 'Packing' })).toMatchObject({ frozen: true })
})

test('what is saved counts before the order is read again, too', () => {
  const saved = { from: 50_00, text: '50', trouble: null }
  expect(shownCharges([fixed], { [chargeKey('c', 'amountCents')]: saved })[0]).toMatchObject({
    amountCents: 50_00,
  })
})

test('a text that is no value, or the one that stands there, changes nothing shown', () => {
  for (const amountCents of ['1O0', '', '25']) expect(shown(fixed, { amountCents })).toBe(fixed)
})
