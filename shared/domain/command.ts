import type { z } from 'zod'
import { deriveId } from '../lib/ids.ts'
import { grantFor, isWithin, type Permission } from './permissions.ts'
import { type Refusal, refuse } from './rejections.ts'
import type { Rows, TableName } from './tables.ts'
import { type Read, row, type View } from './view.ts'

/** Who gives a command: someone of the staff at a desktop, or the relay itself. */
export type Actor = { kind: 'user'; userId: string; deviceId: string } | { kind: 'relay' }

/** What a decision knows besides the view. */
export interface CommandContext {
  commandId: string
  actor: Actor
  /** The actor's id for "recorded by" columns: a user id, or `relay`. */
  by: string
  /** When it was typed or happened, epoch milliseconds, by the clock of where that was. */
  at: number
  /** The id of the n-th record this command makes. */
  derive(n: number): string
}

/** Work that leaves the database: run later by the relay, with retry. `key` makes it once only. */
export interface Job {
  kind: 'mail.send' | 'invoice.automatic' | 'robot.look' | 'gateway.refund'
  key: string
  payload: Record<string, string>
}

/** One row as it shall be. */
export type Write =
  | { [T in TableName]: { table: T; row: Rows[T] } }[TableName]
  | { table: TableName; deletedId: string }

/** What an accepted command does. */
export interface Accepted {
  refusal: null
  writes: Write[]
  jobs: Job[]
}

export type Decision = Accepted | { refusal: Refusal }

/** Accepts, with the rows to write and the jobs to run. */
export function accept(writes: Write[], jobs: Job[] = []): Accepted {
  return { refusal: null, writes, jobs }
}

/** Refuses a command by name of the reason. */
export function reject(...args: Parameters<typeof refuse>): { refusal: Refusal } {
  return { refusal: refuse(...args) }
}

/** A row to write. */
export function put<T extends TableName>(table: T, row: Rows[T]): Write {
  return { table, row } as Write
}

/** One command: an intent of a person or of the relay, decided by the same pure function everywhere. */
export interface Command<Name extends string = string, Payload = unknown> {
  name: Name
  version: number
  /** Facts happened and are never refused by `decide`; requests may be. */
  class: 'fact' | 'request'
  /** Of a request: whether this payload registers what has happened already, and so is a fact. */
  registers?(payload: Payload): boolean
  /** Commands by `relay` are refused when a desktop sends them. */
  by: 'user' | 'relay'
  permission: Permission | null
  payload: z.ZodType<Payload>
  /** What `decide` reads, in rounds: called again with what the last round found until it asks nothing new. */
  reads(payload: Payload, view: ReadSoFar): Read[]
  /** The customer it concerns, for rights that are narrowed to own customers. */
  customerOf?(payload: Payload, view: Pick<View, 'get' | 'list'>): string | null
  /** The orders or invoices it concerns, for rights that are narrowed to own orders; called once all is gathered. */
  documentsOf?(payload: Payload, view: View): readonly ({ salespersonId: string | null } | null)[]
  /** Checked only where a person first enters it, not when it is decided again: typing mistakes in facts. */
  entry?(payload: Payload, view: View, context: CommandContext): Refusal | null
  decide(payload: Payload, view: View, context: CommandContext): Decision
}

/** A view while gathering: null and empty lists stand for what is not gathered yet, too. */
export interface ReadSoFar {
  has(read: Read): boolean
  get<T extends TableName>(table: T, id: string): Rows[T] | null
  list<T extends TableName>(table: T, ref: keyof Rows[T] & string, value: string): Rows[T][]
  holder(claim: string): string | null
}

/** Declares a command; the payload's type follows from its schema. */
export function defineCommand<Name extends string, Schema extends z.ZodType>(
  command: Omit<Command<Name, z.output<Schema>>, 'payload'> & { payload: Schema },
): Command<Name, z.output<Schema>> {
  return command as Command<Name, z.output<Schema>>
}

/** Whether a command tells what has happened already: never refused by `decide`, whoever gave it. */
export function isFact(command: Pick<Command, 'class' | 'registers'>, payload: unknown): boolean {
  return command.class === 'fact' || command.registers?.(payload) === true
}

/** The context of a command with this id, given by this actor at this instant. */
export function contextOf(commandId: string, actor: Actor, at: number): CommandContext {
  return {
    commandId,
    actor,
    by: actor.kind === 'user' ? actor.userId : 'relay',
    at,
    derive: n => deriveId(commandId, n),
  }
}

/** What the permission check reads: the actor, and the customer where the right may be narrowed. */
export function permissionReads(command: Command, payload: unknown, view: ReadSoFar, actor: Actor): Read[] {
  if (actor.kind === 'relay') return []
  const reads = [row('users', actor.userId)]
  const customerId = command.customerOf?.(payload, view)
  if (customerId) reads.push(row('customers', customerId))
  return reads
}

/** Refuses an actor who may not give this command; null when they may. */
export function checkPermission(
  command: Command,
  payload: unknown,
  view: View,
  actor: Actor,
): Refusal | null {
  if (actor.kind === 'relay') return null
  if (command.by === 'relay') return refuse('not-allowed', { right: command.name })
  const user = view.get('users', actor.userId)
  if (!user) return refuse('unknown-user')
  if (!command.permission) return user.active ? null : refuse('not-allowed', { right: command.name })
  const grant = grantFor(user, command.permission)
  if (grant === null) return refuse('not-allowed', { right: command.permission })
  if (grant === 'all') return null
  const customerId = command.customerOf?.(payload, view) ?? null
  const customer = customerId === null ? null : view.get('customers', customerId)
  if (!customer || isWithin(grant, user.id, customer, command.documentsOf?.(payload, view) ?? [])) return null
  return refuse('not-your-customer', { customer: customer.name })
}
