import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumCents } from '../money.ts'
import { allocateOldestDue } from './allocate.ts'

const invoice = (id: string, dueOn: string, openCents: number, status: 'open' | 'void' = 'open') => ({
  id,
  dueOn,
  number: id,
  openCents,
  status,
})

test('the oldest due is paid first, by number where two are due together', () => {
  const invoices = [
    invoice('10003', '2026-12-01', 100_00),
    invoice('10002', '2026-11-01', 100_00),
    invoice('10001', '2026-11-01', 100_00),
  ]
  expect(allocateOldestDue(250_00, invoices)).toEqual({
    applications: [
      { invoiceId: '10001', amountCents: 100_00 },
      { invoiceId: '10002', amountCents: 100_00 },
      { invoiceId: '10003', amountCents: 50_00 },
    ],
    leftCents: 0,
  })
})

test('void and paid invoices get nothing, and what is over is left', () => {
  const invoices = [
    invoice('1', '2026-01-01', 100_00, 'void'),
    invoice('2', '2026-02-01', 0),
    invoice('3', '2026-03-01', 10_00),
  ]
  expect(allocateOldestDue(15_00, invoices)).toEqual({
    applications: [{ invoiceId: '3', amountCents: 10_00 }],
    leftCents: 5_00,
  })
})

test('every cent is applied or left, and none beyond what is open', () => {
  const some = fc.array(
    fc.tuple(fc.uuid(), fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01'), fc.nat(500), fc.boolean()),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(fc.nat(3000), some, (amountCents, drawn) => {
      const invoices = drawn.map(([id, dueOn, cents, open]) =>
        invoice(id, dueOn, cents, open ? 'open' : 'void'),
      )
      const { applications, leftCents } = allocateOldestDue(amountCents, invoices)
      const appliedCents = sumCents(applications.map(application => application.amountCents))
      expect(appliedCents + leftCents).toBe(amountCents)
      const openCents = sumCents(invoices.filter(i => i.status === 'open').map(i => i.openCents))
      expect(appliedCents).toBe(Math.min(amountCents, openCents))
    }),
  )
})
