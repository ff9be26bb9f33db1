import type { PayloadOf } from '../../../shared/domain/commands.ts'
import { sumCents } from '../../../shared/domain/money.ts'
import { allocateOldestDue } from '../../../shared/domain/payment-link/allocate.ts'
import type { OpenCredit } from '../../../shared/protocol/credits-asks.ts'
import { formatCents, parseCents } from '../../parts/format-money.ts'
import type { CreditUse, OpenInvoice } from './payment-draft.ts'

/** An open credit with what it will be applied to. */
export interface UsedCredit {
  credit: OpenCredit
  applications: PayloadOf<'payment.apply'>['applications']
}

/** The use of a credit that was just ticked: as much as is free of it and open on the invoices. */
export function wholeUse(credit: OpenCredit, invoices: readonly OpenInvoice[]): CreditUse {
  const openCents = sumCents(invoices.map(invoice => invoice.openCents))
  return { amount: formatCents(Math.min(credit.freeCents, openCents)), invoiceId: null }
}

/**
 * Where chosen credits go, one after the other in their order, and what is open on the invoices besides: what a payment
 * can still be applied to.
 */
export function spreadCredits(
  chosen: Readonly<Record<string, CreditUse>>,
  credits: readonly OpenCredit[],
  invoices: readonly OpenInvoice[],
): { used: UsedCredit[]; invoices: readonly OpenInvoice[] } {
  const used: UsedCredit[] = []
  let open = invoices
  for (const credit of credits) {
    const use = chosen[credit.paymentId]
    if (!use) continue
    const amountCents = Math.min(parseCents(use.amount) ?? 0, credit.freeCents)
    const among = use.invoiceId === null ? open : open.filter(each => each.invoiceId === use.invoiceId)
    const { applications } = allocateOldestDue(
      amountCents,
      among.map(({ invoiceId, ...each }) => ({ ...each, id: invoiceId, status: 'open' as const })),
    )
    if (applications.length === 0) continue
    used.push({ credit, applications })
    open = open.map(invoice => {
      const taken = applications.find(each => each.invoiceId === invoice.invoiceId)
      return taken ? { ...invoice, openCents: invoice.openCents - taken.amountCents } : invoice
    })
  }
  return { used, invoices: open }
}

/** What chosen credits come to. */
export function usedCents(used: readonly UsedCredit[]): number {
  return sumCents(used.flatMap(each => each.applications).map(each => each.amountCents))
}

/** True when a typed amount can't stand: no amount, or more than is free of the credit. */
export function isWrongUse(use: CreditUse, credit: OpenCredit): boolean {
  const cents = parseCents(use.amount)
  return cents === null || cents === 0 || cents > credit.freeCents
}
