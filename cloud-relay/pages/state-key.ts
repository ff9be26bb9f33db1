import { hash } from 'node:crypto'
import { mayPick } from '../links/choose.ts'
import type { LinkPage } from '../links/page-state.ts'
import type { KnownGateway } from './gateway-check.ts'

/** Stands for what a page shows besides amounts: when it changes, an open page must be loaded anew. */
export function stateKeyOf({ state, request, ask }: LinkPage, gateway: KnownGateway | null): string {
  const way = gateway === null ? 'closed' : gateway.isReachable ? 'up' : 'down'
  const { partialPayments, partialMinimumCents } = ask.company
  const choice = `${mayPick(ask) ? 'pick' : 'all'}${partialPayments ? partialMinimumCents : ''}`
  return [
    state,
    ...(state === 'payable' ? [way, choice] : []),
    request?.id.slice(-12) ?? '',
    request?.state ?? '',
    ...(state === 'processing' && request?.actionUrl ? ['verify'] : []),
  ].join(':')
}

/** Stands for the amounts a page shows and who is paying which of them. */
export function markOf({ ask, held }: LinkPage): string {
  if (held.size === 0) return ask.version
  return `${ask.version}.${hash('sha256', JSON.stringify([...held]), 'base64url').slice(0, 8)}`
}
