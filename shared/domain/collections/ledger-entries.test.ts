import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../lib/dates.ts'
import { someBooks } from '../../testing/customer-books.ts'
import type { BookInvoice, BookPayment } from './customer-books.ts'
import { invoiceEntries, ledgerEntries } from './ledger-entries.ts'
import { openBalances } from './open-balances.ts'
import { statement } from './statement.ts'

const START = '2026-06-15'
const day = fc.integer({ min: 0, max: 100 }).map(days => addDays(START, days))
const cents = fc.integer({ min: 1, max: 900 })
const maybe = fc.option(day, { freq: 3 })
const STATES = ['', 'failed', 'canceled', 'succeeded'] as const

/** Any books, dates in any order, also such as no desk would allow: what holds here holds everywhere. */
const anyBooks = fc
  .record({
    invoices: fc.array(fc.tuple(day, cents, maybe, fc.option(fc.tuple(day, cents))), { maxLength: 4 }),
    payments: fc.array(fc.tuple(day, cents, maybe, fc.boolean()), { maxLength: 4 }),
    reversals: fc.array(fc.tuple(day, cents, fc.nat(3), maybe, fc.constantFrom(...STATES)), { maxLength: 3 }),
    applications: fc.array(
      fc.tuple(day, fc.nat(3), fc.nat(3), fc.integer({ min: -300, max: 300 }), fc.nat(20)),
      { maxLength: 6 },
    ),
  })
  .map(({ invoices, payments, reversals, applications }) => {
    const write = someBooks()
    const gone = (voidedOn: string | null) => ({ status: voidedOn ? 'void' : 'open', voidedOn })
    for (const [at, [on, total, voidedOn, revised]] of invoices.entries()) {
      write.invoice(on, `I${at}`, total, gone(voidedOn) as Partial<BookInvoice>)
      if (revised) write.revise(revised[0], `I${at}`, revised[1])
    }
    for (const [at, [on, total, voidedOn, isCredit]] of payments.entries())
      write.entry(on, `P${at}`, total, {}, {
        kind: isCredit ? 'credit' : 'payment',
        status: voidedOn ? 'void' : 'posted',
        voidedOn,
      } as Partial<BookPayment>)
    for (const [at, [on, total, of, voidedOn, refundState]] of reversals.entries())
      write.entry(on, `R${at}`, -total, {}, { kind: 'refund', reversesId: `P${of}`, voidedOn, refundState })
    for (const [on, payment, invoice, amount, discount] of applications)
      if (invoices[invoice] && payments[payment])
        write.apply(on, `P${payment}`, `I${invoice}`, amount, discount)
    return write.books()
  })

test('on every day the running total of the entries is the open balances less the open credits', () => {
  fc.assert(
    fc.property(anyBooks, day, (books, on) => {
      const sum = ledgerEntries(books)
        .filter(entry => entry.on <= on)
        .reduce((total, entry) => total + entry.amountCents, 0)
      expect(sum).toBe(openBalances(books, on).balanceCents)
      expect(statement(books, on, 'balance-forward', 'due-date').closingCents).toBe(sum)
      expect(statement(books, on, 'unpaid', 'due-date').closingCents).toBe(sum)
    }),
    { numRuns: 2_000, seed: 20260831 },
  )
})

test('on every day the running total of an invoice’s entries is its open balance', () => {
  fc.assert(
    fc.property(anyBooks, day, (books, on) => {
      const open = new Map(openBalances(books, on).invoices.map(each => [each.invoice.id, each.openCents]))
      for (const invoice of books.invoices) {
        const sum = invoiceEntries(books, invoice)
          .filter(entry => entry.on <= on)
          .reduce((total, entry) => total + entry.amountCents, 0)
        expect(sum).toBe(open.get(invoice.id) ?? 0)
      }
    }),
    { numRuns: 2_000, seed: 20260831 },
  )
})

test('applying money moves no balance: the payment did, when it came in', () => {
  const write = someBooks().invoice('2026-08-01', '1', 100_00).entry('2026-08-02', 'P1', 60_00)
  const before = ledgerEntries(write.books())
  expect(ledgerEntries(write.apply('2026-08-03', 'P1', '1', 60_00).books())).toEqual(before)
})
