import type { LinkPage } from '../links/page-state.ts'
import type { KnownGateway } from './gateway-check.ts'

/** Stands for what a page shows besides amounts: when it changes, an open page must be loaded anew. */
export function stateKeyOf({ state, request }: LinkPage, gateway: KnownGateway | null): string {
  const way = gateway === null ? 'closed' : gateway.isReachable ? 'up' : 'down'
  return [state, state === 'payable' ? way : '', request?.id.slice(-12) ?? '', request?.state ?? ''].join(':')
}
