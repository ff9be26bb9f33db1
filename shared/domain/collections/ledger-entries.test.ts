import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyBooks, anyDay } from '../../testing/any-books.ts'
import { someBooks } from '../../testing/customer-books.ts'
import { invoiceEntries, ledgerEntries } from './ledger-entries.ts'
import { openBalances } from './open-balances.ts'
import { statement } from './statement.ts'

test('on every day the running total of the entries is the open balances less the open credits', () => {
  fc.assert(
    fc.property(anyBooks, anyDay, (books, on) => {
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
    fc.property(anyBooks, anyDay, (books, on) => {
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
