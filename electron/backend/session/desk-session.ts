import { hash, verify } from '@node-rs/argon2'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { fold } from '../../../shared/domain/fold.ts'
import { grantFor, PERMISSIONS, type Permission } from '../../../shared/domain/permissions.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import { newId } from '../../../shared/lib/ids.ts'
import type { FaultCode, ParsedInput } from '../../../shared/protocol/desk.ts'
import type { ProblemCode } from '../../../shared/protocol/problem-code.ts'
import { type EnrolAnswer, enrolAnswer, loginAnswer } from '../../../shared/protocol/sync.ts'
import { type BackendPorts, RelayUnreachable } from '../ports.ts'
import type { RowReader } from '../store/row-store.ts'
import type { SyncStore } from '../store/sync-store.ts'
import {
  type DeviceSession,
  expectAnswer,
  faultOf,
  keepEnrolment,
  newDeviceKey,
  RelayProblem,
} from '../sync/device-session.ts'

/** Something went wrong on the way, by the name the screens know. */
export class DeskFault extends Error {
  readonly fault: FaultCode
  constructor(fault: FaultCode) {
    super(fault)
    this.name = 'DeskFault'
    this.fault = fault
  }
}

/** Turns a relay's no, or its silence, into what the screens say. */
export function asDeskFault(error: unknown): unknown {
  if (error instanceof RelayProblem) return new DeskFault(faultOf(error.code))
  if (error instanceof RelayUnreachable) return new DeskFault('unreachable')
  return error
}

/** Everything a user may do at all. */
export function rightsOf(user: UserRow): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter(right => grantFor(user, right) !== null)
}

/** Makes this profile a desktop of a new company at a relay. */
export async function createCompanyAt(
  sync: SyncStore,
  ports: BackendPorts,
  input: ParsedInput<'company.create'>,
): Promise<void> {
  const { relayUrl, deviceName, ...body } = input
  await enrolAt(sync, ports, relayUrl, deviceName, '/v1/companies', body)
}

/** Makes this profile a desktop of a company that is there already, with a one-time code. */
export async function joinCompanyAt(
  sync: SyncStore,
  ports: BackendPorts,
  input: ParsedInput<'company.join'>,
): Promise<void> {
  await enrolAt(sync, ports, input.relayUrl, input.deviceName, '/v1/enrol', { code: input.code })
}

/** Joins with the code a start was given, where the profile belongs to no company yet; a later start has no use for it. */
export async function joinWhenNew(
  backend: { sync: SyncStore; ports: BackendPorts; connect(): void },
  input: ParsedInput<'company.join'>,
): Promise<void> {
  if (backend.sync.state('companyId') !== null) return
  await joinCompanyAt(backend.sync, backend.ports, input)
  backend.connect()
}

/**
 * Lets this profile into its company again with a one-time code, as a new device, when the relay was put back to before it
 * joined. Everything typed here stays, and is sent after a recovery.
 */
export async function rejoinCompanyAt(
  sync: SyncStore,
  ports: BackendPorts,
  input: ParsedInput<'company.rejoin'>,
): Promise<void> {
  const relayUrl = sync.state('relayUrl')
  const companyId = sync.state('companyId')
  if (relayUrl === null || companyId === null) throw new DeskFault('no-session')
  const body = { code: input.code }
  const enrolled = await askToEnrol(ports, relayUrl, sync.state('deviceName') ?? 'Desktop', '/v1/enrol', body)
  if (enrolled.companyId !== companyId) throw new DeskFault('other-company')
  sync.atomically(() => {
    sync.setState('deviceKey', enrolled.deviceKey)
    sync.setState('refreshToken', enrolled.refreshToken)
    sync.setState('deviceId', enrolled.deviceId)
    sync.setState('mustRecover', 'joined-again')
    // One that a recovery under way has told the relay of belongs to the device of before.
    sync.setState('nextIncarnation', '')
  })
}

async function enrolAt(
  sync: SyncStore,
  ports: BackendPorts,
  relayUrl: string,
  deviceName: string,
  path: string,
  body: object,
): Promise<void> {
  if (sync.state('companyId') !== null) throw new DeskFault('already-set-up')
  const enrolled = await askToEnrol(ports, relayUrl, deviceName, path, body)
  const incarnation = newId(ports.clock, ports.random)
  const { deviceKey, refreshToken } = enrolled
  if (!keepEnrolment(sync, enrolled, { relayUrl, deviceName, deviceKey, refreshToken, incarnation }))
    throw new DeskFault('already-set-up')
}

/** What the relay gave a new device, its secrets sealed. Throws {@link DeskFault}. */
async function askToEnrol(
  ports: BackendPorts,
  relayUrl: string,
  deviceName: string,
  path: string,
  body: object,
): Promise<EnrolAnswer & { deviceKey: string }> {
  const key = newDeviceKey()
  // Before the relay acts: a keychain that fails must not use up a code.
  const deviceKey = await ports.secrets.seal(key.privateKey)
  try {
    const answer = await ports.relayAt(relayUrl).request({
      method: 'POST',
      path,
      body: { ...body, device: { name: deviceName, publicKey: key.publicKey } },
    })
    const enrolled = expectAnswer(answer, enrolAnswer)
    return { ...enrolled, deviceKey, refreshToken: await ports.secrets.seal(enrolled.refreshToken) }
  } catch (error) {
    throw asDeskFault(error)
  }
}

/** Who is logged in at this desktop, and the proof for questions that the relay answers. */
export interface LoggedIn {
  userId: string
  /** null after a login without the relay. */
  userToken: string | null
}

/**
 * Logs a user in: at the relay where it can be reached, else against what this desktop kept from an earlier login.
 * Throws {@link DeskFault} `wrong-login`, `too-many-tries`, or `unreachable` for someone who was never here before.
 */
export async function logIn(
  db: Database,
  rows: RowReader,
  session: DeviceSession,
  ports: BackendPorts,
  input: ParsedInput<'session.login'>,
): Promise<LoggedIn> {
  try {
    const who = await logInAtRelay(session, input)
    await keepLogin(db, ports, who, input)
    return who
  } catch (error) {
    // Only the relay's clear no denies: a relay in trouble, or a network that answers for it, is as good as none.
    const denied = error instanceof RelayProblem && DENIALS.includes(error.code)
    if (denied) throw asDeskFault(error)
    if (error instanceof RelayProblem || error instanceof RelayUnreachable || error instanceof z.ZodError) {
      return logInOffline(db, rows, input)
    }
    throw error
  }
}

/** Keeps what a later login without the relay is checked against. */
async function keepLogin(
  db: Database,
  ports: BackendPorts,
  { userId, userToken }: { userId: string; userToken: string },
  { login, password }: ParsedInput<'session.login'>,
): Promise<void> {
  const verifier = await hash(password)
  const sealedToken = await ports.secrets.seal(userToken)
  db.prepare(
    `INSERT INTO local_login (userId, login, verifier, loggedInAt, userToken) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (userId) DO UPDATE SET login = excluded.login, verifier = excluded.verifier,
       loggedInAt = excluded.loggedInAt, userToken = excluded.userToken`,
  ).run(userId, fold(login), verifier, ports.clock.now(), sealedToken)
}

/**
 * Gives someone a new password at the relay, which checks the one they have; this desktop takes the new one from then on,
 * with the relay and without. Throws {@link DeskFault}: `wrong-login` where the current one is wrong.
 */
export async function changePassword(
  db: Database,
  session: DeviceSession,
  ports: BackendPorts,
  login: string,
  { current, password }: ParsedInput<'session.change-password'>,
): Promise<LoggedIn> {
  try {
    const before = await logInAtRelay(session, { login, password: current })
    const { userId, userToken } = before
    const path = `/v1/users/${userId}/password`
    expectAnswer(await session.request({ method: 'POST', path, body: { password }, userToken }), z.unknown())
    return await followPassword(db, session, ports, before, { login, password })
  } catch (error) {
    throw asDeskFault(error)
  }
}

/**
 * Takes over a password that the relay has just set for whoever is logged in here, and so ended every login made with the one
 * before, theirs too. It stands whether or not the relay is still there.
 */
export async function followPassword(
  db: Database,
  session: DeviceSession,
  ports: BackendPorts,
  before: { userId: string; userToken: string },
  input: ParsedInput<'session.login'>,
): Promise<LoggedIn> {
  const again = await logInAtRelay(session, input).catch(() => null)
  await keepLogin(db, ports, again ?? before, input)
  return again ?? { userId: before.userId, userToken: null }
}

async function logInAtRelay(session: DeviceSession, body: ParsedInput<'session.login'>) {
  const answer = await session.request({ method: 'POST', path: '/v1/login', body })
  const { userId, userToken } = expectAnswer(answer, loginAnswer)
  return { userId, userToken }
}

const DENIALS: readonly ProblemCode[] = ['wrong-login', 'too-many-tries', 'device-revoked']

async function logInOffline(
  db: Database,
  rows: RowReader,
  input: ParsedInput<'session.login'>,
): Promise<LoggedIn> {
  const kept = db
    .prepare('SELECT userId, verifier FROM local_login WHERE login = ?')
    .get(fold(input.login)) as { userId: string; verifier: string } | undefined
  if (!kept) throw new DeskFault('unreachable')
  const right = await verify(kept.verifier, input.password)
  const user = rows.answer({ kind: 'row', table: 'users', id: kept.userId }) as UserRow | null
  if (!right || !user?.active) throw new DeskFault('wrong-login')
  return { userId: kept.userId, userToken: null }
}
