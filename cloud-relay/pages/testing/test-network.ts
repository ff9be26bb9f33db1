export interface Network {
  isDown: boolean
  deadlineMs: number
  /** The payments account takes no new payments. */
  isPaused: boolean
}

/** What a fetch fails with when nobody listens. */
function refusedConnection(): Error {
  return Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
}

/** A fetch that finds nobody while the network is down. */
export function fetchOver(network: Network): typeof fetch {
  return (url, init) => {
    if (!network.isDown) return fetch(url, init)
    return Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: refusedConnection() }))
  }
}
