import { contextOf } from '../../../shared/domain/command.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { linkFor } from '../../../shared/domain/mail/email-document.ts'
import { type MailRow, PLAIN_MAIL } from '../../../shared/domain/mail/mail-row.ts'
import { GatheredView, type Read } from '../../../shared/domain/view.ts'
import { aCustomer, anInvoice, aPayment } from '../../../shared/testing/builders.ts'
import { aDesk } from '../../../shared/testing/desk.ts'
import { type MailRows, mailReads, mailRowsOf } from '../mail-rows.ts'

export interface MailWish {
  company?: Partial<CompanyRow>
  customer?: Partial<Pick<CustomerRow, 'name' | 'language'>>
  /** Fields of the mail itself, such as what a person typed. */
  mail?: Partial<MailRow>
  /** How many of the three invoices are paid. */
  paid?: number
}

/** A mail of a kind with everything it speaks of: three invoices, one of them long past due, a payment, a refund. */
export function rowsOnDesk(kind: MailRow['kind'], wish: MailWish = {}): MailRows {
  const desk = aDesk(wish.company)
  const customer = aCustomer(desk, { name: 'Petal & Stem Atelier', ...wish.customer })
  const customerId = customer.id
  const dates = ['2026-09-12', '2026-11-02', '2026-11-20']
  const invoices = [1_284_50, 228_00, 12_940_75].map((totalCents, at) =>
    anInvoice(desk, { customerId, totalCents, issuedOn: dates[at]!, poNumber: at === 1 ? 'PO-88121' : '' }),
  )
  invoices.slice(0, wish.paid ?? 0).forEach(invoice => {
    const applications = [{ invoiceId: invoice.id, amountCents: invoice.totalCents }]
    aPayment(desk, { customerId, totalCents: invoice.totalCents, applications, reference: desk.nextNumber() })
  })
  const first = invoices[0]!
  const receipt = aPayment(desk, {
    customerId,
    totalCents: 300_00,
    reference: 'Visa 4242',
    method: 'Card',
    applications: (wish.paid ?? 0) > 0 ? [] : [{ invoiceId: first.id, amountCents: 250_00 }],
  })
  desk.must('payment.refund', {
    paymentId: receipt.id,
    number: desk.nextNumber(),
    refundedOn: '2026-11-25',
    amountCents: 40_00,
    by: 'registered',
    method: 'Card',
    reference: 'Visa 4242',
    note: '',
    releaseApplied: false,
  })
  const refund = desk.ledger.all('payments').find(each => each.kind === 'refund')!
  const isOverInvoices = kind === 'links' || kind === 'reminder'
  const isPaper = kind === 'receipt' || kind === 'refund'
  const mail: MailRow = {
    ...PLAIN_MAIL,
    id: desk.newId(),
    kind,
    customerId,
    invoiceId: kind === 'invoice' ? first.id : null,
    revision: 1,
    paymentId: kind === 'receipt' ? receipt.id : kind === 'refund' ? refund.id : null,
    linkId: isPaper ? null : desk.newId(),
    recipient: 'ines@petal.example',
    subject: '',
    message: '',
    language: customer.language,
    state: 'queued',
    attempts: 0,
    lastError: '',
    queuedAt: desk.clock.now(),
    queuedBy: 'relay',
    sentAt: null,
    statementKind: kind === 'statement' ? 'unpaid' : '',
    statementOn: kind === 'statement' ? '2026-11-25' : '',
    invoiceIds: isOverInvoices ? invoices.map(invoice => invoice.id) : [],
    ...wish.mail,
  }
  desk.ledger.plant('mails', mail)
  if (mail.linkId !== null) {
    const asked = kind === 'invoice' ? [first] : invoices
    const context = contextOf(desk.newId(), { kind: 'relay' }, desk.clock.now())
    for (const write of linkFor(mail.linkId, asked, customer, [mail], context)) {
      if ('row' in write) desk.ledger.plant(write.table, write.row as never)
    }
  }
  const view = new GatheredView()
  for (let round = 0; round < 6; round++) {
    for (const read of mailReads(mail.id)(view)) if (!view.has(read)) view.add(read, answer(read))
  }
  const rows = mailRowsOf(mail.id, view, desk.clock.now())
  if (rows === null) throw new Error('the mail has no rows')
  return rows

  function answer(read: Read) {
    if (read.kind === 'row') return desk.ledger.find(read.table, read.id)
    if (read.kind === 'claim') return null
    return desk.ledger
      .all(read.table)
      .filter(each => (each as unknown as Record<string, unknown>)[read.ref] === read.value)
  }
}
