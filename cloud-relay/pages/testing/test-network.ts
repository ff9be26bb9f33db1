export interface Network {
  isDown: boolean
  deadlineMs: number
  /** The payments account takes no new payments. */
  isPaused: boolean
}

/** What a fetch fails with when nobody listens. */
export function refusedConnection(): Error {
  return Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
}
