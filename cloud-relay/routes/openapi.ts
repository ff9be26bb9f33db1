import type { Hono } from 'hono'
import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import * as sync from '../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../shared/protocol/version.ts'

const PROBLEM = {
  description: 'What went wrong, as problem+json.',
  content: { 'application/problem+json': { schema: sync.problem } },
}
const NOTHING = { description: 'Done.' }

/** Whose tokens an operation wants: nobody's, the device's, or the logged-in user's besides. */
type Caller = 'anyone' | 'device' | 'user'

const SECURITY: Record<Caller, Record<string, string[]>[]> = {
  anyone: [],
  device: [{ device: [] }],
  user: [{ device: [], user: [] }],
}

interface Described {
  summary: string
  caller: Caller
  body?: z.ZodType
  answer?: z.ZodType
  status?: 200 | 201 | 204
  pathId?: 'userId' | 'deviceId'
  query?: z.ZodObject
}

function operation({
  summary,
  caller,
  body,
  answer,
  status = 200,
  pathId,
  query,
}: Described): ZodOpenApiOperationObject {
  const content = answer && { content: { 'application/json': { schema: answer } } }
  return {
    summary,
    security: SECURITY[caller],
    ...(pathId ? { requestParams: { path: z.object({ [pathId]: z.uuid() }) } } : {}),
    ...(query ? { requestParams: { query } } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [`${status}`]: content ? { description: 'The answer.', ...content } : NOTHING,
      default: PROBLEM,
    },
  }
}

const PATHS: ZodOpenApiPathsObject = {
  '/v1/companies': {
    post: operation({
      summary: 'Makes a company, its first admin and the device they sit at.',
      caller: 'anyone',
      body: sync.createCompanyRequest,
      answer: sync.enrolAnswer,
      status: 201,
    }),
  },
  '/v1/enrol': {
    post: operation({
      summary: 'Joins a device to a company with a code that works once.',
      caller: 'anyone',
      body: sync.enrolRequest,
      answer: sync.enrolAnswer,
      status: 201,
    }),
  },
  '/v1/token': {
    post: operation({
      summary: 'Renews the access token; the refresh token rotates.',
      caller: 'anyone',
      body: sync.tokenRequest,
      answer: sync.tokenAnswer,
    }),
  },
  '/v1/login': {
    post: operation({
      summary: 'Logs someone in at the device.',
      caller: 'device',
      body: sync.loginRequest,
      answer: sync.loginAnswer,
    }),
  },
  '/v1/push': {
    post: operation({
      summary: 'Takes up to 50 commands, in order, in one transaction.',
      caller: 'device',
      body: sync.pushRequest,
      answer: sync.pushAnswer,
    }),
  },
  '/v1/pull': {
    post: operation({
      summary: 'Answers a page of what changed since a cursor, outcomes, and leased numbers.',
      caller: 'device',
      body: sync.pullRequest,
      answer: sync.pullAnswer,
    }),
  },
  '/v1/recover': {
    post: operation({
      summary: 'Leaves an incarnation for a new one, after the relay or the desktop was put back or copied.',
      caller: 'device',
      body: sync.recoverRequest,
      answer: sync.recoverAnswer,
    }),
  },
  '/v1/snapshot': {
    post: operation({
      summary: 'Opens the company as chunks, for a first sync.',
      caller: 'device',
      body: sync.snapshotRequest,
      answer: sync.snapshotAnswer,
    }),
  },
  '/v1/snapshot/chunk': {
    post: operation({
      summary: 'Answers one chunk of a snapshot.',
      caller: 'device',
      body: sync.chunkRequest,
      answer: sync.chunkAnswer,
    }),
  },
  '/v1/agreement': {
    post: operation({
      summary: 'Answers sums of rows, by which a desktop proves that it has the same.',
      caller: 'device',
      body: sync.agreementRequest,
      answer: sync.agreementAnswer,
    }),
  },
  '/v1/bucket': {
    post: operation({
      summary: 'Answers the rows behind a sum that differs.',
      caller: 'device',
      body: sync.bucketRequest,
      answer: sync.bucketAnswer,
    }),
  },
  '/v1/events': {
    get: {
      summary: "Streams the company's newest revision as it moves; a hint only.",
      security: SECURITY.device,
      responses: {
        '200': {
          description: 'Server-sent events whose data is `{"head": n}`.',
          content: { 'text/event-stream': { schema: sync.headEvent } },
        },
        default: PROBLEM,
      },
    },
  },
  '/v1/enrolment-codes': {
    post: operation({
      summary: 'Lets one more device in; for admins.',
      caller: 'user',
      answer: sync.enrolmentCodeAnswer,
      status: 201,
    }),
  },
  '/v1/users/{userId}/password': {
    post: operation({
      summary: 'Sets a password: an admin for anyone, everyone for themselves.',
      caller: 'user',
      body: sync.setPasswordRequest,
      status: 204,
      pathId: 'userId',
    }),
  },
  '/v1/devices': {
    get: operation({
      summary: "Lists the company's devices; for admins.",
      caller: 'user',
      answer: sync.devicesAnswer,
    }),
  },
  '/v1/numbers': {
    get: operation({
      summary: 'Explains every number of a series, in ranges; for admins.',
      caller: 'user',
      answer: sync.numbersAnswer,
      query: sync.numbersQuery,
    }),
  },
  '/v1/audit': {
    post: operation({
      summary: 'Tells who did what to one document, newest first; for whoever may look at the document.',
      caller: 'user',
      body: sync.auditRequest,
      answer: sync.auditAnswer,
    }),
  },
  '/v1/phone-page': {
    post: operation({
      summary:
        'Opens the payment page for a card that a customer reads out over the telephone, for invoices or a pending order.',
      caller: 'user',
      body: sync.phonePageRequest,
      answer: sync.phonePageAnswer,
    }),
  },
  '/v1/kept-methods': {
    post: operation({
      summary: 'Tells which cards and bank accounts payers of a customer had kept, after removing one.',
      caller: 'user',
      body: sync.keptMethodsRequest,
      answer: sync.keptMethodsAnswer,
    }),
  },
  '/v1/payments-account': {
    get: operation({
      summary: 'Tells what to enter at Stripe for reports to come here; for admins.',
      caller: 'user',
      answer: sync.paymentsInstructions,
    }),
    put: operation({
      summary: "Keeps the keys of the company's account at Stripe, sealed; for admins.",
      caller: 'user',
      body: sync.paymentsAccountRequest,
      answer: sync.paymentsAccountAnswer,
    }),
  },
  '/v1/payments-account/connect': {
    post: operation({
      summary: "Takes or makes the company's account under the operator's platform at Stripe; for admins.",
      caller: 'user',
      body: sync.connectAccountRequest,
      answer: sync.connectAccountAnswer,
    }),
  },
  '/v1/devices/{deviceId}/revoke': {
    post: operation({
      summary: 'Switches a device off for good; for admins.',
      caller: 'user',
      status: 204,
      pathId: 'deviceId',
    }),
  },
}

/** The API between desktop and relay as an OpenAPI document, made from the schemas that parse it. */
export function apiDocument() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Florin relay',
      version: `${PROTOCOL}`,
      description: 'What desktops ask of the relay. Errors are problem+json with a `code`.',
    },
    components: {
      securitySchemes: {
        device: { type: 'http', scheme: 'bearer', description: "The device's access token." },
        user: {
          type: 'apiKey',
          in: 'header',
          name: 'x-florin-user',
          description: 'The token of a login at this device.',
        },
      },
    },
    paths: PATHS,
  })
}

/** `GET /openapi.json`. */
export function addOpenApi(app: Hono): void {
  let document: ReturnType<typeof apiDocument> | null = null
  app.get('/openapi.json', c => {
    document ??= apiDocument()
    return c.json(document)
  })
}
