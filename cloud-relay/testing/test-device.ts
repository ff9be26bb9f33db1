import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { CommandName, PayloadOf } from '../../shared/domain/commands.ts'
import { type Clock, newId } from '../../shared/lib/ids.ts'
import type {
  CreateCompanyRequest,
  Cursor,
  EnrolAnswer,
  Outcome,
  PullAnswer,
  PushAnswer,
  WireCommand,
} from '../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../shared/protocol/version.ts'
import { tokenText } from '../auth/device-key.ts'
import { testRandom } from './each-engine.ts'
import { SETUP_TOKEN } from './relay-under-test.ts'

export const ADMIN = { name: 'Ana Admin', login: 'ana@aalsmeer.example', password: 'tulips and roses' }

/** A relay that can be asked, in this process or over a network. */
export interface Reachable {
  app: { request(path: string, init?: RequestInit): Response | Promise<Response> }
  clock: Clock
}

/** The request that makes the company of a test. */
export function companyRequest(publicKey: string): CreateCompanyRequest {
  return {
    setupToken: SETUP_TOKEN,
    company: {
      name: 'Aalsmeer Floral Co.',
      timeZone: 'America/New_York',
      currency: 'USD',
      language: 'en',
      email: 'office@aalsmeer.example',
    },
    admin: ADMIN,
    device: { name: 'Front desk', publicKey },
  }
}

/** A device key as a desktop makes it. */
export function newDeviceKey(): { publicKey: string; privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), privateKey }
}

/** A desktop as the relay sees it: it keeps tokens, a sequence and a cursor, and holds no rows. */
export class TestDevice {
  readonly test: Reachable
  readonly companyId: string
  readonly deviceId: string
  readonly privateKey: KeyObject
  refreshToken: string
  accessToken = ''
  userId = ''
  userToken = ''
  incarnation: string
  seq = 0
  cursor: Cursor = { rev: 0, tag: '' }

  constructor(test: Reachable, enrolled: EnrolAnswer, privateKey: KeyObject) {
    this.test = test
    this.companyId = enrolled.companyId
    this.deviceId = enrolled.deviceId
    this.refreshToken = enrolled.refreshToken
    this.privateKey = privateKey
    this.incarnation = this.id()
  }

  id(): string {
    return newId(this.test.clock, testRandom)
  }

  /** A request with this device's access token; `user` adds the login's token. */
  async request(method: string, path: string, body?: unknown, user = false): Promise<Response> {
    return this.test.app.request(path, {
      method,
      headers: {
        authorization: `Bearer ${this.accessToken}`,
        ...(user ? { 'x-florin-user': this.userToken } : {}),
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  async renew(refreshToken = this.refreshToken): Promise<Response> {
    const signature = sign(null, Buffer.from(tokenText(this.deviceId, refreshToken)), this.privateKey)
    const { companyId, deviceId } = this
    const body = { companyId, deviceId, refreshToken, signature: signature.toString('base64') }
    const answer = await postJson(this.test, '/v1/token', body)
    if (answer.ok) {
      const renewed = (await answer.clone().json()) as { accessToken: string; refreshToken: string }
      this.accessToken = renewed.accessToken
      this.refreshToken = renewed.refreshToken
    }
    return answer
  }

  async logIn(login: string, password: string): Promise<Response> {
    const answer = await this.request('POST', '/v1/login', { login, password })
    if (answer.ok) {
      const { userId, userToken } = (await answer.clone().json()) as { userId: string; userToken: string }
      this.userId = userId
      this.userToken = userToken
    }
    return answer
  }

  /** The next command of this device, by the user who logged in last. */
  command<N extends CommandName>(
    name: N,
    payload: PayloadOf<N>,
    more: Partial<WireCommand> = {},
  ): WireCommand {
    this.seq += 1
    return {
      id: this.id(),
      seq: this.seq,
      name,
      version: 1,
      payload,
      userId: this.userId,
      at: this.test.clock.now(),
      ...more,
    }
  }

  async push(...commands: WireCommand[]): Promise<Response> {
    return this.request('POST', '/v1/push', { protocol: PROTOCOL, incarnation: this.incarnation, commands })
  }

  /** Pushes and answers the outcomes; throws when the relay answers a problem. */
  async outcomes(...commands: WireCommand[]): Promise<Outcome[]> {
    const answer = await this.push(...commands)
    if (!answer.ok) throw new Error(await answer.text())
    return ((await answer.json()) as PushAnswer).outcomes
  }

  async pull(queued: string[] = [], numbersLeft = { order: 1000, payment: 1000 }): Promise<Response> {
    const { incarnation, cursor } = this
    return this.request('POST', '/v1/pull', { protocol: PROTOCOL, incarnation, cursor, queued, numbersLeft })
  }

  /** Pulls a page and moves the cursor; throws when the relay answers a problem. */
  async pulled(queued: string[] = [], numbersLeft = { order: 1000, payment: 1000 }): Promise<PullAnswer> {
    const answer = await this.pull(queued, numbersLeft)
    if (!answer.ok) throw new Error(await answer.text())
    const page = (await answer.json()) as PullAnswer
    this.cursor = page.to
    return page
  }
}

/** A JSON request without a token. */
export async function postJson(
  test: Reachable,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return test.app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

/** Makes a company through the front door; its first device has its tokens and the admin logged in. */
export async function createTestCompany(test: Reachable): Promise<TestDevice> {
  const { publicKey, privateKey } = newDeviceKey()
  const answer = await postJson(test, '/v1/companies', companyRequest(publicKey))
  if (answer.status !== 201) throw new Error(await answer.text())
  const device = new TestDevice(test, (await answer.json()) as EnrolAnswer, privateKey)
  await device.renew()
  await device.logIn(ADMIN.login, ADMIN.password)
  return device
}

/** One more device of the same company, enrolled with a code; nobody is logged in on it. */
export async function joinTestCompany(admin: TestDevice, name = 'Laptop'): Promise<TestDevice> {
  const made = await admin.request('POST', '/v1/enrolment-codes', undefined, true)
  if (made.status !== 201) throw new Error(await made.text())
  const { code } = (await made.json()) as { code: string }
  const { publicKey, privateKey } = newDeviceKey()
  const answer = await postJson(admin.test, '/v1/enrol', { code, device: { name, publicKey } })
  if (answer.status !== 201) throw new Error(await answer.text())
  const device = new TestDevice(admin.test, (await answer.json()) as EnrolAnswer, privateKey)
  await device.renew()
  return device
}
