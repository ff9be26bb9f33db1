import type { ProblemCode } from '../../shared/protocol/problem-code.ts'
import type { Problem } from '../../shared/protocol/sync.ts'

const STATUS = {
  invalid: 400,
  unauthorized: 401,
  'device-revoked': 403,
  'device-unknown': 403,
  'wrong-code': 403,
  'wrong-setup-token': 403,
  'wrong-login': 403,
  'too-many-tries': 429,
  gap: 409,
  forked: 409,
  rewound: 409,
  'update-required': 426,
  'not-allowed': 403,
  'not-found': 404,
  'login-taken': 409,
  busy: 503,
  internal: 500,
} as const satisfies Record<ProblemCode, number>

/** A request that can't be answered as asked; becomes a problem+json answer. `title` is a sentence for people. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly code: ProblemCode
  readonly more: { field?: string; expectedSeq?: number; status?: number }

  constructor(
    code: ProblemCode,
    title: string,
    more: { field?: string; expectedSeq?: number; status?: number } = {},
  ) {
    super(title)
    this.code = code
    this.more = more
  }
}

/** The problem+json answer. */
export function problemAnswer({ code, message, more }: ProblemError): Response {
  const status = more.status ?? STATUS[code]
  const problem: Problem = {
    type: `urn:florin:problem:${code}`,
    title: message,
    status,
    code,
    ...(more.field === undefined ? {} : { field: more.field }),
    ...(more.expectedSeq === undefined ? {} : { expectedSeq: more.expectedSeq }),
  }
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  }
  if (code === 'unauthorized') headers['www-authenticate'] = 'Bearer'
  if (code === 'too-many-tries') headers['retry-after'] = '900'
  if (code === 'busy') headers['retry-after'] = '5'
  return new Response(JSON.stringify(problem), { status, headers })
}
