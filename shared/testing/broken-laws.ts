import { sumCents } from '../domain/money.ts'
import { verifyBalances } from '../domain/verify-balances.ts'
import { booksOf } from './books-of.ts'
import type { MemoryLedger } from './memory-ledger.ts'

/**
 * What of the ledger laws does not hold, one sentence each; empty when all do: nothing is over-applied, open balances lie
 * between nothing and the total, applied + unapplied = total − returned, nothing stays used that came in with a payment
 * that is void, the customer's balance is the running total of the entries, and every cached figure is proved.
 */
export function brokenLaws(ledger: MemoryLedger): string[] {
  const broken: string[] = []
  const law = (holds: boolean, sentence: string) => {
    if (!holds) broken.push(sentence)
  }
  const applications = ledger.all('applications')
  const payments = ledger.all('payments')
  for (const { id, number, status, openCents, totalCents } of ledger.all('invoices')) {
    const own = applications.filter(entry => entry.invoiceId === id)
    const lowered = sumCents(own.map(entry => entry.amountCents + entry.discountCents))
    law(0 <= openCents && openCents <= totalCents, `invoice ${number}: ${openCents} open of ${totalCents}`)
    law(lowered <= totalCents && lowered >= 0, `invoice ${number}: ${lowered} applied of ${totalCents}`)
    const proven = status === 'void' ? 0 : totalCents - lowered
    law(openCents === proven, `invoice ${number}: ${openCents} open, the entries say ${proven}`)
  }
  for (const payment of payments) {
    const own = applications.filter(entry => entry.paymentId === payment.id)
    const applied = sumCents(own.map(entry => entry.amountCents))
    const returned = -sumCents(
      payments
        .filter(
          ({ reversesId, status, refundState }) =>
            reversesId === payment.id &&
            status === 'posted' &&
            refundState !== 'canceled' &&
            refundState !== 'failed',
        )
        .map(({ totalCents }) => totalCents),
    )
    const name = `entry ${payment.number}`
    if (payment.totalCents < 0) {
      law(own.length === 0 && payment.unappliedCents === 0, `${name}: a reversal is applied`)
      continue
    }
    law(payment.returnedCents === returned, `${name}: ${payment.returnedCents} returned, not ${returned}`)
    if (payment.status === 'void') {
      law(applied === 0 && payment.unappliedCents === 0, `${name}: void, and still used`)
      continue
    }
    law(payment.unappliedCents >= 0 && applied >= 0, `${name}: more is used than there is`)
    law(
      applied + payment.unappliedCents === payment.totalCents - payment.returnedCents,
      `${name}: ${applied} applied + ${payment.unappliedCents} is not ${payment.totalCents} - ${payment.returnedCents}`,
    )
  }
  const voided = new Set(payments.filter(({ status }) => status === 'void').map(({ id }) => id))
  const booked = new Map<string, number>()
  const withVoid = new Map<string, number>()
  for (const { paymentId, invoiceId, bookedWith, amountCents } of applications) {
    const key = `${paymentId} on ${invoiceId} with ${bookedWith}`
    const creditId = ledger.find('payments', paymentId)?.creditId
    // A credit that was approved for its invoice lowers that whoever pays it.
    const isOfInvoice = creditId && ledger.find('credits', creditId)?.invoiceId === invoiceId
    if (bookedWith !== null && voided.has(bookedWith) && !isOfInvoice)
      withVoid.set(key, (withVoid.get(key) ?? 0) + amountCents)
    booked.set(key, (booked.get(key) ?? 0) + amountCents)
  }
  for (const [what, cents] of booked) law(cents >= 0, `${what}: ${cents} are left of what was booked`)
  for (const [what, cents] of withVoid) law(cents === 0, `${what}, which is void: ${cents} are still used`)
  for (const { id } of ledger.all('customers')) {
    const invoiced = ledger.all('invoices').filter(({ customerId }) => customerId === id)
    const owned = payments.filter(({ customerId }) => customerId === id)
    const invoiceIds = new Set(invoiced.map(invoice => invoice.id))
    const running =
      sumCents(invoiced.map(({ status, totalCents }) => (status === 'void' ? 0 : totalCents))) -
      sumCents(
        applications
          .filter(entry => invoiceIds.has(entry.invoiceId))
          .map(({ discountCents }) => discountCents),
      ) -
      sumCents(
        owned.map(({ status, refundState, totalCents }) =>
          status === 'posted' && refundState !== 'canceled' && refundState !== 'failed' ? totalCents : 0,
        ),
      )
    const kept = ledger.find('customer_balances', id)
    const balance = (kept?.openCents ?? 0) - (kept?.unappliedCents ?? 0)
    law(!kept || balance === running, `customer ${id}: balance ${balance}, running total ${running}`)
  }
  for (const finding of verifyBalances(booksOf(ledger)).findings) {
    broken.push(
      `${finding.table} ${finding.name}: ${finding.figure} ${finding.cachedCents}, proven ${finding.provenCents}`,
    )
  }
  return broken
}
