import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyBooks, anyDay } from '../../testing/any-books.ts'
import { goldenBooks, someBooks } from '../../testing/customer-books.ts'
import type { CustomerBooks } from './customer-books.ts'
import {
  type JournalBooks,
  type JournalEntry,
  journalEntries,
  revisionKey,
  type SaleContent,
} from './journal-entries.ts'
import { journalTotals } from './journal-totals.ts'
import { customerBalance } from './open-balances.ts'

const NO_CONTENTS = { contents: new Map<string, SaleContent>(), creditedInvoices: new Map<string, string>() }

function content(fields: Partial<SaleContent> = {}): SaleContent {
  return { lines: [], charges: [], taxCents: 0, ...fields }
}

/** Contents at which each revision's total comes from lines, hard goods, a charge and a tax. */
function withContents(books: CustomerBooks): JournalBooks {
  const contents = new Map<string, SaleContent>()
  for (const { invoiceId, revision, totalCents } of books.revisions) {
    const taxCents = Math.trunc(totalCents / 10)
    const hardCents = Math.trunc(totalCents / 3)
    const lines = [
      { soldAs: 'box-stem', totalCents: totalCents - taxCents - hardCents - 7 },
      { soldAs: 'hard-good', totalCents: hardCents },
    ] as const
    contents.set(
      revisionKey(invoiceId, revision),
      content({
        lines,
        charges: [
          { label: 'Fuel surcharge', amountCents: 5 },
          { label: 'Delivery', amountCents: 2 },
        ],
        taxCents,
      }),
    )
  }
  return { ...books, contents, creditedInvoices: new Map() }
}

const within = (entries: JournalEntry[], from: string, to: string) =>
  entries.filter(({ on }) => from <= on && on <= to)

/** The day before the first of any books. */
const BEFORE = '2026-06-01'

test('over any days both journals move the receivables by what the customer’s balance moved by', () => {
  fc.assert(
    fc.property(anyBooks, anyDay, anyDay, (books, a, b) => {
      const [from, to] = [a, b].toSorted() as [string, string]
      const entries = journalEntries(withContents(books))
      const moved = (upTo: string) => journalTotals(within(entries, BEFORE, upTo)).receivableCents
      expect(moved(to)).toBe(customerBalance(books, to))
      expect(moved(to) - moved(from)).toBe(customerBalance(books, to) - customerBalance(books, from))
    }),
    { numRuns: 2_000, seed: 20261031 },
  )
})

test('each entry has equal debits and credits, and at most one line of the receivables', () => {
  fc.assert(
    fc.property(anyBooks, books => {
      const entries = journalEntries(withContents(books))
      for (const { lines } of entries) {
        expect(lines.reduce((sum, line) => sum + line.amountCents, 0)).toBe(0)
        expect(lines.filter(line => line.account === 'receivable').length).toBeLessThanOrEqual(1)
        expect(lines.every(line => line.amountCents !== 0)).toBe(true)
      }
      const { debitsCents, creditsCents, accounts } = journalTotals(entries)
      expect(debitsCents).toBe(creditsCents)
      const applied = accounts.find(({ account }) => account === 'applied')
      expect(applied?.debitsCents ?? 0).toBe(applied?.creditsCents ?? 0)
    }),
    { numRuns: 2_000, seed: 20261031 },
  )
})

test('what happens later changes nothing of a period that is over', () => {
  fc.assert(
    fc.property(anyBooks, anyDay, (books, end) => {
      // The same books as they stood on the last day: nothing dated later was written yet.
      const then: CustomerBooks = {
        invoices: books.invoices
          .filter(invoice => invoice.issuedOn <= end)
          .map(invoice =>
            invoice.voidedOn !== null && invoice.voidedOn > end
              ? { ...invoice, status: 'open', voidedOn: null }
              : invoice,
          ),
        revisions: books.revisions.filter(revision => revision.effectiveOn <= end),
        payments: books.payments
          .filter(payment => payment.receivedOn <= end)
          .map(payment =>
            payment.voidedOn !== null && payment.voidedOn > end
              ? {
                  ...payment,
                  status: 'posted',
                  voidedOn: null,
                  refundState: payment.refundState === '' ? '' : 'pending',
                }
              : payment,
          ),
        applications: [],
      }
      const known = new Set([...then.invoices, ...then.payments].map(({ id }) => id))
      const { applications } = books
      const given = applications.filter(
        ({ appliedOn, invoiceId, paymentId }) =>
          appliedOn <= end && known.has(invoiceId) && known.has(paymentId),
      )
      const period = (from: CustomerBooks) => within(journalEntries(withContents(from)), BEFORE, end)
      expect(period(books)).toEqual(period({ ...then, applications: given }))
    }),
    { numRuns: 2_000, seed: 20261031 },
  )
})

test('the sales journal’s invoices come to what was issued less what was withdrawn', () => {
  fc.assert(
    fc.property(anyBooks, books => {
      const sales = journalEntries(withContents(books)).filter(
        ({ journal, kind }) => journal === 'sales' && !kind.startsWith('credit'),
      )
      const standing = books.invoices.filter(({ status }) => status === 'open')
      // Every revision is in force on the last day.
      const total = (id: string) =>
        books.revisions.filter(({ invoiceId }) => invoiceId === id).at(-1)!.totalCents
      expect(journalTotals(sales).receivableCents).toBe(standing.reduce((sum, { id }) => sum + total(id), 0))
    }),
    { numRuns: 1_000, seed: 20261031 },
  )
})

test('an invoice is posted by account, a revision by its difference, a withdrawal by its reversal', () => {
  const write = someBooks().invoice('2026-08-01', '1001', 128_00).revise('2026-09-05', '1001', 100_00)
  const books = write.books()
  const voided = books.invoices.map(
    invoice => ({ ...invoice, status: 'void', voidedOn: '2026-10-02' }) as const,
  )
  const flowers = (totalCents: number) => ({ soldAs: 'box-stem', totalCents }) as const
  const vase = { soldAs: 'hard-good', totalCents: 10_00 } as const
  const contents = new Map([
    [
      revisionKey('1001', 1),
      content({
        lines: [flowers(100_00), vase],
        charges: [
          { label: 'Recargo de combustible', amountCents: 5_00 },
          { label: 'Delivery', amountCents: 3_00 },
        ],
        taxCents: 10_00,
      }),
    ],
    [revisionKey('1001', 2), content({ lines: [flowers(80_00), vase], taxCents: 10_00 })],
  ])
  const entries = journalEntries({ ...NO_CONTENTS, ...books, invoices: voided, contents })
  expect(
    entries.map(({ on, entryNumber, lines }) => [
      on,
      entryNumber,
      lines.map(line => [line.account, line.amountCents]),
    ]),
  ).toEqual([
    [
      '2026-08-01',
      '1001',
      [
        ['receivable', 128_00],
        ['sales', -100_00],
        ['hardGoods', -10_00],
        ['fuel', -5_00],
        ['charges', -3_00],
        ['tax', -10_00],
      ],
    ],
    [
      '2026-09-05',
      '1001-R2',
      [
        ['receivable', -28_00],
        ['sales', 20_00],
        ['fuel', 5_00],
        ['charges', 3_00],
      ],
    ],
    [
      '2026-10-02',
      '1001-V',
      [
        ['receivable', -100_00],
        ['sales', 80_00],
        ['hardGoods', 10_00],
        ['tax', 10_00],
      ],
    ],
  ])
})

test('a fuel surcharge is known by its kind whatever it is called; in older invoices by its name', () => {
  const fuelOf = (charges: SaleContent['charges']) => {
    const books = someBooks().invoice('2026-08-01', '1001', 10_00).books()
    const contents = new Map([[revisionKey('1001', 1), content({ charges })]])
    const [entry] = journalEntries({ ...books, contents, creditedInvoices: new Map() })
    return entry?.lines.map(({ account, amountCents }) => [account, amountCents])
  }
  const as = (account: string) => [
    ['receivable', 10_00],
    [account, -10_00],
  ]
  expect(fuelOf([{ label: 'Energy', amountCents: 10_00, kind: 'fuel' }])).toEqual(as('fuel'))
  expect(fuelOf([{ label: 'Fuel surcharge', amountCents: 10_00, kind: 'fixed' }])).toEqual(as('charges'))
  expect(fuelOf([{ label: 'Recargo de combustible', amountCents: 10_00 }])).toEqual(as('fuel'))
  expect(fuelOf([{ label: 'Energy', amountCents: 10_00 }])).toEqual(as('charges'))
})

test('fees, finance charges, opening balances and credits have accounts of their own', () => {
  const books = someBooks()
    .invoice('2026-08-01', '1', 35_00, { kind: 'nsf-fee' })
    .invoice('2026-08-02', '2', 86_17, { kind: 'finance-charge' })
    .invoice('2026-08-03', '3', 500_00, { kind: 'opening' })
    .entry('2026-08-04', 'C1', 50_00, { 3: 20_00 }, { kind: 'credit' })
    .entry('2026-08-05', 'P1', 90_00, { 3: 90_00 })
    .entry('2026-08-06', 'N1', -90_00, {}, { kind: 'nsf', reversesId: 'P1' })
    .books()
  const entries = journalEntries({ ...books, ...NO_CONTENTS })
  expect(
    entries.map(({ journal, kind, entryNumber, lines }) => [
      journal,
      kind,
      entryNumber,
      ...lines.map(({ account, amountCents }) => `${account} ${amountCents}`),
    ]),
  ).toEqual([
    ['sales', 'invoice:nsf-fee', '1', 'receivable 3500', 'nsfFees -3500'],
    ['sales', 'invoice:finance-charge', '2', 'receivable 8617', 'financeCharges -8617'],
    ['sales', 'invoice:opening', '3', 'receivable 50000', 'openingBalances -50000'],
    ['sales', 'credit', 'C1', 'receivable -5000', 'returns 5000'],
    ['receivables', 'credit-applied', '3-A', 'receivable -2000', 'applied 2000'],
    ['receivables', 'credit-applied', 'C1-A', 'receivable 2000', 'applied -2000'],
    ['receivables', 'payment', 'P1', 'receivable -9000', 'funds 9000'],
    ['receivables', 'nsf', 'N1', 'receivable 9000', 'funds -9000'],
  ])
})

test('the example of the trade: August moves the receivables from 500.00 to 200.00', () => {
  const august = within(
    journalEntries({ ...goldenBooks().books(), ...NO_CONTENTS }),
    '2026-08-01',
    '2026-08-31',
  )
  const of = (journal: string) => journalTotals(august.filter(entry => entry.journal === journal))
  expect(of('sales')).toMatchObject({
    count: 2,
    debitsCents: 350_00,
    creditsCents: 350_00,
    receivableCents: 250_00,
  })
  expect(of('receivables')).toMatchObject({ count: 4, receivableCents: -550_00 })
})

test('a credit on an invoice takes back tax as the invoice has it, a withdrawn one posts it again, a stand-alone one none', () => {
  const books = goldenBooks().books()
  const credit = books.payments.find(({ kind }) => kind === 'credit')!
  const invoice = books.invoices.find(({ number }) => number === '1002')!
  const contents = new Map([[revisionKey(invoice.id, 1), content({ taxCents: 24_00 })]])
  const linesOf = (more: Partial<JournalBooks>) =>
    journalEntries({ ...NO_CONTENTS, ...books, contents, ...more })
      .filter(({ kind }) => kind === 'credit' || kind === 'credit-void')
      .map(({ lines }) => lines.map(({ account, amountCents }) => [account, amountCents]))
  const back = [
    ['receivable', -50_00],
    ['tax', 4_00],
    ['returns', 46_00],
  ]
  const creditedInvoices = new Map([[credit.id, invoice.id]])
  expect(linesOf({ creditedInvoices })).toEqual([back])
  expect(linesOf({})).toEqual([
    [
      ['receivable', -50_00],
      ['returns', 50_00],
    ],
  ])
  const voided = books.payments.map(payment =>
    payment === credit ? { ...payment, status: 'void' as const, voidedOn: '2026-09-20' } : payment,
  )
  const again = back.map(([account, amountCents]) => [account, -(amountCents as number)])
  expect(linesOf({ creditedInvoices, payments: voided })).toEqual([back, again])
})
