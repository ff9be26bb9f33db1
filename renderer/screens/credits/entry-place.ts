import { pathTo } from '../../app/router.ts'

/** Where an entry applied to an invoice is looked at: a payment, or the credit whose approval made it. */
export function entryPlace({ paymentId, creditId }: { paymentId: string; creditId: string | null }): string {
  return creditId === null ? pathTo('payment', { paymentId }) : pathTo('credit', { creditId })
}
