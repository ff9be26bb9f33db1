import type { z } from 'zod'
import { SETUP_TOKEN } from '../../cloud-relay/testing/relay-under-test.ts'
import { companyRequest } from '../../cloud-relay/testing/test-device.ts'
import * as sync from '../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../shared/protocol/version.ts'
import type { World } from './world.ts'

/** Whose proof a route asks for. */
export type Proof = 'none' | 'device' | 'user' | 'visit' | 'gateway-key'

/** What the fuzzer has to know of a route to come near it, and never through it. */
export interface RouteKnowledge {
  proof: Proof
  /** A body of the right form; absent for routes that read none. */
  body?: (world: World) => unknown
  form?: true
  /**
   * True when the route would act on this body. Such a body is sent without a proof only. A route whose `body` is turned
   * down whatever is changed in it, by a wrong code or an unknown sequence, needs no such judge.
   */
  acts?: (world: World, body: unknown) => boolean
  /** Relative share of the cases; 1 when absent. */
  share?: number
}

const page: RouteKnowledge = { proof: 'visit', body: pageForm, form: true }
const gatewayOrder: RouteKnowledge = { proof: 'gateway-key', body: () => ({ reference: 'r' }) }
const unlessInvalid = (schema: z.ZodType) => (_: World, body: unknown) => schema.safeParse(body).success

/** By method and path. A POST that is not listed is sent without a proof that holds. */
export const KNOWLEDGE: Readonly<Record<string, RouteKnowledge>> = {
  'POST /v1/companies': {
    proof: 'none',
    body: ({ own }) => ({ ...companyRequest(own.device.refreshToken), setupToken: `${SETUP_TOKEN}?` }),
  },
  'POST /v1/enrol': {
    proof: 'none',
    body: ({ own }) => ({
      code: `${own.companyKey}-AAAA-BBBB-CCCC`,
      device: { name: 'Till', publicKey: 'AAAA' },
    }),
  },
  'POST /v1/token': {
    proof: 'none',
    body: ({ own, other }) => ({
      companyId: own.device.companyId,
      deviceId: own.device.deviceId,
      refreshToken: other.device.refreshToken,
      signature: 'A'.repeat(86),
    }),
  },
  // Checking a password costs on purpose: most of these meet the limit of tries.
  'POST /v1/login': {
    proof: 'device',
    body: () => ({ login: 'ana@aalsmeer.example', password: 'not the password' }),
    share: 0.3,
  },
  // A sequence far ahead of what the relay has seen: nothing of it can be taken.
  'POST /v1/push': { proof: 'device', body: pushBody, share: 3 },
  'POST /v1/pull': { proof: 'device', body: pullBody, acts: pullActs, share: 3 },
  'POST /v1/recover': {
    proof: 'device',
    body: ({ own }) => ({
      protocol: PROTOCOL,
      reason: 'gap',
      from: own.device.incarnation,
      to: own.device.incarnation,
      logins: [own.device.userToken],
      highestNumbers: { order: 0, payment: 0 },
    }),
    acts: unlessInvalid(sync.recoverRequest),
  },
  'POST /v1/enrolment-codes': { proof: 'user', acts: () => true },
  'POST /v1/users/:userId/password': {
    proof: 'user',
    body: () => ({ password: 'a new password' }),
    acts: unlessInvalid(sync.setPasswordRequest),
  },
  'POST /v1/devices/:deviceId/revoke': { proof: 'user', acts: () => true },
  'GET /v1/devices': { proof: 'user' },
  'POST /v1/audit': {
    proof: 'user',
    body: ({ other }) => ({
      protocol: PROTOCOL,
      subject: { table: 'orders', id: other.orderId },
      before: null,
      limit: 50,
    }),
  },
  'GET /openapi.json': { proof: 'none', share: 0.2 },
  'GET /v1/events': { proof: 'device' },

  'POST /l/:companyKey/:token': { ...page, proof: 'none' },
  // A stranger's renewal takes 400 ms by design.
  'POST /l/:companyKey/:token/renew': { ...page, proof: 'none', share: 0.1 },
  'GET /pay/:companyKey/:slug': { proof: 'visit', share: 2 },
  'POST /pay/:companyKey/:slug': { ...page, share: 2 },
  'POST /pay/:companyKey/:slug/begun': page,
  'GET /pay/:companyKey/:slug/return': { proof: 'visit' },
  'POST /pay/:companyKey/:slug/renew': page,
  'POST /pay/:companyKey/:slug/question': page,
  'POST /pay/:companyKey/:slug/receipt': page,
  'GET /l/:companyKey/:name/logo': { proof: 'none' },
  'GET /pay/:companyKey/:slug/now': { proof: 'visit' },
  'GET /pay/:companyKey/:slug/live': { proof: 'visit', share: 0.3 },
  'GET /pay/:companyKey/:slug/invoice/:file{.+\\.pdf}': { proof: 'visit', share: 0.5 },
  'POST /webhooks/sandbox/:companyKey': { proof: 'none', body: webhook },

  // Without an idempotency key, and with attempts nobody made, the gateway has nothing to act on.
  'POST /v1/attempts': gatewayOrder,
  'GET /v1/attempts': { proof: 'gateway-key' },
  'GET /v1/attempts/:id': { proof: 'gateway-key' },
  'GET /v1/movements': { proof: 'gateway-key' },
  'GET /v1/payouts': { proof: 'gateway-key' },
  'POST /v1/attempts/:id/confirm': gatewayOrder,
  'POST /v1/attempts/:id/checkout': gatewayOrder,
  'POST /v1/attempts/:id/cancel': gatewayOrder,
  'POST /v1/refunds': gatewayOrder,
  'POST /test/faults': { proof: 'gateway-key', body: () => ({ api: { failNext: 1 } }), acts: () => true },
  'POST /test/attempts/:id/hurry': gatewayOrder,
  'POST /test/attempts/:id/dispute': gatewayOrder,
  'POST /tokens': {
    proof: 'none',
    body: ({ account }) => ({
      key: account.publishableKey,
      kind: 'card',
      number: '4000 0000 0000 0001',
      expiry: '12/40',
      cvc: '123',
    }),
  },
  'POST /checkout/:id': { ...page, proof: 'none' },
  'POST /challenge/:id': { ...page, proof: 'none' },
}

function pushBody({ own, other }: World): unknown {
  const { device } = own
  const { incarnation, userId } = device
  const payload = { orderId: other.orderId, lineId: other.lineId, changes: { boxes: { from: 2, to: 3 } } }
  const command = {
    id: device.id(),
    seq: 1_000_000,
    name: 'order.change-line',
    version: 1,
    payload,
    userId,
    at: 1,
  }
  return { protocol: PROTOCOL, incarnation, commands: [command] }
}

function pullBody({ own, other }: World): unknown {
  const { device } = own
  return {
    protocol: PROTOCOL,
    incarnation: device.incarnation,
    cursor: device.cursor,
    epoch: 1,
    queued: [other.orderId],
    numbersLeft: { order: 1000, payment: 1000 },
  }
}

// The first pull of an incarnation registers it, and one that is low on numbers is leased more.
function pullActs({ own }: World, body: unknown): boolean {
  const parsed = sync.pullRequest.safeParse(body)
  if (!parsed.success) return false
  const { incarnation, numbersLeft } = parsed.data
  return incarnation !== own.device.incarnation || numbersLeft.order < 1000 || numbersLeft.payment < 1000
}

function pageForm(): unknown {
  return {
    nonce: 'mh2x0000.AAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA',
    gesture: 'pointer',
    person: 'yes',
    website: '',
    version: 'v',
    seen: '10001~45600~1',
    methodToken: 'tok_0',
    receiptTo: 'ines@petalandstem.example',
    choosing: '1',
    pick: ['01a207bd-c518-784d-811b-fd33af76b28f~45600~1'],
    amount: '100.00',
    shown: '10000',
    name: 'Ines',
    message: 'Is the credit in?',
  }
}

function webhook(): unknown {
  return { id: 'evt_1', type: 'attempt.succeeded', createdAt: Date.now(), attemptId: 'att_1' }
}
