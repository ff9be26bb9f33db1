import type { z } from 'zod'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { Backend } from '../backend.ts'
import { asDeskFault, DeskFault } from '../session/desk-session.ts'
import { expectAnswer, RelayProblem } from '../sync/device-session.ts'
import { AskRefusal } from './answer-question.ts'

/** Asks the relay in the name of the logged-in user. Throws the fault or refusal that the desk is answered with. */
export type AskRelay = <S extends z.ZodType>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  schema: S,
  body?: unknown,
) => Promise<z.output<S>>

/** The questions only the relay can answer, as asked from one backend. */
export function relayAsker(backend: Backend): AskRelay {
  return async (method, path, schema, body) => {
    const userToken = backend.loggedIn()?.userToken
    // Logged in without the relay: another login helps once it can be reached, and not before.
    if (!userToken) {
      throw new DeskFault(backend.status().phase === 'offline' ? 'unreachable' : 'log-in-again')
    }
    try {
      return expectAnswer(await backend.session().request({ method, path, body, userToken }), schema)
    } catch (error) {
      const { code, field } = error instanceof RelayProblem ? error : { code: null, field: '' }
      if (code === 'unauthorized' && field === 'x-florin-user') throw new DeskFault('log-in-again')
      if (code === 'not-allowed') throw new AskRefusal(refuse('not-allowed', { right: 'setup' }))
      if (code === 'invalid' && field !== '') throw new AskRefusal(refuse('invalid', {}, field))
      throw asDeskFault(error)
    }
  }
}
