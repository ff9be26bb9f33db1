import fc from 'fast-check'
import type { BookInvoice, BookPayment } from '../domain/collections/customer-books.ts'
import { addDays } from '../lib/dates.ts'
import { someBooks } from './customer-books.ts'

const START = '2026-06-15'
/** One of the hundred days in which {@link anyBooks} plays. */
export const anyDay = fc.integer({ min: 0, max: 100 }).map(days => addDays(START, days))
const cents = fc.integer({ min: 1, max: 900 })
const maybe = fc.option(anyDay, { freq: 3 })
const STATES = ['', 'failed', 'canceled', 'succeeded'] as const

/** Any books, dates in any order, also such as no desk would allow: what holds here holds everywhere. */
export const anyBooks = fc
  .record({
    invoices: fc.array(fc.tuple(anyDay, cents, maybe, fc.option(fc.tuple(anyDay, cents))), { maxLength: 4 }),
    payments: fc.array(fc.tuple(anyDay, cents, maybe, fc.boolean()), { maxLength: 4 }),
    reversals: fc.array(fc.tuple(anyDay, cents, fc.nat(3), maybe, fc.constantFrom(...STATES)), {
      maxLength: 3,
    }),
    applications: fc.array(
      fc.tuple(anyDay, fc.nat(3), fc.nat(3), fc.integer({ min: -300, max: 300 }), fc.nat(20)),
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
