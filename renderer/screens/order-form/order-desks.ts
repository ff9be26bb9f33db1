import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { ask } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import { newId } from '../../app/new-id.ts'
import { queryClient } from '../../app/query-client.ts'
import { dropDraft, keepDraft, readDraft } from '../../store/draft.ts'
import { onOtherUser } from '../../store/on-other-user.ts'
import { type OrderDesk, openOrderDesk } from './order-desk.ts'
import { emptyDraft, isSaved, type OrderDraft } from './order-draft.ts'

const NEW_ORDER = 'new-order'

const desks = new Map<string, OrderDesk>()
// What is typed is kept as a draft; an order is read anew by who may see it.
onOtherUser(() => desks.clear())

/** The desk of an order: the same one as long as the window lives, with what a reload left unsaved. */
export function orderDesk(orderId: string, created: boolean): OrderDesk {
  const open = desks.get(orderId)
  if (open) return open
  const draft = { ...emptyDraft(orderId, created), ...readDraft<OrderDraft>(draftKey(orderId)) }
  const desk = openOrderDesk(
    { ...draft, created: draft.created || created },
    { give: giveCommand, load: loadOrder, now: () => Date.now(), keep },
  )
  desks.set(orderId, desk)
  return desk
}

/** The id the order being entered anew will have; the same until it is saved or given up. */
export function newOrderId(): string {
  const kept = readDraft<string>(NEW_ORDER)
  if (kept !== null) return kept
  const orderId = newId()
  keepDraft(NEW_ORDER, orderId)
  return orderId
}

/** The next new order is another one. */
export function leaveNewOrder(orderId: string): void {
  if (readDraft<string>(NEW_ORDER) === orderId) dropDraft(NEW_ORDER)
}

function draftKey(orderId: string): string {
  return `order.${orderId}`
}

function keep(draft: OrderDraft): void {
  if (isSaved(draft) && draft.filledIssues.length === 0) dropDraft(draftKey(draft.orderId))
  else keepDraft(draftKey(draft.orderId), draft)
}

/** Reads an order anew; what did not change keeps its identity. */
async function loadOrder(orderId: string): Promise<OrderView> {
  const view = await ask('orders.one', { orderId })
  return queryClient.setQueryData<OrderView>(['orders.one', { orderId }], view) ?? view
}
