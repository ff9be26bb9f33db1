import {
  type Actor,
  accept,
  type CommandContext,
  checkPermission,
  contextOf,
  isFact,
  type Job,
  put,
  type Write,
} from '../../shared/domain/command.ts'
import { commandNamed } from '../../shared/domain/commands.ts'
import { type Refusal, refuse } from '../../shared/domain/rejections.ts'
import { newTask } from '../../shared/domain/task/new-task.ts'
import { upcast } from '../../shared/domain/upcast.ts'
import { GatheredView } from '../../shared/domain/view.ts'
import type { Outcome } from '../../shared/protocol/sync.ts'
import type { CompanyDraft } from './company-draft.ts'
import { DecisionCrash } from './decision-crash.ts'
import { type Asking, gatherFor } from './gather-for.ts'

/** The relay's own derived ids, at the far end of those a command may use. */
const REVIEW_TASK = 65_535
const SYNC_ISSUE = 65_534

/** A command as it was given, its payload not looked at yet. */
export interface GivenCommand {
  id: string
  name: string
  version: number
  payload: unknown
  actor: Actor
  at: number
  /** Where it stands in its device's order; empty and 0 for the relay's own. */
  incarnationId: string
  seq: number
  /** False when the user never logged in on the device it came from. */
  bound: boolean
}

/** A given command, opened: ready to be decided, or its verdict already known. */
export type OpenedCommand = { given: GivenCommand } & ({ asking: Asking } | { verdict: Verdict })

/** What becomes of a command. */
export interface Verdict {
  outcome: Outcome['outcome']
  refusal: Refusal | null
  writes: Write[]
  jobs: Job[]
  view: GatheredView | null
  /** Why it is quarantined. */
  crash: DecisionCrash | null
}

/** Finds the command and parses its payload. Never throws: what does not fit is refused, or quarantined when a fact. */
export function openCommand(given: GivenCommand, now: number): OpenedCommand {
  const command = commandNamed(given.name)
  if (!command || (given.version > command.version && command.class === 'request')) {
    const refusal = refuse('unknown-command', { name: given.name, version: given.version })
    return { given, verdict: refused(given, refusal, null, now) }
  }
  try {
    const payload = command.payload.safeParse(
      upcast(command.name, given.version, command.version, given.payload),
    )
    if (payload.success) return { given, asking: { command, payload: payload.data, actor: given.actor } }
    const field = payload.error.issues[0]?.path.join('.') ?? ''
    if (command.class === 'fact') throw new Error(`a fact's payload does not fit: ${field}`)
    return { given, verdict: refused(given, refuse('invalid', {}, field), null, now) }
  } catch (error) {
    return { given, verdict: quarantined(given, new DecisionCrash(error), now) }
  }
}

/**
 * Decides a command on a company's draft without writing. Requests may be refused; facts of someone without the right are
 * accepted with a task; a command whose code throws is quarantined. Only faults of the store are thrown.
 */
export async function decideCommand(
  opened: OpenedCommand,
  draft: CompanyDraft,
  rev: number,
  now: number,
): Promise<Verdict> {
  const verdict = 'verdict' in opened ? opened.verdict : await ask(opened.given, opened.asking, draft, now)
  await draft.load(draft.unreadClaims(verdict.writes))
  try {
    draft.take(verdict.writes, verdict.view ?? new GatheredView(), rev)
    return verdict
  } catch (error) {
    const crashed = quarantined(opened.given, new DecisionCrash(error), now)
    draft.take(crashed.writes, new GatheredView(), rev)
    return crashed
  }
}

async function ask(given: GivenCommand, asking: Asking, draft: CompanyDraft, now: number): Promise<Verdict> {
  try {
    const view = await gatherFor(draft, asking)
    return decideNow(given, asking, view, now)
  } catch (error) {
    if (!(error instanceof DecisionCrash)) throw error
    return quarantined(given, error, now)
  }
}

function decideNow(given: GivenCommand, asking: Asking, view: GatheredView, now: number): Verdict {
  const { command, payload } = asking
  const context = contextOf(given.id, given.actor, given.at)
  try {
    const barred = given.bound ? checkPermission(command, payload, view, given.actor) : refuse('unknown-user')
    const happened = isFact(command, payload) && command.by === 'user'
    if (barred && !happened) return refused(given, barred, view, now)
    const decision = command.decide(payload, view, context)
    if (decision.refusal) {
      if (happened) throw new Error(`a fact was refused: ${decision.refusal.code}`)
      return refused(given, decision.refusal, view, now)
    }
    const { writes, jobs } = barred
      ? accept(
          [...decision.writes, reviewTask(asking, view, context, barred, decision.writes)],
          decision.jobs,
        )
      : decision
    return { outcome: 'accepted', refusal: null, writes, jobs, view, crash: null }
  } catch (error) {
    throw new DecisionCrash(error)
  }
}

// Money that someone without the right has taken exists all the same: it is posted, and looked at by someone who may.
function reviewTask(
  { command, payload }: Asking,
  view: GatheredView,
  context: CommandContext,
  barred: Refusal,
  writes: readonly Write[],
): Write {
  const first = writes[0]
  const about = first ? `${first.table}:${'row' in first ? first.row.id : first.deletedId}` : ''
  const params = { command: command.name, reason: barred.code, user: context.by }
  const customerId = command.customerOf?.(payload, view) ?? null
  return newTask(context, REVIEW_TASK, 'fact-needs-review', about, customerId, params)
}

function refused(given: GivenCommand, refusal: Refusal, view: GatheredView | null, now: number): Verdict {
  return {
    outcome: 'refused',
    refusal,
    writes: issue(given, refusal.code, refusal.params, refusal.field, now),
    jobs: [],
    view,
    crash: null,
  }
}

// The person who gave it must see that it did not happen, with what they typed; money of the relay's own that could not
// be posted is a task for the staff.
function quarantined(given: GivenCommand, crash: DecisionCrash, now: number): Verdict {
  return {
    outcome: 'quarantined',
    refusal: null,
    writes: given.actor.kind === 'relay' ? [quarantineTask(given)] : issue(given, 'quarantined', {}, '', now),
    jobs: [],
    view: null,
    crash,
  }
}

function quarantineTask(given: GivenCommand): Write {
  const { totalCents, reference } = given.payload as { totalCents?: unknown; reference?: unknown }
  const params = {
    command: given.name,
    ...(typeof totalCents === 'number' ? { amountCents: totalCents } : {}),
    ...(typeof reference === 'string' ? { reference } : {}),
  }
  const context = contextOf(given.id, given.actor, given.at)
  return newTask(context, SYNC_ISSUE, 'command-quarantined', `commands:${given.id}`, null, params)
}

function issue(
  given: GivenCommand,
  code: string,
  params: Refusal['params'],
  field: string,
  now: number,
): Write[] {
  if (given.actor.kind === 'relay') return []
  return [
    put('sync_issues', {
      id: contextOf(given.id, given.actor, given.at).derive(SYNC_ISSUE),
      commandId: given.id,
      name: given.name,
      payload: given.payload,
      code,
      params,
      field,
      userId: given.actor.userId,
      deviceId: given.actor.deviceId,
      state: 'open',
      refusedAt: now,
      closedBy: null,
    }),
  ]
}

/** True for commands of a name this relay knows: such names are safe to store as they are. */
export function isKnownCommand(name: string): boolean {
  return commandNamed(name) !== null
}
