import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import type { z } from 'zod'
import type { FaultCode } from '../../../shared/protocol/desk.ts'
import type { ProblemCode } from '../../../shared/protocol/problem-code.ts'
import { type enrolAnswer, problem, tokenAnswer } from '../../../shared/protocol/sync.ts'
import type { BackendPorts, RelayAnswer, RelayHttp } from '../ports.ts'
import type { SyncStore } from '../store/sync-store.ts'

/** The relay answered, and said no. */
export class RelayProblem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly field: string
  constructor(code: ProblemCode, status: number, field = '') {
    super(code)
    this.name = 'RelayProblem'
    this.code = code
    this.status = status
    this.field = field
  }
}

/** The parsed body of a good answer; throws {@link RelayProblem} for any other. */
export function expectAnswer<S extends z.ZodType>(answer: RelayAnswer, schema: S): z.output<S> {
  if (answer.status >= 200 && answer.status < 300) return schema.parse(answer.body)
  const said = problem.safeParse(answer.body)
  const code = said.success ? (said.data.code as ProblemCode) : answer.status >= 500 ? 'busy' : 'internal'
  throw new RelayProblem(code, answer.status, said.success ? (said.data.field ?? '') : '')
}

/** A relay's refusal as the screens name it. */
export function faultOf(code: ProblemCode): FaultCode {
  const same = [
    'wrong-code',
    'wrong-setup-token',
    'wrong-login',
    'too-many-tries',
    'device-revoked',
    'login-taken',
  ]
  if (same.includes(code)) return code as FaultCode
  if (code === 'not-found' || code === 'busy') return code
  if (code === 'device-unknown') return 'device-revoked'
  return 'internal'
}

/** A new device's key pair: the private half never leaves the profile. */
export function newDeviceKey(): { publicKey: string; privateKey: string } {
  const pair = generateKeyPairSync('ed25519')
  return {
    publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  }
}

/**
 * Keeps what enrolment gave, all of it or nothing: this profile belongs to a company from here on. False when it came to
 * belong to one meanwhile. Key and token are sealed already.
 */
export function keepEnrolment(
  sync: SyncStore,
  enrolled: z.output<typeof enrolAnswer>,
  own: { relayUrl: string; deviceName: string; deviceKey: string; refreshToken: string; incarnation: string },
): boolean {
  return sync.atomically(() => {
    if (sync.state('companyId') !== null) return false
    sync.setState('deviceKey', own.deviceKey)
    sync.setState('refreshToken', own.refreshToken)
    sync.setState('relayUrl', own.relayUrl)
    sync.setState('deviceName', own.deviceName)
    sync.setState('incarnation', own.incarnation)
    sync.setState('nextSeq', '1')
    sync.setState('companyId', enrolled.companyId)
    sync.setState('deviceId', enrolled.deviceId)
    return true
  })
}

const REFRESH_EARLY_MS = 60_000

/**
 * The device's way to a valid access token. The refresh token rotates; the new one is kept before it is used. `closing`
 * breaks off what is asked when the backend stops.
 */
export function createDeviceSession(
  sync: SyncStore,
  ports: BackendPorts,
  http: RelayHttp,
  closing?: AbortSignal,
) {
  let access: { token: string; until: number } | null = null
  let asking: Promise<string> | null = null

  async function refresh(): Promise<string> {
    const refreshToken = await ports.secrets.open(sync.state('refreshToken') ?? '')
    const key = createPrivateKey({
      key: Buffer.from(await ports.secrets.open(sync.state('deviceKey') ?? ''), 'base64'),
      format: 'der',
      type: 'pkcs8',
    })
    const deviceId = sync.state('deviceId') ?? ''
    const signature = sign(null, Buffer.from(`florin-token:${deviceId}:${refreshToken}`), key).toString(
      'base64',
    )
    const companyId = sync.state('companyId') ?? ''
    const body = { companyId, deviceId, refreshToken, signature }
    const request = {
      method: 'POST',
      path: '/v1/token',
      body,
      ...(closing ? { signal: closing } : {}),
    } as const
    const answer = expectAnswer(await http.request(request), tokenAnswer)
    sync.setState('refreshToken', await ports.secrets.seal(answer.refreshToken))
    // By this machine's clock: the relay's may differ, and a token refused early is only asked for again.
    access = { token: answer.accessToken, until: ports.clock.now() + 10 * 60_000 }
    return answer.accessToken
  }

  return {
    /** A token good for the next request. One refresh at a time, however many ask. */
    async accessToken(): Promise<string> {
      if (access && access.until - REFRESH_EARLY_MS > ports.clock.now()) return access.token
      asking ??= refresh().finally(() => {
        asking = null
      })
      return asking
    },
    /** Forgets the access token, after the relay refused it. */
    forget(): void {
      access = null
    },
    /** One request with the device's token; a refused token is renewed once. */
    async request(input: {
      method: 'GET' | 'POST' | 'PUT'
      path: string
      body?: unknown
      userToken?: string
      signal?: AbortSignal
    }) {
      const first = await http.request({ ...input, accessToken: await this.accessToken() })
      if (first.status !== 401) return first
      const said = problem.safeParse(first.body)
      if (said.success && said.data.code !== 'unauthorized') return first
      this.forget()
      return http.request({ ...input, accessToken: await this.accessToken() })
    },
  }
}

export type DeviceSession = ReturnType<typeof createDeviceSession>
