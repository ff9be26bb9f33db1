import type { Outcome, PushAnswer, PushRequest, WireCommand } from '../../shared/protocol/sync.ts'
import { ProblemError } from '../routes/problem.ts'
import type { GivenCommand } from './decide-command.ts'
import type { LockedCompany } from './in-company.ts'
import { noteNumbers } from './number-leases.ts'
import { runBatch } from './run-batch.ts'
import { storedOutcomes } from './stored-outcomes.ts'

const INCARNATION = ['company_id', 'incarnation_id', 'device_id', 'last_seq', 'first_seen_at']

/**
 * Takes a device's commands in their order, all or none. A command known by its id answers its stored outcome. Throws gap
 * when one is missing before them, and forked when their numbers were used for others: another desktop runs under the
 * same incarnation.
 */
export async function takePush(
  company: LockedCompany,
  deviceId: string,
  { incarnation, commands }: PushRequest,
): Promise<PushAnswer> {
  const { held, sql, companyId } = company
  const ids = commands.map(command => command.id)
  const [stored, known, users] = await Promise.all([
    sql.one<{ last_seq: number; device_id: string }>(
      'SELECT last_seq, device_id FROM incarnation WHERE company_id = $1 AND incarnation_id = $2',
      [companyId, incarnation],
    ),
    storedOutcomes(sql, companyId, ids),
    sql.all<{ user_id: string }>('SELECT user_id FROM device_user WHERE company_id = $1 AND device_id = $2', [
      companyId,
      deviceId,
    ]),
  ])
  if (stored && stored.device_id !== deviceId) throw forked()
  const storedSeq = stored?.last_seq ?? 0
  const lastSeq = checkSequence(commands, storedSeq, known)

  const bound = new Set(users.map(user => user.user_id))
  const given = commands.map(
    ({ id, name, version, payload, userId, at, seq }): GivenCommand => ({
      id,
      name,
      version,
      payload,
      actor: { kind: 'user', userId, deviceId },
      at,
      incarnationId: incarnation,
      seq,
      bound: bound.has(userId),
    }),
  )
  const outcomes = await runBatch(held, given, known)
  const fresh = commands.filter(command => !known.has(command.id))
  await noteNumbers(held, deviceId, fresh)
  if (!stored || lastSeq > storedSeq) {
    await sql.insert(
      'incarnation',
      INCARNATION,
      [[companyId, incarnation, deviceId, lastSeq, held.clock.now()]],
      'ON CONFLICT (company_id, incarnation_id) DO UPDATE SET last_seq = excluded.last_seq',
    )
  }
  return { head: held.head, outcomes }
}

/** Answers the incarnation's last sequence number after these commands. */
function checkSequence(
  commands: readonly WireCommand[],
  storedSeq: number,
  known: ReadonlyMap<string, Outcome>,
): number {
  let lastSeq = storedSeq
  const seen = new Set<string>()
  for (const { id, seq } of commands) {
    const isKnown = known.has(id) || seen.has(id)
    seen.add(id)
    if (seq > lastSeq + 1) {
      throw new ProblemError('gap', `Command ${lastSeq + 1} is missing.`, { expectedSeq: storedSeq + 1 })
    }
    if (seq <= lastSeq && !isKnown) throw forked()
    lastSeq = Math.max(lastSeq, seq)
  }
  return lastSeq
}

/** Another device, or a copy of this one, runs under the same incarnation. */
export function forked(): ProblemError {
  return new ProblemError('forked', 'Another desktop has used this sequence of commands.')
}
