import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { z } from 'zod'
import { COMMANDS } from '../../shared/domain/commands.ts'
import { assert } from '../../shared/lib/assert.ts'
import { newId } from '../../shared/lib/ids.ts'
import {
  type Cursor,
  type EnrolAnswer,
  enrolAnswer,
  loginAnswer,
  type PullAnswer,
  pullAnswer,
  pushAnswer,
  SERIES,
  type Series,
  tokenAnswer,
} from '../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../shared/protocol/version.ts'
import { DEMO_COMPANY } from './demo-company.ts'
import type { DemoCommand } from './demo-stage.ts'

/** Sends a request: `fetch`, or the relay's app itself. */
export type Send = (url: string, init: RequestInit) => Promise<Response>

/** The device on which the demo is played: a desktop without screens that keeps nothing. */
export interface DemoDevice {
  companyId: string
  /** Logs someone in, so that the relay takes their commands from here. */
  logIn(login: string, password: string): Promise<{ userId: string; userToken: string }>
  /** Gets the rows that changed since the last call and, where they run low, more numbers. */
  pull(): Promise<PullAnswer['rows']>
  /** The next leased number; `pull` keeps at least 100 of each series here. */
  takeNumber(series: Series): string
  /** Gives commands, at most 50. Throws when one is not accepted. */
  push(commands: readonly DemoCommand[]): Promise<void>
  /** A request of the admin; the answer is parsed, or null where nothing is expected. */
  asAdmin<T extends z.ZodType>(
    path: string,
    body: unknown,
    userToken: string,
    answer: T,
  ): Promise<z.output<T>>
  /** Ends this device: no token of it is good any more. */
  revoke(userToken: string): Promise<void>
}

/** Creates the company with its admin at the relay and enrols this device. */
export async function createDemoCompany(
  options: { relayUrl: string; setupToken: string; send: Send; now(): number },
  admin: { name: string; login: string; password: string },
): Promise<DemoDevice> {
  const ask = asker(options.relayUrl, options.send)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const device = {
    name: 'Demo',
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  }
  const body = { setupToken: options.setupToken, company: DEMO_COMPANY, admin, device }
  const enrolled = enrolAnswer.parse(await ask('/v1/companies', body))
  return openDevice(ask, enrolled, privateKey, options.now)
}

type Ask = (path: string, body: unknown, headers?: Record<string, string>) => Promise<unknown>

function asker(relayUrl: string, send: Send): Ask {
  return async (path, body, headers = {}) => {
    const answer = await send(new URL(path, relayUrl).href, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`The relay answered ${answer.status} to ${path}: ${text.slice(0, 300)}`)
    return text === '' ? null : JSON.parse(text)
  }
}

function openDevice(ask: Ask, enrolled: EnrolAnswer, privateKey: KeyObject, now: () => number): DemoDevice {
  const { companyId, deviceId } = enrolled
  const incarnation = newId({ now }, { bytes: randomBytes })
  const numbers: Record<Series, number[]> = { order: [], payment: [] }
  const leases = new Set<string>()
  let cursor: Cursor = { rev: 0, tag: '' }
  let lastSeq = 0
  let { refreshToken } = enrolled
  let access = { accessToken: '', expiresAt: 0 }

  async function authorized(): Promise<{ authorization: string }> {
    if (access.expiresAt < now() + 30_000) {
      const text = Buffer.from(`florin-token:${deviceId}:${refreshToken}`)
      const signature = sign(null, text, privateKey).toString('base64')
      const answer = tokenAnswer.parse(
        await ask('/v1/token', { companyId, deviceId, refreshToken, signature }),
      )
      refreshToken = answer.refreshToken
      access = answer
    }
    return { authorization: `Bearer ${access.accessToken}` }
  }
  const asUser = async (userToken: string) => ({ ...(await authorized()), 'x-florin-user': userToken })

  return {
    companyId,
    async logIn(login, password) {
      return loginAnswer.parse(await ask('/v1/login', { login, password }, await authorized()))
    },
    async pull() {
      const rows: PullAnswer['rows'] = []
      for (;;) {
        const numbersLeft = { order: numbers.order.length, payment: numbers.payment.length }
        const body = { protocol: PROTOCOL, incarnation, cursor, queued: [], numbersLeft }
        const page = pullAnswer.parse(await ask('/v1/pull', body, await authorized()))
        for (const { id, series, firstNumber, lastNumber } of page.leases) {
          if (leases.has(id)) continue
          leases.add(id)
          for (let number = firstNumber; number <= lastNumber; number++) numbers[series].push(number)
        }
        rows.push(...page.rows)
        cursor = page.to
        if (page.complete) break
      }
      for (const series of SERIES) assert(numbers[series].length >= 100, `too few numbers: ${series}`)
      return rows
    },
    takeNumber(series) {
      const number = numbers[series].shift()
      assert(number !== undefined, `no number left: ${series}`)
      return String(number)
    },
    async push(commands) {
      const body = {
        protocol: PROTOCOL,
        incarnation,
        commands: commands.map(command => {
          const { version } = COMMANDS[command.name]
          return { ...command, seq: ++lastSeq, version }
        }),
      }
      const { outcomes } = pushAnswer.parse(await ask('/v1/push', body, await authorized()))
      const wrong = outcomes.find(outcome => outcome.outcome !== 'accepted')
      if (!wrong) return
      const { name } = commands.find(command => command.id === wrong.id) ?? { name: wrong.id }
      throw new Error(`The relay did not accept ${name}: ${wrong.outcome} ${JSON.stringify(wrong.refusal)}`)
    },
    async asAdmin(path, body, userToken, answer) {
      return answer.parse(await ask(path, body, await asUser(userToken)))
    },
    async revoke(userToken) {
      await ask(`/v1/devices/${deviceId}/revoke`, {}, await asUser(userToken))
    },
  }
}
