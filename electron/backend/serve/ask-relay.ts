import type { z } from 'zod'

/** Asks the relay in the name of the logged-in user. Throws the fault or refusal that the desk is answered with. */
export type AskRelay = <S extends z.ZodType>(
  method: 'GET' | 'POST',
  path: string,
  schema: S,
  body?: unknown,
) => Promise<z.output<S>>
