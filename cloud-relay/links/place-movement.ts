import { row } from '../../shared/domain/view.ts'
import type { AttemptSnapshot, Movement } from '../gateways/gateway.ts'
import type { RelayPorts } from '../ports.ts'
import { hashId } from './hash-id.ts'
import type { NamedGateway } from './named-gateway.ts'

/** A line of a gateway's books with the attempt it belongs to, as we name it. */
export interface PlacedMovement {
  movement: Movement
  /** Read anew where it may tell more than is posted: a payment that nothing reported, and whenever money went back. */
  snapshot: AttemptSnapshot | null
  /** Sold at the same account by another way than Florin: only the payouts need it. */
  isOthers: boolean
}

/** Finds what a movement is about. One of a Checkout page names the page's own intent; the gateway tells whose it is. */
export async function placeMovement(
  ports: RelayPorts,
  companyId: string,
  { gateway }: NamedGateway,
  movement: Movement,
): Promise<PlacedMovement> {
  const { attemptId, kind } = movement
  if (attemptId === null) return { movement, snapshot: null, isOthers: false }
  const paymentId = hashId(companyId, 'payment', attemptId)
  const view = await ports.gatherIn(companyId, () => [row('payments', paymentId)])
  const isPosted = view.get('payments', paymentId) !== null
  if (isPosted && kind === 'payment') return { movement, snapshot: null, isOthers: false }
  const snapshot = await gateway.retrieve(attemptId)
  return {
    movement: { ...movement, attemptId: snapshot?.id ?? attemptId },
    snapshot,
    isOthers: !isPosted && snapshot === null,
  }
}
