import { z } from 'zod'
import { businessDate, id, positiveCents, requiredLine } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand, reject } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { FINANCED } from '../derived-ids.ts'
import { chargeInvoice } from '../invoice/charge-invoice.ts'
import { sumCents } from '../money.ts'
import { freeNumber, numberReads } from '../numbers/free-number.ts'
import { claim, row, rows } from '../view.ts'
import { agedOpenCents, financeCharge, financePeriod } from './finance-charge.ts'

/**
 * Charges a customer for what is long open: one charge per customer and month of its date. `expectedCents` is what the
 * person saw: when what is open changed meanwhile, it is refused with both amounts.
 */
export const issueFinanceCharge = keepingBalances(
  defineCommand({
    name: 'finance-charge.issue',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'finance-charges',
    payload: z.strictObject({
      customerId: id,
      /** The invoice's number, from a leased block of orders. */
      number: requiredLine(20),
      issuedOn: businessDate,
      rateBps: z.int().min(1).max(10_000),
      /** Days from which an open balance counts. */
      fromDays: z.int().min(0).max(366),
      expectedCents: positiveCents,
    }),
    reads: p => [
      row('companies', COMPANY_ROW),
      row('customers', p.customerId),
      rows('invoices', 'customerId', p.customerId),
      rows('payments', 'customerId', p.customerId),
      claim(causeClaim(p.customerId, p.issuedOn)),
      ...numberReads('no:INV:', p.number, p.customerId),
    ],
    customerOf: p => p.customerId,
    decide(p, view, context) {
      const company = companyOf(view)
      if (!company) return reject('unknown-company')
      const customer = view.get('customers', p.customerId)
      if (!customer) return reject('unknown-customer')
      const { name } = customer
      const period = financePeriod(p.issuedOn)
      if (customer.financeChargeException) return reject('finance-charge-exempt', { customer: name })
      if (view.holder(causeClaim(customer.id, p.issuedOn)) !== null)
        return reject('finance-charge-issued', { customer: name, period })
      const invoices = view
        .list('invoices', 'customerId', customer.id)
        .filter(({ currency }) => currency === customer.currency)
      const amountCents = financeCharge({
        openCents: agedOpenCents(invoices, company.ageBasis, p.issuedOn, p.fromDays),
        openCreditsCents: sumCents(
          view
            .list('payments', 'customerId', customer.id)
            .map(({ currency, unappliedCents }) => (currency === customer.currency ? unappliedCents : 0)),
        ),
        rateBps: p.rateBps,
      })
      if (amountCents !== p.expectedCents)
        return reject('finance-charge-changed', {
          customer: name,
          expectedCents: p.expectedCents,
          amountCents,
        })
      const label =
        customer.language === 'es' ? `Cargo por financiamiento ${period}` : `Finance charge ${period}`
      const number = freeNumber('no:INV:', p.number, p.customerId, view, context)
      const charge = { kind: 'finance-charge' as const, cause: `finance-charge:${period}` }
      return accept(
        chargeInvoice(
          { ...charge, company, customer, number, issuedOn: p.issuedOn, amountCents, label },
          context,
          FINANCED.invoice,
        ),
      )
    },
  }),
  p => [p.customerId],
)

function causeClaim(customerId: string, issuedOn: string): string {
  return `invoice.cause:${customerId}:finance-charge:${financePeriod(issuedOn)}`
}
