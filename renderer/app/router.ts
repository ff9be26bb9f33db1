import { useSyncExternalStore } from 'react'

/** Where the user is: the path after `#`, and what follows its `?`. */
export interface Place {
  path: string
  query: URLSearchParams
}

/** Every screen's path. `:x` is a parameter; `issue` in the query reopens a refused request with its values. */
export const PATHS = {
  home: '/home',
  newOrder: '/orders/new',
  order: '/orders/:orderId',
  orders: '/orders',
  invoices: '/invoices',
  invoice: '/invoices/:invoiceId',
  payments: '/payments',
  payment: '/payments/:paymentId',
  receivePayment: '/receive-payment',
  links: '/payment-links',
  linkPayments: '/link-payments',
  linkPayment: '/link-payments/:paymentId',
  payouts: '/payouts',
  payout: '/payouts/:payoutId',
  link: '/payment-links/:linkId',
  aging: '/aging',
  journals: '/journals',
  newCredit: '/credits/new',
  credit: '/credits/:creditId',
  credits: '/credits',
  periods: '/periods',
  customers: '/customers',
  customer: '/customers/:customerId',
  products: '/products',
  team: '/team',
  suppressed: '/blocked-addresses',
  numbers: '/numbers',
  importing: '/import',
  settings: '/settings',
  attention: '/attention',
} as const

export type RouteName = keyof typeof PATHS

/** A matched route with its parameters. */
export interface Route {
  name: RouteName
  params: Record<string, string>
  query: URLSearchParams
}

/** The place a hash stands for: `#/orders?status=all`. */
export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  return { path: path === '' ? '/' : path, query: new URLSearchParams(query) }
}

/** The route at a place, or null where there is none. Earlier paths win: `/orders/new` is no order's id. */
export function matchRoute({ path, query }: Place): Route | null {
  for (const [name, pattern] of Object.entries(PATHS)) {
    const params = matchPath(pattern, path)
    if (params) return { name: name as RouteName, params, query }
  }
  return null
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const value = given[at]!
    if (part.startsWith(':')) {
      if (value === '') return null
      params[part.slice(1)] = decodeURIComponent(value)
    } else if (part !== value) return null
  }
  return params
}

/** The address of a route, for links and {@link navigate}: `pathTo('order', { orderId })`. */
export function pathTo(
  name: RouteName,
  params: Record<string, string> = {},
  query: Record<string, string> = {},
): string {
  const path = PATHS[name].replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const search = new URLSearchParams(query).toString()
  return search === '' ? path : `${path}?${search}`
}

/** Goes to a path, such as `/orders`; `replace` leaves no step back. */
export function navigate(path: string, options: { replace?: boolean } = {}): void {
  if (options.replace) {
    window.history.replaceState(null, '', `#${path}`)
    window.dispatchEvent(new HashChangeEvent('hashchange'))
  } else window.location.hash = path
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The route on screen; null where there is none. */
export function useRoute(): Route | null {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return matchRoute(placeOf(hash))
}
