import type { Refusal } from '../../../shared/domain/rejections.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import {
  type Answers,
  ASKS,
  type AskName,
  type DeskAnswer,
  type FaultCode,
  type ParsedInput,
  question,
} from '../../../shared/protocol/desk.ts'
import { DeskFault } from '../session/desk-session.ts'

/** A refusal on its way out of a handler. */
export class AskRefusal extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.name = 'AskRefusal'
    this.refusal = refusal
  }
}

/** One handler per question of the contract. */
export type Handlers = { [N in AskName]: (input: ParsedInput<N>) => Answers[N] | Promise<Answers[N]> }

/**
 * Answers one message of a renderer. Never throws and never lets anything internal out: what is not a refusal or a
 * named fault is logged and answered as `internal`. null for what is no question at all.
 */
export async function answerQuestion(
  handlers: Handlers,
  message: unknown,
  logError: (ask: string, error: unknown) => void,
): Promise<DeskAnswer | null> {
  const asked = question.safeParse(message)
  if (!asked.success) return null
  const { id, ask } = asked.data
  const input = ASKS[ask].safeParse(asked.data.input)
  if (!input.success) {
    const issue = input.error.issues[0]
    const field = issue?.path.join('.') ?? ''
    return { id, ok: false, refusal: refuse('invalid', { field, reason: issue?.message ?? '' }, field) }
  }
  try {
    const handler = handlers[ask] as (input: unknown) => unknown
    return { id, ok: true, value: await handler(input.data) }
  } catch (error) {
    if (error instanceof AskRefusal) return { id, ok: false, refusal: error.refusal }
    return { id, ok: false, fault: faultCodeOf(error, ask, logError) }
  }
}

function faultCodeOf(
  error: unknown,
  ask: AskName,
  logError: (ask: string, error: unknown) => void,
): FaultCode {
  if (error instanceof DeskFault) return error.fault
  if (error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL') return 'disk-full'
  logError(ask, error)
  return 'internal'
}
