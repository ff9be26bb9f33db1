import { newId } from '../../../shared/lib/ids.ts'
import { type Outcome, type RecoveryReason, recoverAnswer } from '../../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../../shared/protocol/version.ts'
import type { Pulled } from '../ledger/ledger.ts'
import type { BackendPorts } from '../ports.ts'
import { expectAnswer, RelayProblem } from './device-session.ts'
import { type ExchangeParts, HistoryLost, pullPages, UNSETTLED_LIMIT } from './exchange.ts'

export interface RecoveryParts extends ExchangeParts {
  ports: Pick<BackendPorts, 'clock' | 'random' | 'secrets' | 'log'>
  /** Copies the database as it is into the profile's folder; answers the file's name. */
  salvage(reason: RecoveryReason): string
}

/** Why this fault means that there is no longer one history; null for any other. */
export function recoveryReasonOf(error: unknown): RecoveryReason | null {
  if (error instanceof HistoryLost) return error.reason
  if (!(error instanceof RelayProblem)) return null
  if (error.code === 'rewound') return 'relay-put-back'
  if (error.code === 'forked') return 'desktop-copied'
  return error.code === 'gap' ? 'gap' : null
}

/**
 * One procedure for a relay put back to a backup, a desktop put back to an older copy, a copied desktop and a gap: a new
 * incarnation; the relay's state in one snapshot, in which the commands it knows settle; what is left is numbered anew in
 * the order it was given. Nothing changes here before all of it arrived; the old database is kept beside.
 */
export async function recover(parts: RecoveryParts, reason: RecoveryReason): Promise<void> {
  const { sync, session, ports, ledger } = parts
  const incarnation = nextIncarnation(parts)
  const logins = await Promise.all(
    sync.loginTokens().map(sealed => ports.secrets.open(sealed).catch(() => '')),
  )
  const body = {
    protocol: PROTOCOL,
    reason,
    from: sync.state('incarnation'),
    to: incarnation,
    logins: logins.filter(token => token !== ''),
    highestNumbers: { order: sync.highestNumber('order'), payment: sync.highestNumber('payment') },
  }
  ports.log('warn', 'recovery', { reason, incarnation })
  const answer = await session.request({ method: 'POST', path: '/v1/recover', body, signal: parts.signal })
  try {
    expectAnswer(answer, recoverAnswer)
  } catch (error) {
    // The incarnation is another device's: the next try makes one of its own.
    if (error instanceof RelayProblem && error.code === 'forked') sync.setState('nextIncarnation', '')
    throw error
  }
  sync.dropStage()
  const base = await pullBase(parts, incarnation)
  const salvageFile = parts.salvage(reason)
  ledger.rebuild({ ...base, incarnation, notice: { at: ports.clock.now(), reason, salvageFile } })
}

// Kept until the recovery is through, so that one that is broken off and begun again uses up no numbers.
function nextIncarnation({ sync, ports }: RecoveryParts): string {
  const kept = sync.state('nextIncarnation')
  if (kept) return kept
  const incarnation = newId(ports.clock, ports.random)
  sync.setState('nextIncarnation', incarnation)
  return incarnation
}

// All rows first, then what became of the commands: those last pulls go on from the same history, so together they are
// one snapshot, at their end. Numbers are asked for once.
async function pullBase(parts: RecoveryParts, incarnation: string): Promise<Pulled> {
  const { sync } = parts
  const start = { cursor: { rev: 0, tag: '' }, epoch: 0 }
  const asked = { incarnation, queued: [], numbersLeft: ENOUGH }
  let { pulled } = await pullPages(parts, { ...asked, ...start }, 'on disk')
  const ids = sync.retained()
  const outcomes: Outcome[] = []
  for (let from = 0; from === 0 || from < ids.length; from += UNSETTLED_LIMIT) {
    const queued = ids.slice(from, from + UNSETTLED_LIMIT)
    const here = { cursor: pulled.to, epoch: pulled.epoch }
    const next = { ...asked, ...here, queued, numbersLeft: from === 0 ? NONE : ENOUGH }
    pulled = (await pullPages(parts, next, 'on disk')).pulled
    outcomes.push(...pulled.outcomes)
  }
  return { ...pulled, outcomes, rows: sync.staged() }
}

const ENOUGH = { order: 1_000_000, payment: 1_000_000 }
const NONE = { order: 0, payment: 0 }
