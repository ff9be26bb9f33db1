import { z } from 'zod'
import { AUDIT_TABLES, auditEntry } from '../domain/audit/audit-entry.ts'
import { COMPANY_ROW } from '../domain/company/company-of.ts'
import { paymentsAccount } from '../domain/company/payments-account.ts'
import { NUMBER_KINDS } from '../domain/numbers/explain-numbers.ts'
import { isOneOrTheOther, MOST_BY_PHONE } from '../domain/payment-link/take-by-phone.ts'
import { emailAddress, id, instant, line, requiredLine, timeZone } from '../lib/parse.ts'

/** What crosses the network between desktop and relay. Every body is JSON; errors are problem+json with a `code`. */

const token = z.string().min(20).max(200)
const hex64 = z.string().regex(/^[0-9a-f]{64}$/)
const base64 = z
  .string()
  .max(400)
  .regex(/^[A-Za-z0-9+/_-]+=*$/)
const deviceKey = z.strictObject({ name: requiredLine(80), publicKey: base64 })

/** Ten characters a minimum, because guessing is rate limited; a maximum, because hashing costs. */
export const password = z.string().min(10).max(200)

/** `POST /v1/companies`, guarded by the operator's setup token. */
export const createCompanyRequest = z.strictObject({
  setupToken: z.string().min(1).max(200),
  company: z.strictObject({
    name: requiredLine(120),
    timeZone,
    currency: z.string().regex(/^[A-Z]{3}$/, 'not a currency code'),
    language: z.enum(['en', 'es']),
    email: emailAddress,
  }),
  admin: z.strictObject({ name: requiredLine(80), login: emailAddress, password }),
  device: deviceKey,
})
export type CreateCompanyRequest = z.output<typeof createCompanyRequest>

/** `POST /v1/enrol` with a one-time code. */
export const enrolRequest = z.strictObject({ code: requiredLine(80), device: deviceKey })

/** The answer of both: what the device keeps. */
export const enrolAnswer = z.object({
  companyId: id,
  companyName: z.string(),
  deviceId: id,
  refreshToken: token,
})
export type EnrolAnswer = z.output<typeof enrolAnswer>

/** `POST /v1/token`: the refresh token and the device's Ed25519 signature over `florin-token:deviceId:refreshToken`. */
export const tokenRequest = z.strictObject({
  companyId: id,
  deviceId: id,
  refreshToken: token,
  signature: base64,
})
export const tokenAnswer = z.object({ accessToken: token, expiresAt: instant, refreshToken: token })

/** `POST /v1/login` with the device's access token: binds the user to this device. */
export const loginRequest = z.strictObject({ login: line(254), password: z.string().max(200) })
export const loginAnswer = z.object({ userId: id, userToken: token, expiresAt: instant })

/** One command as a desktop sends it. */
export const wireCommand = z.strictObject({
  id,
  /** Dense per incarnation, from 1. */
  seq: z.int().min(1),
  name: z.string().min(1).max(60),
  version: z.int().min(1).max(1000),
  payload: z.unknown(),
  userId: id,
  at: instant,
})
export type WireCommand = z.output<typeof wireCommand>

/** The most commands of one push: one transaction at the relay. */
export const PUSH_LIMIT = 50

/** `POST /v1/push`. */
export const pushRequest = z.strictObject({
  protocol: z.int(),
  incarnation: id,
  commands: z.array(wireCommand).min(1).max(PUSH_LIMIT),
})
export type PushRequest = z.output<typeof pushRequest>

const refusal = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  field: z.string(),
})

/** What became of a command at the relay. `quarantined` crashed the decision there: alerted, kept, not applied. */
export const outcome = z.object({
  id,
  outcome: z.enum(['accepted', 'refused', 'quarantined']),
  rev: z.int(),
  refusal: refusal.nullable(),
})
export type Outcome = z.output<typeof outcome>

export const pushAnswer = z.object({ head: z.int(), outcomes: z.array(outcome) })
export type PushAnswer = z.output<typeof pushAnswer>

/** Where a desktop is: the revision and the random tag it had, so that lost history is noticed. */
export const cursor = z.strictObject({ rev: z.int().min(0), tag: line(64) })
export type Cursor = z.output<typeof cursor>

/** `POST /v1/pull`. `queued`: the commands whose outcome the desktop still lacks. */
export const pullRequest = z.strictObject({
  protocol: z.int(),
  incarnation: id,
  cursor,
  queued: z.array(id).max(5000),
  /** How many numbers of each series the desktop has left: the relay tops up. */
  numbersLeft: z.strictObject({ order: z.int().min(0), payment: z.int().min(0) }),
  /** The epoch of the history the desktop holds; 0 when it holds none, or comes from protocol 1. */
  epoch: z.int().min(0).default(0),
})
export type PullRequest = z.output<typeof pullRequest>

export const wireRow = z.object({
  table: z.string(),
  id: z.string(),
  rev: z.int(),
  /** null: the row is gone. */
  doc: z.record(z.string(), z.unknown()).nullable(),
})
export type WireRow = z.output<typeof wireRow>

export const SERIES = ['order', 'payment'] as const
export type Series = (typeof SERIES)[number]

/** A block of numbers leased to an incarnation, both ends included. */
export const lease = z.object({ id, series: z.enum(SERIES), firstNumber: z.int(), lastNumber: z.int() })
export type Lease = z.output<typeof lease>

/** One page. `complete` says that `to` is the snapshot's head; pages are staged and applied together. */
export const pullAnswer = z.object({
  rows: z.array(wireRow),
  to: cursor,
  complete: z.boolean(),
  epoch: z.int(),
  /** Up to here a verified backup of the relay holds everything: such commands need not be kept any longer. */
  durableRev: z.int(),
  /** The incarnation's newest sequence number at the relay. */
  lastSeq: z.int(),
  /** The relay's clock, for nothing but to tell people that theirs is wrong. */
  relayAt: instant.optional(),
  outcomes: z.array(outcome),
  leases: z.array(lease),
  /** SHA-256 of the JSON of `rows`, the trailer without which a page is discarded. */
  checksum: hex64,
})
export type PullAnswer = z.output<typeof pullAnswer>

/** Why a desktop and the relay no longer have one history. */
export const RECOVERY_REASONS = [
  'relay-put-back', // the relay lost revisions this desktop has seen
  'desktop-put-back', // the relay has commands of this desktop that it does not know: an older copy of the profile
  'desktop-copied', // another desktop runs under the same incarnation
  'gap', // the relay misses commands in between
  'joined-again', // the relay had forgotten this desktop, and a code let it in again
] as const
export type RecoveryReason = (typeof RECOVERY_REASONS)[number]

/**
 * `POST /v1/recover`: a desktop leaves its incarnation for a new one. It tells what a relay put back to a backup may have
 * forgotten: who logged in here, and how far numbers were handed out. Asking again changes nothing.
 */
export const recoverRequest = z.strictObject({
  protocol: z.int(),
  reason: z.enum(RECOVERY_REASONS),
  from: id,
  to: id,
  /** User tokens of earlier logins on this desktop, expired or not. */
  logins: z.array(token).max(200),
  /** The highest number of each series that this desktop was ever leased; 0 for none. */
  highestNumbers: z.strictObject({ order: z.int().min(0), payment: z.int().min(0) }),
})
export type RecoverRequest = z.output<typeof recoverRequest>

export const recoverAnswer = z.object({ epoch: z.int() })

/** `POST /v1/snapshot`: where a first sync starts. `rows` is about how many will come, for the progress. */
export const snapshotRequest = z.strictObject({ protocol: z.int(), incarnation: id })
export const snapshotAnswer = z.object({ snapshotId: id, at: cursor, epoch: z.int(), rows: z.int() })
export type SnapshotAnswer = z.output<typeof snapshotAnswer>

/**
 * `POST /v1/snapshot/chunk`: the n-th chunk, from 0. Rows stand in order of table and id and are at least as new as the
 * snapshot's revision; a pull from there brings what changed since. Gone when the relay no longer keeps the snapshot.
 */
export const chunkRequest = z.strictObject({ protocol: z.int(), snapshotId: id, chunk: z.int().min(0) })
export const chunkAnswer = z.object({
  rows: z.int(),
  /** Bytes of JSON once unpacked. */
  bytes: z.int(),
  last: z.boolean(),
  /** SHA-256 of the compressed bytes. */
  checksum: hex64,
  /** A JSON array of rows as in a pull, compressed with zstd, in base64. */
  body: z.string(),
})
export type ChunkAnswer = z.output<typeof chunkAnswer>

/** A slice of a table: ids above `after` up to `upTo`, null being open. Tombstones do not count. */
export const bucket = z.strictObject({
  table: line(60).min(1),
  after: line(40).nullable(),
  upTo: line(40).nullable(),
})
export type Bucket = z.output<typeof bucket>

/**
 * `POST /v1/agreement`: sums of buckets at exactly this cursor; `busy` when the relay has moved on. Of many buckets the
 * first ones are answered, as many as take little time; a bucket of too many rows has an empty sum.
 */
export const agreementRequest = z.strictObject({
  protocol: z.int(),
  at: cursor,
  buckets: z.array(bucket).min(1).max(64),
})
export const bucketSum = z.object({ rows: z.int(), sum: z.string() })
export type BucketSum = z.output<typeof bucketSum>
export const agreementAnswer = z.object({ sums: z.array(bucketSum) })

/** `POST /v1/bucket`: the rows of one bucket at exactly this cursor, to mend a desktop's with. */
export const bucketRequest = z.strictObject({ protocol: z.int(), at: cursor, bucket })
export const bucketAnswer = z.object({
  rows: z.array(wireRow),
  /** Where the rows end: where the bucket does, or earlier when it holds more than one answer may. */
  upTo: z.string().nullable(),
  /** SHA-256 of the JSON of `rows`. */
  checksum: hex64,
})
export type BucketAnswer = z.output<typeof bucketAnswer>

/** The data of an SSE event of `GET /v1/events`. */
export const headEvent = z.object({ head: z.int() })

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  field: z.string().optional(),
  expectedSeq: z.int().optional(),
})
export type Problem = z.output<typeof problem>

/** `POST /v1/enrolment-codes` answers this; the code works once and for an hour. */
export const enrolmentCodeAnswer = z.object({ code: z.string(), expiresAt: instant })

/** `POST /v1/users/{userId}/password`. */
export const setPasswordRequest = z.strictObject({ password })

export const deviceEntry = z.object({
  deviceId: id,
  name: z.string(),
  enrolledAt: instant,
  lastSeenAt: instant.nullable(),
  revoked: z.boolean(),
})
export type DeviceEntry = z.output<typeof deviceEntry>

/** `GET /v1/devices`. */
export const devicesAnswer = z.object({ devices: z.array(deviceEntry) })

const stripeKey = (kinds: string) =>
  z.string().regex(new RegExp(`^(${kinds})_(test|live)_[A-Za-z0-9_]{3,250}$`), 'not such a key')

/** `PUT /v1/payments-account`: what opens the company's account at Stripe. Goes to the relay once, and comes back never. */
export const paymentsAccountRequest = z.strictObject({
  secretKey: stripeKey('sk|rk'),
  publishableKey: stripeKey('pk'),
  webhookSecret: z.string().regex(/^whsec_[A-Za-z0-9_]{3,250}$/, 'not such a secret'),
  /** The connected account to charge on, where the keys are a platform's. */
  connectedAccount: z
    .string()
    .regex(/^acct_[A-Za-z0-9_]{3,60}$/, 'not an account')
    .nullable(),
  way: z.enum(['embedded', 'redirect']),
  methods: z
    .array(z.enum(['card', 'ach']))
    .min(1)
    .max(2),
})

/** `POST /v1/payments-account/connect`: an account under the operator's platform, new or gone on with. */
export const connectAccountRequest = paymentsAccountRequest.pick({ way: true, methods: true })

export const connectAccountAnswer = z.object({
  /** Below the relay's address: leads on to Stripe for half an hour. */
  path: z.string().startsWith('/connect/'),
  account: paymentsAccount.shape.stripe.unwrap(),
})

export const paymentsAccountAnswer = z.object({ account: paymentsAccount.shape.stripe.unwrap() })

/** `GET /v1/payments-account`: what to enter at Stripe. */
export const paymentsInstructions = z.object({
  /** False where the relay's operator gave it no key to seal secrets with. */
  keepsKeys: z.boolean(),
  /** The operator has a platform at Stripe: the company needs no keys of its own. */
  hasPlatform: z.boolean().default(false),
  webhookUrl: z.string(),
  webhookTypes: z.array(z.string()),
})
export type PaymentsInstructions = z.output<typeof paymentsInstructions>

/** `GET /v1/numbers?series=order&after=10400`: the ranges that end above `after`. */
export const numbersQuery = z.strictObject({
  series: z.enum(SERIES),
  after: z.coerce.number().pipe(z.int().min(0)).default(0),
})

/** What became of every number of a series, from its first up to `nextNumber`, which nobody has yet. */
export const numbersAnswer = z.object({
  series: z.enum(SERIES),
  firstNumber: z.int(),
  nextNumber: z.int(),
  /** How many numbers of each kind there are in the whole series. */
  totals: z.record(z.enum(NUMBER_KINDS), z.int()),
  /** Documents whose number is not of the series at all. */
  strayCount: z.int(),
  ranges: z.array(
    z.object({
      firstNumber: z.int(),
      lastNumber: z.int(),
      kind: z.enum(NUMBER_KINDS),
      deviceId: z.string(),
      reason: z.string(),
    }),
  ),
  /** True when there are ranges after these. */
  more: z.boolean(),
  /** The devices that the ranges name. */
  devices: z.array(z.object({ deviceId: id, name: z.string(), revoked: z.boolean() })),
})
export type NumbersAnswer = z.output<typeof numbersAnswer>

/** `POST /v1/phone-page`: the page on which staff types a card that a customer reads out. */
export const phonePageRequest = z
  .strictObject({
    customerId: id,
    /** Empty where it is an order that is paid. */
    invoiceIds: z.array(id).max(MOST_BY_PHONE),
    /** A pending order that is paid ahead; desktops from before that do not name it. */
    orderId: id.optional(),
  })
  .refine(
    ({ invoiceIds, orderId = null }) => isOneOrTheOther({ invoiceIds, orderId }),
    'either invoices or an order',
  )

export const phonePageAnswer = z.object({
  /** Below the relay's address, for a quarter of an hour; null where nothing of these documents can be charged. */
  path: z.string().startsWith('/l/').nullable(),
  /** The link behind it; relays from before orders do not name it. */
  linkId: id.nullable().default(null),
})

/** `POST /v1/kept-methods`: what a customer's payers had kept at a gateway, after removing `removeId` where one is named. */
export const keptMethodsRequest = z.strictObject({ customerId: id, removeId: id.nullable() })

export const keptMethodsAnswer = z.object({
  methods: z.array(
    z.object({
      id,
      kind: z.enum(['card', 'ach']),
      brand: z.string(),
      last4: z.string(),
      /** 'YYYY-MM'; null where it has no end. */
      expires: z.string().nullable(),
      /** The address of whoever agreed to it, and when. */
      agreedBy: z.string(),
      agreedAt: instant,
    }),
  ),
})
export type KeptMethodEntry = z.output<typeof keptMethodsAnswer>['methods'][number]

/** `POST /v1/audit`: who did what to one document, newest first, below the entry `before`. */
export const auditRequest = z.strictObject({
  protocol: z.int(),
  subject: z.strictObject({ table: z.enum(AUDIT_TABLES), id: z.union([id, z.literal(COMPANY_ROW)]) }),
  before: z.int().min(1).nullable().default(null),
  limit: z.int().min(1).max(100).default(50),
})

export const auditAnswer = z.object({
  entries: z.array(auditEntry.extend({ /** Empty for the relay's own. */ deviceName: z.string() })),
  /** What `before` is for the page after this one; null when there is none. */
  next: z.int().nullable(),
})
export type AuditAnswer = z.output<typeof auditAnswer>
