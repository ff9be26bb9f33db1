import type { PayRequest } from './pay-requests.ts'

/** Whether money may move, or may have moved, by this request without another press. */
export function isUnderWay(request: PayRequest): boolean {
  return !isFinal(request) && request.state !== 'open' && request.state !== 'declined'
}

/** Whether nothing more comes of this request. */
export function isFinal(request: PayRequest): boolean {
  return request.state === 'succeeded' || request.state === 'canceled'
}

/** Whether the payer is at the bank's or the gateway's page: such a request can be canceled at the gateway. */
export function waitsForPayer(request: PayRequest): boolean {
  return request.state === 'requires-action' || request.state === 'checkout'
}
