import { z } from 'zod'
import { type GatewayRefusal, GatewayRejected, GatewayUnknown, GatewayUnreachable } from './gateway.ts'
import { causeCode, wasNeverSent } from './never-sent.ts'

export type GatewayClientConfig = {
  baseUrl: string
  secretKey: string
  fetch: typeof fetch
  timeoutMs: number
  timeoutSignal?: (ms: number) => AbortSignal
}

export type GatewayCall = {
  path: string
  /** A body makes it a POST. */
  body?: object
  idempotencyKey?: string
  /** What to answer for 404 instead of a fault. */
  missing?: null
}

const problemSchema = z.object({ code: z.string(), detail: z.string().default('') })
const maxAnswerChars = 4 * 1024 * 1024

export type GatewayClient = {
  <T>(call: GatewayCall & { missing: null }, schema: z.ZodType<T>): Promise<T | null>
  <T>(call: GatewayCall, schema: z.ZodType<T>): Promise<T>
  <T>(
    call: GatewayCall,
    schema: z.ZodType<T>,
    refusals: readonly GatewayRefusal['refused'][],
  ): Promise<T | GatewayRefusal>
}

/** JSON calls with a bearer key; each ends in the parsed answer, a refusal, or one of the three gateway faults. */
export function createGatewayClient(config: GatewayClientConfig): GatewayClient {
  const { timeoutSignal = AbortSignal.timeout } = config

  return async function call<T>(
    request: GatewayCall,
    schema: z.ZodType<T>,
    refusals: readonly GatewayRefusal['refused'][] = [],
  ): Promise<T> {
    const { status, text } = await send(request)
    if (status >= 200 && status < 300) {
      const answer = schema.safeParse(readJson(text))
      // The gateway did something, and we can't tell what.
      if (!answer.success) throw new GatewayUnknown(`unreadable answer to ${request.path}`)
      return answer.data
    }
    if (status === 429) throw new GatewayUnreachable('turned away: too many calls')
    if (status < 400 || status >= 500 || status === 408) throw new GatewayUnknown(`status ${status}`)
    const problem = problemSchema.safeParse(readJson(text)).data ?? { code: 'unreadable', detail: '' }
    // Only the gateway's own word counts: a 404 of a wrong address or a proxy says nothing about an attempt.
    if (status === 404 && problem.code === 'not-found' && request.missing === null) return null as T
    const refused = refusals.find(code => code === problem.code)
    if (status === 422 && refused !== undefined) return { refused } as T
    throw new GatewayRejected(status, problem.code, problem.detail)
  }

  async function send(request: GatewayCall): Promise<{ status: number; text: string }> {
    const headers: Record<string, string> = { authorization: `Bearer ${config.secretKey}` }
    if (request.idempotencyKey !== undefined) headers['idempotency-key'] = request.idempotencyKey
    if (request.body !== undefined) headers['content-type'] = 'application/json'
    try {
      const answer = await config.fetch(new URL(request.path, config.baseUrl), {
        method: request.body === undefined ? 'GET' : 'POST',
        headers,
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        redirect: 'manual',
        signal: timeoutSignal(config.timeoutMs),
      })
      const text = await answer.text()
      if (text.length > maxAnswerChars) throw new GatewayUnknown('answer too long')
      return { status: answer.status, text }
    } catch (error) {
      if (error instanceof GatewayUnknown) throw error
      const code = causeCode(error)
      if (wasNeverSent(code)) throw new GatewayUnreachable(`not reached: ${code}`, { cause: error })
      throw new GatewayUnknown(`no answer: ${code}`, { cause: error })
    }
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
