import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumCents } from '../money.ts'
import { matchLumpSum } from './match-lump-sum.ts'

const invoice = (id: string, openCents: number, dueOn = '2026-10-01') => ({
  id,
  number: id,
  dueOn,
  openCents,
  status: 'open' as const,
})
const invoices = [
  invoice('1', 100_00, '2026-09-01'),
  invoice('2', 37_50, '2026-09-02'),
  invoice('3', 250_10, '2026-09-03'),
  invoice('4', 12_45, '2026-09-04'),
]
const chosen = (cents: number, among = invoices) => {
  const { applications, way, leftCents } = matchLumpSum(cents, among)
  const to = applications.map(({ invoiceId, amountCents }) => `${invoiceId} ${amountCents}`)
  return { to, way, leftCents }
}

test('a sum goes to the one set of invoices it pays, though an older one stays open', () => {
  expect(chosen(287_60)).toEqual({ to: ['2 3750', '3 25010'], way: 'exact', leftCents: 0 })
  expect(chosen(12_45)).toEqual({ to: ['4 1245'], way: 'exact', leftCents: 0 })
})

test('no set: oldest due first', () => {
  expect(chosen(101_00)).toEqual({ to: ['1 10000', '2 100'], way: 'none-fits', leftCents: 0 })
})

test('several sets: oldest due first', () => {
  const twins = [...invoices, invoice('5', 12_45, '2026-08-01')]
  expect(chosen(12_45, twins)).toEqual({ to: ['5 1245'], way: 'several-fit', leftCents: 0 })
  const sums = [invoice('1', 30_00), invoice('2', 20_00), invoice('3', 10_00), invoice('4', 99_00)]
  expect(chosen(30_00, sums).way).toBe('several-fit')
})

test('all that is open, and more', () => {
  expect(chosen(400_05)).toMatchObject({ way: 'all', leftCents: 0 })
  expect(chosen(500_00)).toMatchObject({ way: 'all', leftCents: 99_95 })
})

test('too many to tell: oldest due first, and it ends', () => {
  const many = Array.from({ length: 41 }, (_, at) => invoice(String(at).padStart(2, '0'), 100 + at))
  expect(chosen(150, many)).toMatchObject({ way: 'too-many', to: ['00 100', '01 50'] })
  const dense = Array.from({ length: 40 }, (_, at) =>
    invoice(String(at), 1_000_003 * (at + 3) + at * at * 97),
  )
  expect(['too-many', 'none-fits', 'several-fit', 'exact']).toContain(chosen(399_999_991, dense).way)
})

test('paid invoices are nobody’s', () => {
  expect(chosen(5, [{ ...invoice('1', 5), status: 'void' as never }, invoice('2', 10)]).to).toEqual(['2 5'])
})

test('it finds what trying every set finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 1, max: 200 }),
      (cents, sum) => {
        const open = cents.map((openCents, at) => invoice(String(at), openCents))
        let sets = 0
        for (let mask = 1; mask < 1 << open.length; mask++) {
          if (sumCents(open.filter((_, at) => mask & (1 << at)).map(one => one.openCents)) === sum) sets++
        }
        const { applications, way } = matchLumpSum(sum, open)
        const total = sumCents(cents)
        if (sum >= total) {
          expect(way).toBe('all')
          return
        }
        expect(way).toBe(sets === 0 ? 'none-fits' : sets === 1 ? 'exact' : 'several-fit')
        expect(sumCents(applications.map(one => one.amountCents))).toBe(sum)
        if (way !== 'exact') return
        for (const { invoiceId, amountCents } of applications)
          expect(open.find(({ id }) => id === invoiceId)?.openCents).toBe(amountCents)
      },
    ),
    { seed: 4, numRuns: 400 },
  )
})
