import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import { OLDEST_PULL } from '../shared/protocol/version.ts'
import { createTokens } from './auth/tokens.ts'
import { createTryLimit } from './auth/try-limit.ts'
import type { PaymentsSetup } from './gateways/payments-setup.ts'
import type { Relay } from './ledger/create-relay.ts'
import { createCompanyKeys } from './links/company-keys.ts'
import { addAgreement } from './routes/agreement.ts'
import type { Api } from './routes/api.ts'
import { addAudit } from './routes/audit.ts'
import { addCreateCompany } from './routes/create-company.ts'
import { addDevices } from './routes/devices.ts'
import { addEnrol } from './routes/enrol.ts'
import { addEnrolmentCodes } from './routes/enrolment-codes.ts'
import { addEvents } from './routes/events.ts'
import { addHealth } from './routes/health.ts'
import { addKeptMethods } from './routes/kept-methods.ts'
import { addLogin } from './routes/login.ts'
import { addNumbers } from './routes/numbers.ts'
import { addOpenApi } from './routes/openapi.ts'
import { addPaymentsAccount } from './routes/payments-account.ts'
import { addPhonePage } from './routes/phone-page.ts'
import { ProblemError, problemAnswer } from './routes/problem.ts'
import { addPull } from './routes/pull.ts'
import { addPush } from './routes/push.ts'
import { addRecover } from './routes/recover.ts'
import { addSetPassword } from './routes/set-password.ts'
import { addSnapshot } from './routes/snapshot.ts'
import { addToken } from './routes/token.ts'

/** What the app is made of besides the relay itself. */
export interface AppParts {
  setupToken: string
  /** At least 32 bytes: every key of this relay is derived from it. */
  secret: Uint8Array
  addressOf: Api['addressOf']
  /** Desktops of older protocols may push but not pull; {@link OLDEST_PULL} when left out. */
  oldestPull?: number
  /** The public pages; null where only the API is served. */
  pages: Hono | null
  /** Left out where no payments are taken. */
  paymentsSetup?: PaymentsSetup
  isReady(): Promise<boolean>
  /** Aborted when the relay stops: open streams end. */
  stopping: AbortSignal
}

const TRIES = 10
const TRIES_WINDOW = 15 * 60_000

/** The whole relay as a function of a request. */
export function createApp(relay: Relay, parts: AppParts): Hono {
  const api: Api = {
    relay,
    tokens: createTokens(parts.secret),
    setupToken: parts.setupToken,
    addressOf: parts.addressOf,
    oldestPull: parts.oldestPull ?? OLDEST_PULL,
    tries: {
      byAddress: createTryLimit(relay.clock, TRIES, TRIES_WINDOW),
      byLogin: createTryLimit(relay.clock, TRIES, TRIES_WINDOW),
    },
    stopping: parts.stopping,
  }
  const app = new Hono()
  app.onError(error => {
    if (error instanceof ProblemError) return problemAnswer(error)
    relay.log.error({ err: error }, 'a request failed')
    return problemAnswer(new ProblemError('internal', 'Something went wrong at the relay.'))
  })
  app.notFound(() => problemAnswer(new ProblemError('not-found', 'There is nothing here.')))

  app.use('/v1/*', compress(), secureHeaders(), async (c, next) => {
    await next()
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  })
  addHealth(app, parts.isReady)
  addOpenApi(app)
  addCreateCompany(app, api)
  addEnrol(app, api)
  addToken(app, api)
  addLogin(app, api)
  addPush(app, api)
  addPull(app, api)
  addRecover(app, api)
  addSnapshot(app, api)
  addAgreement(app, api)
  addEvents(app, api)
  addEnrolmentCodes(app, api)
  addSetPassword(app, api)
  addDevices(app, api)
  addNumbers(app, api)
  addAudit(app, api)
  addKeptMethods(app, api)
  addPhonePage(app, api, createCompanyKeys(relay))
  if (parts.paymentsSetup) addPaymentsAccount(app, api, parts.paymentsSetup)
  if (parts.pages) app.route('/', parts.pages)
  return app
}
