import { expect, test } from 'vitest'
import { aDesk } from '../../../shared/testing/desk.ts'
import { chargedForm, form, viewOf } from './testing/order-forms.ts'
import { unsavedEntries } from './unsaved-entries.ts'

test('a charge typed and not left is saved before the order is acted on', async () => {
  const desk = aDesk()
  const f = chargedForm(desk)
  f.focus(f.amount)
  f.type(f.amount, 0, '50')
  expect(await f.ready()).toBe(true)
  expect(f.saved()).toMatchObject({ amountCents: 50_00, frozen: true })
  expect(f.state().edits).toEqual({})
})

test('a charge that can not be read holds the order back and is counted', async () => {
  const desk = aDesk()
  const f = chargedForm(desk)
  f.type(f.amount, 0, '1O0')
  f.type(f.rate, 0, 'two')
  expect(await f.ready()).toBe(false)
  expect(f.state().trouble).toEqual({ kind: 'missing', missing: 'mending' })
  expect(f.state().edits[f.amount]?.trouble).toEqual({ kind: 'text', problem: 'not-an-amount' })
  expect(f.state().edits[f.rate]?.trouble).toEqual({ kind: 'text', problem: 'not-a-rate' })
  expect(unsavedEntries(f.state()).count).toBe(2)
})

test('what is typed into a charge comes back after a reload', async () => {
  const desk = aDesk()
  const f = chargedForm(desk)
  f.type(f.rate, 0, '2.5')
  const again = form(desk, JSON.parse(JSON.stringify(f.last())))
  again.see(viewOf(desk, f.order.id))
  expect(await again.saveAll()).toBe(true)
  expect(f.saved()).toMatchObject({ rateBps: 250, amountCents: 5_70, frozen: false })
})

test('more taken off than is charged is refused once the charge is left, not while it is typed', async () => {
  const desk = aDesk()
  const f = chargedForm(desk)
  f.type(f.amount, 0, '-900')
  await f.save(f.amount, true)
  expect(f.given).toEqual([])
  await f.save(f.amount)
  expect(f.state().edits[f.amount]).toMatchObject({
    text: '-900',
    trouble: { refusal: { code: 'charges-below-zero' } },
  })
})

test('a charge that is gone takes what was typed into it along', async () => {
  const desk = aDesk()
  const f = chargedForm(desk)
  f.type(f.amount, 0, '50')
  desk.must('order.remove-charge', { orderId: f.order.id, chargeId: f.chargeId })
  f.see(viewOf(desk, f.order.id))
  expect(f.state().edits).toEqual({})
})
