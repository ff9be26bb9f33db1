import type { OrderCharge } from '../../../shared/domain/order/order-row.ts'
import { readText } from './field-text.ts'
import { chargeKey, type OrderDraft } from './order-draft.ts'

/**
 * The charges of an order with what is typed laid over them, as `order.change-charge` will make them: an amount typed by hand
 * is frozen, another rate lets it follow the order again. A charge without edits stays the same object.
 */
export function shownCharges(charges: readonly OrderCharge[], edits: OrderDraft['edits']): OrderCharge[] {
  return charges.map(charge => {
    const label = typed(charge, 'label', edits)
    const rateBps = typed(charge, 'rateBps', edits)
    const amountCents = typed(charge, 'amountCents', edits)
    if (label === undefined && rateBps === undefined && amountCents === undefined) return charge
    const follows = rateBps !== undefined && charge.kind === 'percent'
    return {
      ...charge,
      ...(label !== undefined && { label: String(label) }),
      ...(rateBps !== undefined && { rateBps: Number(rateBps) }),
      ...(amountCents !== undefined && { amountCents: Number(amountCents) }),
      frozen: amountCents === undefined ? charge.frozen && !follows : charge.kind !== 'fixed',
    }
  })
}

/**
 * What is typed into a field and stands for another value than the charge has, also once it is saved and the order as it is
 * now is still on its way; undefined where nothing is.
 */
function typed(
  charge: OrderCharge,
  field: 'label' | 'rateBps' | 'amountCents',
  edits: OrderDraft['edits'],
): string | number | null | undefined {
  const edit = edits[chargeKey(charge.id, field)]
  if (!edit) return undefined
  const read = readText(field, edit.text)
  return 'value' in read && read.value !== charge[field] ? read.value : undefined
}
