import type { Param } from './form.ts'
import type { StripeAccount } from './stripe-account.ts'
import { missing } from './stripe-objects.ts'

interface Listed {
  id: string
  created: number
}

/** A page as Stripe makes it: newest first, after or before an object, within a time; `keeps` filters like `types` does. */
export function listPage(
  account: StripeAccount,
  oldestFirst: readonly Listed[],
  params: Record<string, Param>,
  url: string,
  keeps: (each: Listed) => boolean = () => true,
): object {
  const all = oldestFirst.toReversed()
  const limit = Math.min(100, Number(params.limit ?? 10))
  const { gte, lt } = (params.created ?? {}) as { gte?: string; lt?: string }
  const isWanted = (each: Listed) =>
    keeps(each) && each.created >= Number(gte ?? 0) && each.created < Number(lt ?? Number.MAX_SAFE_INTEGER)
  const position = (name: 'starting_after' | 'ending_before') => {
    const id = params[name]
    if (typeof id !== 'string') return null
    const at = all.findIndex(each => each.id === id)
    if (at < 0) throw missing('object', id, name)
    return at
  }
  const after = position('starting_after')
  const before = position('ending_before')
  const reach = all.slice(after === null ? 0 : after + 1, before ?? all.length).filter(isWanted)
  // Before an object means next to it, not at the top of the list.
  const page = before === null ? reach.slice(0, limit) : reach.slice(-limit)
  const expand = Array.isArray(params.expand) ? params.expand.map(String) : []
  const inner = expand.filter(path => path.startsWith('data.')).map(path => path.slice('data.'.length))
  return {
    object: 'list',
    url,
    has_more: reach.length > page.length,
    data: page.map(each => expanded(account, each, inner)),
  }
}

/** The object with the fields of these paths as objects instead of ids. */
export function expanded(account: StripeAccount, object: object, paths: readonly string[]): object {
  const copy = structuredClone(object) as Record<string, unknown>
  const byField = new Map<string, string[]>()
  for (const path of paths) {
    const [field = '', ...rest] = path.split('.')
    byField.set(field, [...(byField.get(field) ?? []), ...(rest.length > 0 ? [rest.join('.')] : [])])
  }
  for (const [field, inner] of byField) {
    const found = field === 'refunds' ? refundsOf(account, String(copy.id)) : objectOf(account, copy[field])
    if (found !== null) copy[field] = expanded(account, found, inner)
  }
  return copy
}

function refundsOf(account: StripeAccount, chargeId: string): object {
  const data = [...account.refunds.values()].filter(each => each.charge === chargeId).toReversed()
  return { object: 'list', data, has_more: false, url: `/v1/charges/${chargeId}/refunds` }
}

function objectOf(account: StripeAccount, id: unknown): object | null {
  if (typeof id !== 'string') return null
  return (
    account.charges.get(id) ??
    account.intents.get(id) ??
    account.refunds.get(id) ??
    account.disputes.get(id) ??
    account.balance.transactions.find(each => each.id === id) ??
    account.balance.payouts.find(each => each.id === id) ??
    null
  )
}
