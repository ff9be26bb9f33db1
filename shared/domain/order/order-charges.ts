import type { CommandContext } from '../command.ts'
import type { ChargeType, CompanyRow, Language } from '../company/company-row.ts'
import type { InvoiceContent } from '../invoice/invoice-content.ts'
import { sumCents } from '../money.ts'
import { type Refusal, refuse } from '../rejections.ts'
import type { View } from '../view.ts'
import { type Retotaled, retotaled } from './editable-order.ts'
import type { OrderChargeInput } from './order-fields.ts'
import type { OrderCharge, OrderRow } from './order-row.ts'

/** What an invoice calls its fuel surcharge, where the company gave it no other name. */
export const FUEL_LABELS = {
  en: 'Fuel surcharge',
  es: 'Recargo de combustible',
} as const satisfies Record<Language, string>

/** Whether a charge as an invoice states it is its fuel surcharge; by its name in invoices older than the charge's kind. */
export function isFuelCharge({ label, kind }: InvoiceContent['charges'][number]): boolean {
  return kind === undefined ? Object.values<string>(FUEL_LABELS).includes(label) : kind === 'fuel'
}

/** The charge an input makes. */
export function orderCharge({ chargeId, ...charge }: OrderChargeInput): OrderCharge {
  return { id: chargeId, ...charge }
}

/** A charge of the company's list as an order takes it up. */
export function chargeOfType(type: ChargeType, id: string): OrderCharge {
  const { kind, rateBps, amountCents } = type
  // Empty: the customer's own language names it.
  const label = kind === 'fuel' && type.label === FUEL_LABELS.en ? '' : type.label
  return { id, label, kind, rateBps, amountCents, frozen: false }
}

/**
 * What a new order starts with: the company's charges marked so, the fuel surcharge only where box types have rates. A
 * company that lists no fuel surcharge charges its rates all the same, as it did before it had a list.
 */
export function newOrderCharges(
  company: Pick<CompanyRow, 'charges' | 'boxTypes'> | null,
  { derive }: Pick<CommandContext, 'derive'>,
): OrderCharge[] {
  if (!company) return []
  const hasRates = company.boxTypes.some(type => type.fuelCents > 0)
  const listed = company.charges.filter(type => type.onNewOrders && (type.kind !== 'fuel' || hasRates))
  const unlisted = hasRates && !company.charges.some(type => type.kind === 'fuel')
  const types = unlisted ? [UNLISTED_FUEL, ...listed] : listed
  // The second derived id is a task's.
  return types.map((type, at) => chargeOfType(type, derive(at === 0 ? 0 : at + 1)))
}

const UNLISTED_FUEL: ChargeType = {
  id: 'fuel',
  label: FUEL_LABELS.en,
  kind: 'fuel',
  rateBps: 0,
  amountCents: 0,
  onNewOrders: true,
}

/** The order with these charges and its totals made anew; refused where a person takes off more than is charged. */
export function recharged(order: OrderRow, charges: OrderCharge[], view: View): Retotaled | Refusal {
  const lines = view.list('order_lines', 'orderId', order.id)
  const total = retotaled({ ...order, charges }, lines, view)
  if ('code' in total) return total
  const sum = sumCents(total.order.charges.map(charge => charge.amountCents))
  return sum < 0 ? refuse('charges-below-zero', { belowCents: -sum }, 'amountCents') : total
}

/** Charges as an invoice prints them: what is taken off counts only as far as the others carry it. */
export function printedCharges(charges: readonly OrderCharge[]): OrderCharge[] {
  let left = sumCents(charges.map(charge => Math.max(0, charge.amountCents)))
  return charges.map(charge => {
    if (charge.amountCents >= 0) return charge
    const taken = Math.min(left, -charge.amountCents)
    left -= taken
    return { ...charge, amountCents: taken === 0 ? 0 : -taken }
  })
}
