import type { Accepted, Actor } from '../domain/command.ts'
import type { CommandName } from '../domain/commands.ts'
import type { CompanyRow } from '../domain/company/company-row.ts'
import { STARTER_SETTINGS } from '../domain/company/starter-settings.ts'
import type { Role, UserRow } from '../domain/user/user-row.ts'
import { assert } from '../lib/assert.ts'
import { newId } from '../lib/ids.ts'
import { type SeededRandom, seededRandom } from '../lib/seeded-random.ts'
import { type FixedClock, fixedClock } from './fixed-clock.ts'
import { type Ended, type GivenCommand, MemoryLedger } from './memory-ledger.ts'

/** 2026-11-25, 09:00 in New York. */
export const DESK_AT = Date.UTC(2026, 10, 25, 14)

/** Someone at work on a company in memory: gives commands as a person would, or as the relay. */
export class Desk {
  readonly ledger: MemoryLedger
  readonly clock: FixedClock = fixedClock(DESK_AT)
  readonly random: SeededRandom
  readonly deviceId: string
  /** Every command given so far, to be played on another ledger. */
  readonly given: GivenCommand[] = []
  /** Who gives commands when nobody is named: the admin at first. */
  userId: string
  #lastNumber = 10_000

  constructor(ledger = new MemoryLedger(), seed = 1) {
    this.ledger = ledger
    this.random = seededRandom(seed)
    this.deviceId = this.newId()
    this.userId = this.newId()
  }

  newId(): string {
    return newId(this.clock, this.random)
  }

  /** The next printed number, unique on this desk. */
  nextNumber(): string {
    return String(++this.#lastNumber)
  }

  /** Gives a command for the first time, as the desk's user or another one. */
  enter(name: CommandName | (string & {}), payload: unknown, userId = this.userId): Ended {
    return this.ledger.enter(this.#given(name, payload, { kind: 'user', userId, deviceId: this.deviceId }))
  }

  /** Gives a command that was entered elsewhere: no checks of a first entry. */
  arrive(name: CommandName, payload: unknown, userId = this.userId): Ended {
    return this.ledger.arrive(this.#given(name, payload, { kind: 'user', userId, deviceId: this.deviceId }))
  }

  /** Gives a command as the relay itself. */
  relay(name: CommandName, payload: unknown): Ended {
    return this.ledger.enter(this.#given(name, payload, { kind: 'relay' }))
  }

  /** Like `enter`, for commands that must go through: a refusal throws. */
  must(name: CommandName, payload: unknown, userId = this.userId): Accepted {
    return accepted(this.enter(name, payload, userId), name)
  }

  #given(name: string, payload: unknown, actor: Actor): GivenCommand {
    const given = { id: this.newId(), name, payload, actor, at: this.clock.now() }
    this.given.push(given)
    return given
  }
}

/** The accepted side; a refusal throws with its code. */
export function accepted(ended: Ended, what = 'command'): Accepted {
  assert(ended.refusal === null, `${what} was refused: ${JSON.stringify(ended.refusal)}`)
  return ended
}

/** A desk with a company (USD, New York, payments account active) and an admin who gives the commands. */
export function aDesk(settings: Partial<Omit<CompanyRow, 'id'>> = {}, ledger = new MemoryLedger()): Desk {
  const desk = new Desk(ledger)
  const company: Omit<CompanyRow, 'id'> = {
    ...STARTER_SETTINGS,
    name: 'Aalsmeer Floral Co.',
    timeZone: 'America/New_York',
    currency: 'USD',
    language: 'en',
    addressLines: ['1 Flower Street', 'Miami, FL 33122'],
    phone: '+1 305 555 0100',
    email: 'billing@aalsmeer.example',
    paymentsAccount: { gateway: 'sandbox', status: 'active' },
    ...settings,
  }
  accepted(desk.relay('company.create', company), 'company.create')
  const admin = { userId: desk.userId, ...userFields('admin@aalsmeer.example', ['admin']) }
  accepted(desk.relay('user.add', admin), 'user.add')
  return desk
}

/** Adds a user with these roles; the login is the user's own. */
export function aUser(
  desk: Desk,
  roles: Role[],
  fields: Partial<Omit<UserRow, 'id' | 'active'>> = {},
): UserRow {
  const userId = desk.newId()
  desk.must('user.add', { userId, ...userFields(`${userId}@aalsmeer.example`, roles), ...fields })
  return desk.ledger.row('users', userId)
}

function userFields(login: string, roles: Role[]) {
  return { name: login.split('@')[0], login, roles, manageOwnCustomers: false, language: 'en' }
}
