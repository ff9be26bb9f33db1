import type {
  BookApplication,
  BookInvoice,
  BookPayment,
  BookRevision,
  CustomerBooks,
} from '../domain/collections/customer-books.ts'

/** Books of one customer written down by hand: one line an entry. */
export function someBooks() {
  const invoices: BookInvoice[] = []
  const revisions: BookRevision[] = []
  const payments: BookPayment[] = []
  const applications: BookApplication[] = []
  const write = {
    /** Due 30 days later unless told; a revision of its own for each total after the first. */
    invoice(issuedOn: string, number: string, totalCents: number, fields: Partial<BookInvoice> = {}) {
      const kept = {
        kind: 'order',
        status: 'open',
        dueOn: later(issuedOn),
        poNumber: '',
        voidedOn: null,
      } as const
      invoices.push({ id: number, number, issuedOn, totalCents, ...kept, ...fields })
      revisions.push({ invoiceId: number, revision: 1, totalCents, effectiveOn: '' })
      return write
    },
    revise(effectiveOn: string, number: string, totalCents: number) {
      const revision = revisions.filter(each => each.invoiceId === number).length + 1
      revisions.push({ invoiceId: number, revision, totalCents, effectiveOn })
      return write
    },
    /** An entry among the payments, applied in parts the same day: `{1001: 300_00}`. */
    entry(
      receivedOn: string,
      number: string,
      totalCents: number,
      applied: Record<string, number> = {},
      fields: Partial<BookPayment> = {},
    ) {
      const kept = {
        kind: 'payment',
        status: 'posted',
        method: 'Check',
        reference: '',
        reversesId: null,
        voidedOn: null,
        refundState: '',
      } as const
      payments.push({ id: number, number, receivedOn, totalCents, ...kept, ...fields })
      for (const [invoice, cents] of Object.entries(applied)) write.apply(receivedOn, number, invoice, cents)
      return write
    },
    apply(appliedOn: string, paymentId: string, invoiceId: string, amountCents: number, discountCents = 0) {
      applications.push({ paymentId, invoiceId, amountCents, discountCents, appliedOn })
      return write
    },
    books: (): CustomerBooks => ({ invoices, revisions, payments, applications }),
  }
  return write
}

/** The example of domain §5. */
export function goldenBooks() {
  return someBooks()
    .invoice('2026-07-20', '1001', 500_00)
    .entry('2026-08-05', 'P1', 200_00, { 1001: 200_00 })
    .invoice('2026-08-10', '1002', 300_00)
    .entry('2026-08-12', 'C1', 50_00, { 1002: 50_00 }, { kind: 'credit' })
    .entry('2026-08-28', 'P2', 350_00, { 1001: 300_00 })
    .invoice('2026-09-02', '1003', 400_00)
    .entry('2026-09-10', 'P3', 250_00, { 1002: 250_00 })
}

function later(issuedOn: string): string {
  return new Date(Date.parse(`${issuedOn}T00:00:00Z`) + 30 * 86_400_000).toISOString().slice(0, 10)
}
