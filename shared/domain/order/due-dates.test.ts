import { expect, test } from 'vitest'
import { aCustomer, anInvoice } from '../../testing/builders.ts'
import { aDesk } from '../../testing/desk.ts'

test.each([
  ['a weekend stays where it falls', '2026-11-26', '2026-12-26'],
  ['a leap day', '2028-01-30', '2028-02-29'],
  ['past a leap day', '2028-02-01', '2028-03-02'],
  ['February of a common year', '2027-01-29', '2027-02-28'],
  ['the end of a month', '2026-12-01', '2026-12-31'],
  ['over the end of a year', '2026-12-31', '2027-01-30'],
])('net 30 due on %s', (_what, issuedOn, dueOn) => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  expect(anInvoice(desk, { customerId, issuedOn })).toMatchObject({ termsCode: 'NET30', dueOn })
})
